"""Builds the portfolio of some books on a day; says in warnings what is left out, what stands in for something and what is stale."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import RowMapping, func, select

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.portfolio.derivatives import derivative
from bank_risk.portfolio.history import OVERNIGHT, History, Levels
from bank_risk.portfolio.lines import Line, NotModelledError, Portfolio
from bank_risk.portfolio.reading import history_of
from bank_risk.portfolio.securities import bond, listed
from bank_risk.store.runs import RiskStore
from bank_risk.store.tables.trading import instrument, position_eod, trade

STALE_DAYS = 10
"""A price older than this many calendar days is no price."""
SHOWN = 10
"""Lines named in one warning; the rest is counted."""


def portfolio_of(store: RiskStore, books: Mapping[str, RowMapping], day: date) -> Portfolio:
    """Positions and live trades of the books; NO_MARKET_DATA when that day holds neither or none can be modelled, STALE_DATA when a price is too old."""
    history = history_of(store)
    place = history.until(day)
    today, last = (Levels(history, history.levels[at : at + 1]) for at in (place, len(history.days) - 1))
    rows, trades = position_rows(store, books, day), _trade_rows(store, books, day)
    if not rows and (not trades or day < first_position_day(store)):
        raise ToolFailureError(
            FailureCode.NO_MARKET_DATA,
            "no positions of those books are kept for that day",
            field="as_of",
            remedy="ask for one of the last twenty business days",
        )
    lines: list[Line] = []
    left: list[str] = []
    for row in rows:
        _security(lines, left, (row, books[row["book_id"]]["desk"]), today)
    for row in trades:
        _trade(lines, left, (row, books[row["book_id"]]["desk"]), (day, last))
    if not lines:
        raise ToolFailureError(FailureCode.NO_MARKET_DATA, "nothing in those books can be modelled", field="book", remedy="ask for other books")
    warnings = (*_stale(rows, day), *_left_out(left), *_stand_ins(rows, trades), *_carried(rows, history), *_marked(day, history))
    return Portfolio(day=day, place=place, history=history, lines=tuple(lines), warnings=warnings)


def first_position_day(store: RiskStore) -> date:
    """The first end of day whose positions are kept."""
    found: date = store.rows(select(func.min(position_eod.c.as_of).label("day")))[0]["day"]
    return found


def position_rows(store: RiskStore, books: Mapping[str, RowMapping], day: date) -> list[RowMapping]:
    """Positions of one day with their instruments, by book and ISIN."""
    joined = position_eod.join(instrument, instrument.c.isin == position_eod.c.isin)
    columns = [column for column in instrument.c if column.name != "isin"]
    statement = select(position_eod, *columns).select_from(joined).where(position_eod.c.as_of == day, position_eod.c.book_id.in_(list(books)))
    return store.rows(statement.order_by(position_eod.c.book_id, position_eod.c.isin))


def _trade_rows(store: RiskStore, books: Mapping[str, RowMapping], day: date) -> list[RowMapping]:
    return store.rows(select(trade).where(trade.c.book_id.in_(list(books)), trade.c.trade_date <= day, trade.c.end_date > day).order_by(trade.c.id))


def _security(lines: list[Line], left: list[str], of: tuple[RowMapping, str], today: Levels) -> None:
    row, desk = of
    try:
        value = bond(row, today, row["as_of"]).value if row["kind"] == "BOND" else listed(row, today)
    except NotModelledError as missing:
        left.append(f"{row['book_id']}/{row['isin']}: {missing}")
        return
    booked = (float(row["market_value"]) + float(row["accrued"])) * float(today.euros(row["currency"])[0])
    lines.append(Line(id=f"{row['book_id']}/{row['isin']}", book=row["book_id"], desk=desk, kind=row["kind"], booked=booked, value=value))


def _trade(lines: list[Line], left: list[str], of: tuple[RowMapping, str], at: tuple[date, Levels]) -> None:
    (row, desk), (day, last) = of, at
    try:
        value = derivative(row, last, day)
    except NotModelledError as missing:
        left.append(f"{row['id']}: {missing}")
        return
    booked = float(row["mark"]) * float(last.euros(row["currency"])[0])
    lines.append(Line(id=row["id"], book=row["book_id"], desk=desk, kind=row["kind"], booked=booked, value=value))


def _stale(rows: list[RowMapping], day: date) -> Iterator[str]:
    ages = {row["isin"]: (day - row["priced_on"]).days for row in rows}
    if ages and max(ages.values()) > STALE_DAYS:
        worst = max(ages, key=lambda isin: ages[isin])
        raise ToolFailureError(
            FailureCode.STALE_DATA,
            f"{worst} was last priced {ages[worst]} days before",
            field="as_of",
            allowed=f"prices of at most {STALE_DAYS} days",
            remedy="ask for another day, or have the price delivered",
        )
    yield from (f"STALE_PRICE: {isin} was last priced {age} days before" for isin, age in sorted(ages.items()) if age > 0)


def _left_out(left: list[str]) -> Iterator[str]:
    if left:
        more = f" and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
        yield f"NOT_MODELLED: left out of every number here: {'; '.join(left[:SHOWN])}{more}"


def _stand_ins(rows: list[RowMapping], trades: list[RowMapping]) -> Iterator[str]:
    covered = sum(1 for row in rows if row["kind"] == "BOND" and row["sector"] == "COVERED")
    if covered:
        yield f"CONSTANT_SPREAD: {covered} covered bonds move with the overnight curve only: there is no curve of their spreads"
    foreign = Counter(row["second_currency"] for row in trades if row["second_currency"] not in {None, *OVERNIGHT})
    if foreign:
        yield f"STAND_IN_CURVE: the euro's curve stands in for those of {', '.join(sorted(foreign))} in {sum(foreign.values())} trades"


def _carried(rows: list[RowMapping], history: History) -> Iterator[str]:
    found = sorted({row["isin"] for row in rows} & set(history.carried))
    if found:
        yield f"CARRIED_PRICE: on a few days of ten years these had no price, and the one before stands in: {', '.join(found)}"


def _marked(day: date, history: History) -> Iterator[str]:
    if day < history.days[-1]:
        yield "LATEST_TRADES: derivatives are those alive at the last end of day; those that ended since are missing"
