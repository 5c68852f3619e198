"""The SQL of the trading tools, as SQLAlchemy Core statements that mean the same in every dialect."""

from datetime import date

from sqlalchemy import Select, func, select

from bank_finance.store.markets import instrument
from bank_finance.store.trading import book, position_eod


def book_by_id(book_id: str) -> Select[*tuple[object, ...]]:
    """The book."""
    return select(book).where(book.c.id == book_id)


def last_day_before(book_id: str, as_of: date) -> Select[date]:
    """The last end of day of the book on or before a date."""
    return select(func.max(position_eod.c.as_of).label("as_of")).where(position_eod.c.book_id == book_id, position_eod.c.as_of <= as_of)


def holdings(book_id: str, as_of: date) -> Select[*tuple[object, ...]]:
    """The book's positions of that end of day with their instruments, by ISIN."""
    joined = position_eod.join(instrument, instrument.c.isin == position_eod.c.isin)
    columns = (position_eod, instrument.c.name.label("instrument"), instrument.c.kind, instrument.c.currency)
    return select(*columns).select_from(joined).where(position_eod.c.book_id == book_id, position_eod.c.as_of == as_of).order_by(position_eod.c.isin)
