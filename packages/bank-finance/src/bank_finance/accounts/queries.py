"""The SQL of the account tools, as SQLAlchemy Core statements that mean the same in every dialect."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from bank_finance.accounts.arguments import Direction, TransactionArguments
from bank_finance.store.ledger import account, balance_eod, posting
from bank_finance.store.payments import payment
from bank_finance.store.texts import search_text

Visible = tuple[str, ...] | None
"""The companies whose rows may be seen; None for all."""


def account_by_key(key: str, visible: Visible) -> Select[*tuple[object, ...]]:
    """The account of an id or an IBAN, if it may be seen."""
    found = select(account).where(account.c.id == key if key.startswith(("A-", "GL-")) else account.c.iban == key)
    return found if visible is None else found.where(account.c.legal_entity.in_(visible))


def balance_on(account_id: str, as_of: date) -> Select[*tuple[object, ...]]:
    """The last balances on or before a day; no row before the first posting."""
    return select(balance_eod).where(balance_eod.c.account_id == account_id, balance_eod.c.as_of <= as_of).order_by(balance_eod.c.as_of.desc()).limit(1)


def any_account_of(customer_id: str, visible: Visible) -> Select[str]:
    """One account id of the customer, to tell an unknown customer from one without postings."""
    return held_by(customer_id, visible).limit(1)


def held_by(customer_id: str, visible: Visible) -> Select[str]:
    """Account ids of a customer that may be seen."""
    found = select(account.c.id).where(account.c.customer_id == customer_id)
    return found if visible is None else found.where(account.c.legal_entity.in_(visible))


def matching(arguments: TransactionArguments, accounts: str | Select[str]) -> ColumnElement[bool]:
    """The condition on postings of one account id, or of those a statement finds."""
    conditions: list[ColumnElement[bool]] = [posting.c.account_id == accounts if isinstance(accounts, str) else posting.c.account_id.in_(accounts)]
    if arguments.booked_from is not None:
        conditions.append(posting.c.booked_at >= datetime.combine(arguments.booked_from, time.min))
    if arguments.booked_to is not None and arguments.booked_to < date.max:
        conditions.append(posting.c.booked_at < datetime.combine(arguments.booked_to + timedelta(days=1), time.min))
    if arguments.kind is not None:
        conditions.append(posting.c.kind == arguments.kind)
    if arguments.text is not None:
        conditions.append(posting.c.search_text.contains(search_text(arguments.text), autoescape=True))
    conditions.append(_amounts(arguments))
    return and_(*conditions)


def _amounts(arguments: TransactionArguments) -> ColumnElement[bool]:
    received = [posting.c.amount >= (arguments.amount_min or Decimal(0))]
    paid = [posting.c.amount <= -(arguments.amount_min or Decimal(0))]
    if arguments.amount_max is not None:
        received.append(posting.c.amount <= arguments.amount_max)
        paid.append(posting.c.amount >= -arguments.amount_max)
    if arguments.direction is Direction.IN:
        return and_(*received)
    return and_(*paid) if arguments.direction is Direction.OUT else or_(and_(*received), and_(*paid))


def count(condition: ColumnElement[bool]) -> Select[int]:
    """How many postings match."""
    return select(func.count().label("total")).select_from(posting).where(condition)


def page(condition: ColumnElement[bool], after: tuple[datetime, str] | None, rows: int) -> Select[*tuple[object, ...]]:
    """The `rows` newest postings that match, older than `after`."""
    if after is not None:
        booked_at, posting_id = after
        older = or_(posting.c.booked_at < booked_at, and_(posting.c.booked_at == booked_at, posting.c.id < posting_id))
        condition = and_(condition, older)
    kept = posting.join(account, account.c.id == posting.c.account_id)
    found = select(posting, account.c.legal_entity).select_from(kept).where(condition)
    return found.order_by(posting.c.booked_at.desc(), posting.c.id.desc()).limit(rows)


def entries_of(account_id: str, first: date, last: date) -> ColumnElement[bool]:
    """The condition on the postings of whole booking days."""
    begins = posting.c.booked_at >= datetime.combine(first, time.min)
    return and_(posting.c.account_id == account_id, begins, posting.c.booked_at < datetime.combine(last + timedelta(days=1), time.min))


def total_of(condition: ColumnElement[bool]) -> Select[*tuple[object, ...]]:
    """How many entries there are, and their sum."""
    return select(func.count().label("total"), func.sum(posting.c.amount).label("booked")).where(condition)


def entries(condition: ColumnElement[bool], after: tuple[datetime, str] | None, rows: int) -> Select[*tuple[object, ...]]:
    """The first `rows` entries, oldest first, after a position, with the payment that carried each."""
    if after is not None:
        booked_at, posting_id = after
        later = or_(posting.c.booked_at > booked_at, and_(posting.c.booked_at == booked_at, posting.c.id > posting_id))
        condition = and_(condition, later)
    carried = posting.outerjoin(payment, payment.c.transaction_id == posting.c.journal_id)
    columns = (posting, payment.c.end_to_end_id, payment.c.uetr)
    return select(*columns).select_from(carried).where(condition).order_by(posting.c.booked_at, posting.c.id).limit(rows)
