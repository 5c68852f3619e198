"""The SQL of the reconcile tool, as SQLAlchemy Core statements that mean the same in every dialect."""

from datetime import date

from sqlalchemy import Select, and_, select

from bank_finance.accounts.queries import entries_of
from bank_finance.store.ledger import posting
from bank_finance.store.markets import instrument
from bank_finance.store.payments import payment, payment_status
from bank_finance.store.trading import position_eod


def postings(account_id: str, days: tuple[date, date], kinds: tuple[str, ...], rows: int) -> Select[*tuple[object, ...]]:
    """Postings of an account with the end-to-end reference of the payment behind each."""
    condition = entries_of(account_id, *days)
    chosen = and_(condition, posting.c.kind.in_(kinds)) if kinds else condition
    carried = posting.outerjoin(payment, payment.c.transaction_id == posting.c.journal_id)
    return select(posting, payment.c.end_to_end_id).select_from(carried).where(chosen).order_by(posting.c.id).limit(rows)


def payments(account_id: str, days: tuple[date, date], status: str | None, rows: int) -> Select[*tuple[object, ...]]:
    """Payments behind postings of an account; with a status, those that were reported so."""
    condition = entries_of(account_id, *days)
    if status is not None:
        reported = select(payment_status.c.payment_id).where(payment_status.c.payment_id == payment.c.id, payment_status.c.status == status)
        condition = and_(condition, reported.exists())
    carried = payment.join(posting, posting.c.journal_id == payment.c.transaction_id)
    return select(payment, posting.c.amount.label("booked")).select_from(carried).where(condition).order_by(payment.c.id).limit(rows)


def positions(book_id: str, as_of: date) -> Select[*tuple[object, ...]]:
    """Positions of a book with the currency of each instrument."""
    joined = position_eod.join(instrument, instrument.c.isin == position_eod.c.isin)
    chosen = select(position_eod, instrument.c.currency).select_from(joined)
    return chosen.where(position_eod.c.book_id == book_id, position_eod.c.as_of == as_of).order_by(position_eod.c.isin)
