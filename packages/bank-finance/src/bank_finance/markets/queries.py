"""What is asked of the tables of market data; rows come by day, the newest first where one is wanted, ascending in a series."""

from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.sql.elements import ColumnElement

from bank_finance.store import markets as tables


def instrument(isin: str) -> Select[tuple[object, ...]]:
    """Reference data of one security."""
    return select(tables.instrument).where(tables.instrument.c.isin == isin)


def last_close(isin: str, on: date) -> Select[tuple[object, ...]]:
    """The row of the last day until `on`."""
    table = tables.price_eod
    return select(table).where(table.c.isin == isin, table.c.as_of <= on).order_by(table.c.as_of.desc()).limit(1)


def closes(isin: str, first: date, last: date) -> Select[tuple[object, ...]]:
    """All rows of the days from `first` to `last`."""
    table = tables.price_eod
    return select(table).where(table.c.isin == isin, table.c.as_of.between(first, last)).order_by(table.c.as_of)


def curves() -> Select[tuple[object, ...]]:
    """Every curve there is, without its rates."""
    return select(tables.curve).order_by(tables.curve.c.id)


def curve_day(curve_id: str, on: date) -> Select[tuple[object, ...]]:
    """The last day until `on` that has rates."""
    table = tables.curve_point
    return select(func.max(table.c.as_of).label("on_day")).where(table.c.curve_id == curve_id, table.c.as_of <= on)


def curve_points(curve_id: str, day: date) -> Select[tuple[object, ...]]:
    """The pillars of one day, by ascending days."""
    table = tables.curve_point
    return select(table).where(table.c.curve_id == curve_id, table.c.as_of == day).order_by(table.c.days)


def rate_day(on: date) -> Select[tuple[object, ...]]:
    """The last day until `on` with exchange rates."""
    table = tables.fx_eod
    return select(func.max(table.c.as_of).label("on_day")).where(table.c.quote == "USD", table.c.as_of <= on)


def rates(day: date) -> Select[tuple[object, ...]]:
    """All exchange rates of one day."""
    table = tables.fx_eod
    return select(table.c.quote, table.c.mid).where(table.c.as_of == day).order_by(table.c.quote)


def rate_series(quote: str, first: date, last: date) -> Select[tuple[object, ...]]:
    """The rates of one currency."""
    table = tables.fx_eod
    return select(table).where(table.c.quote == quote, table.c.as_of.between(first, last)).order_by(table.c.as_of)


def volatility_day(underlying: str, on: date) -> Select[tuple[object, ...]]:
    """The last day until `on` with volatilities."""
    table = tables.volatility_eod
    return select(func.max(table.c.as_of).label("on_day")).where(table.c.underlying == underlying, table.c.as_of <= on)


def volatilities(underlying: str, day: date) -> Select[tuple[object, ...]]:
    """All tenors of one day."""
    table = tables.volatility_eod
    return select(table).where(table.c.underlying == underlying, table.c.as_of == day)


def volatility_series(underlying: str, tenor: str, first: date, last: date) -> Select[tuple[object, ...]]:
    """One tenor."""
    table = tables.volatility_eod
    wanted: tuple[ColumnElement[bool], ...] = (table.c.underlying == underlying, table.c.tenor == tenor, table.c.as_of.between(first, last))
    return select(table).where(*wanted).order_by(table.c.as_of)


def closings(calendar: str, first: date, last: date) -> Select[tuple[object, ...]]:
    """Week days without business."""
    table = tables.calendar
    return select(table.c.closed_on).where(table.c.name == calendar, table.c.closed_on.between(first, last)).order_by(table.c.closed_on)
