"""The SQL of the trading tools, as SQLAlchemy Core statements that mean the same in every dialect."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, select

from bank_finance.store.markets import instrument
from bank_finance.store.trading import book, counterparty_ref, position_eod, trade, trade_event
from bank_finance.trading.arguments import PositionArguments


def books(wanted: PositionArguments) -> Select[*tuple[object, ...]]:
    """The books asked for, by id."""
    found = select(book).order_by(book.c.id)
    if wanted.book is not None:
        return found.where(book.c.id == wanted.book)
    return found.where(book.c.desk == wanted.desk) if wanted.desk is not None else found.where(book.c.legal_entity == wanted.legal_entity)


def last_day_before(as_of: date) -> Select[date]:
    """The last end of day on or before a date."""
    return select(func.max(position_eod.c.as_of).label("as_of")).where(position_eod.c.as_of <= as_of)


def holdings(book_ids: Sequence[str], as_of: date) -> Select[*tuple[object, ...]]:
    """The positions of that end of day with their instruments, by book and ISIN."""
    joined = position_eod.join(instrument, instrument.c.isin == position_eod.c.isin)
    columns = (position_eod, instrument.c.name.label("instrument"), instrument.c.kind, instrument.c.currency)
    wanted = position_eod.c.book_id.in_(book_ids), position_eod.c.as_of == as_of
    return select(*columns).select_from(joined).where(*wanted).order_by(position_eod.c.book_id, position_eod.c.isin)


def trade_by_key(key: str) -> Select[*tuple[object, ...]]:
    """The trade of an id or a UTI."""
    return select(trade).where(trade.c.id == key if key.startswith("TR-") else trade.c.uti == key)


def booking(trade_id: str) -> Select[*tuple[object, ...]]:
    """The book a trade is kept in, and who it is with."""
    columns = (
        book.c.name.label("book_name"),
        book.c.desk,
        book.c.kind.label("book_kind"),
        book.c.legal_entity,
        counterparty_ref.c.lei.label("counterparty_lei"),
        counterparty_ref.c.sector.label("counterparty_sector"),
    )
    joined = trade.join(book, book.c.id == trade.c.book_id).join(counterparty_ref, counterparty_ref.c.id == trade.c.counterparty_id)
    return select(*columns).select_from(joined).where(trade.c.id == trade_id)


def events(trade_id: str) -> Select[*tuple[object, ...]]:
    """What happened to a trade, in order."""
    return select(trade_event).where(trade_event.c.trade_id == trade_id).order_by(trade_event.c.step)


def listed(isin: str) -> Select[*tuple[object, ...]]:
    """The instrument under a trade."""
    return select(instrument.c.isin, instrument.c.figi, instrument.c.name).where(instrument.c.isin == isin)
