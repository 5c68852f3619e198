"""The SQL of the finance tools, as SQLAlchemy Core statements that mean the same in SQLite, PostgreSQL and Oracle."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from bank_finance.arguments import Direction, TransactionArguments
from bank_finance.filling import search_text
from bank_finance.tables import account, book, instrument, position_eod, posting


def account_by_key(key: str) -> Select[*tuple[object, ...]]:
    """The account of an id or an IBAN."""
    return select(account).where(account.c.id == key if key.startswith("A-") else account.c.iban == key)


def business_date() -> Select[date]:
    """The last end of day the store holds."""
    return select(func.max(position_eod.c.as_of))


def any_account_of(customer_id: str) -> Select[str]:
    """One account id of the customer, to tell an unknown customer from one without postings."""
    return select(account.c.id).where(account.c.customer_id == customer_id).limit(1)


def matching(arguments: TransactionArguments, account_id: str | None) -> ColumnElement[bool]:
    """The condition on postings; `account_id` is what arguments.account stands for."""
    if account_id is not None:
        conditions: list[ColumnElement[bool]] = [posting.c.account_id == account_id]
    else:
        held = select(account.c.id).where(account.c.customer_id == arguments.customer_id)
        conditions = [posting.c.account_id.in_(held)]
    if arguments.booked_from is not None:
        conditions.append(posting.c.booked_at >= datetime.combine(arguments.booked_from, time.min))
    if arguments.booked_to is not None and arguments.booked_to < date.max:
        conditions.append(posting.c.booked_at < datetime.combine(arguments.booked_to + timedelta(days=1), time.min))
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
    return select(func.count()).select_from(posting).where(condition)


def page(condition: ColumnElement[bool], after: tuple[datetime, str] | None, rows: int) -> Select[*tuple[object, ...]]:
    """The `rows` newest postings that match, older than `after`."""
    if after is not None:
        booked_at, posting_id = after
        older = or_(posting.c.booked_at < booked_at, and_(posting.c.booked_at == booked_at, posting.c.id < posting_id))
        condition = and_(condition, older)
    return select(posting).where(condition).order_by(posting.c.booked_at.desc(), posting.c.id.desc()).limit(rows)


def book_by_id(book_id: str) -> Select[*tuple[object, ...]]:
    """The book."""
    return select(book).where(book.c.id == book_id)


def last_day_before(book_id: str, as_of: date) -> Select[date]:
    """The last end of day of the book on or before a date."""
    return select(func.max(position_eod.c.as_of)).where(position_eod.c.book_id == book_id, position_eod.c.as_of <= as_of)


def holdings(book_id: str, as_of: date) -> Select[*tuple[object, ...]]:
    """The book's positions of that end of day with their instruments, by ISIN."""
    joined = position_eod.join(instrument, instrument.c.isin == position_eod.c.isin)
    columns = (position_eod, instrument.c.name.label("instrument"), instrument.c.kind, instrument.c.currency)
    return select(*columns).select_from(joined).where(position_eod.c.book_id == book_id, position_eod.c.as_of == as_of).order_by(position_eod.c.isin)
