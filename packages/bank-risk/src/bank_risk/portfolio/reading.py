"""Reads the history of risk factors from the store, once for each store and process: 640,000 numbers in about 25 MB."""

from collections import defaultdict
from datetime import date
from functools import lru_cache

import numpy as np
from sqlalchemy import select

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.market.arrays import Floats
from bank_risk.market.revaluation import Move
from bank_risk.market.scenario import RiskClass
from bank_risk.portfolio.history import OVERNIGHT, Column, History
from bank_risk.store.runs import RiskStore
from bank_risk.store.tables.market import PILLARS, TENORS, curve, curve_day, fx_eod, price_eod, volatility_day
from bank_risk.store.tables.trading import instrument

LONGEST_GAP = 5
"""Days over which the last price is carried; a longer hole makes the series unfit to be a factor."""
STORES = 2
"""Histories kept: one for each store that is in use."""
TENOR_NAMES = ("1M", "3M", "6M", "1Y", "2Y", "3Y", "5Y", "7Y", "10Y", "20Y", "30Y")

Series = dict[Column, Floats]


@lru_cache(maxsize=STORES)
def history_of(store: RiskStore) -> History:
    """All factors on all days; UNAVAILABLE when the store holds a series with a hole in it."""
    days = tuple(sorted(store.open_days()))
    series: Series = {}
    series |= _curves(store, len(days))
    series |= _exchange(store, len(days))
    prices, priced_on = _prices(store, days)
    carried = {isin: carry(series) for isin, series in prices.items()}
    series |= _listed(store, prices)
    series |= _volatilities(store, len(days))
    columns = tuple(series)
    return History(
        days=days,
        columns=columns,
        levels=np.column_stack(list(series.values())),
        pillars=np.array(list(PILLARS.values())) / 365.0,
        prices=prices,
        priced_on=priced_on,
        carried={isin: count for isin, count in carried.items() if count},
        places={column.id: place for place, column in enumerate(columns)},
    )


def _curves(store: RiskStore, days: int) -> Series:
    """Overnight curves as they are, the others as spreads over that of their currency (the world keeps credit curves as spreads already)."""
    known = {row["id"]: row for row in store.rows(select(curve).order_by(curve.c.id))}
    tables = _wide(store.tuples(select(curve_day.c.curve_id, *(curve_day.c[name] for name in PILLARS)).order_by(curve_day.c.curve_id, curve_day.c.day)))
    found: Series = {}
    for name, row in known.items():
        rates = _complete(tables[name], days)
        if row["kind"] == "GOVT":
            rates = rates - _complete(tables[OVERNIGHT[row["currency"]]], days)
        risk_class = RiskClass.INTEREST_RATE if row["kind"] == "OIS" else RiskClass.CREDIT_SPREAD
        for place, tenor in enumerate(TENOR_NAMES):
            found[Column(id=f"{name}:{tenor}", risk_class=risk_class, kind=Move.ABSOLUTE)] = rates[:, place]
    return found


def _exchange(store: RiskStore, days: int) -> Series:
    tables = _wide(store.tuples(select(fx_eod.c.quote, fx_eod.c.mid).order_by(fx_eod.c.quote, fx_eod.c.day)))
    return {
        Column(id=f"EUR{quote}", risk_class=RiskClass.FOREIGN_EXCHANGE, kind=Move.RELATIVE): _complete(rates, days)[:, 0] for quote, rates in tables.items()
    }


def _prices(store: RiskStore, days: tuple[date, ...]) -> tuple[dict[str, Floats], dict[str, date]]:
    places = {day: place for place, day in enumerate(days)}
    found: dict[str, Floats] = {}
    priced_on: dict[str, date] = {}
    statement = select(price_eod.c.isin, price_eod.c.day, price_eod.c.price, price_eod.c.priced_on).order_by(price_eod.c.isin, price_eod.c.day)
    for isin, day, price, on in store.tuples(statement):
        assert isinstance(isin, str)
        assert isinstance(day, date)
        assert isinstance(price, float)
        assert isinstance(on, date)
        if isin not in found:
            found[isin] = np.full(len(days), np.nan)
        found[isin][places[day]] = price
        priced_on[isin] = on
    return found, priced_on


def carry(prices: Floats) -> int:
    """Fill holes of a few days with the price before, in place; how many days were filled."""
    filled, run = 0, 0
    for place in range(1, prices.shape[0]):
        run = run + 1 if np.isnan(prices[place]) else 0
        if 0 < run <= LONGEST_GAP and not np.isnan(prices[place - 1]):
            prices[place] = prices[place - 1]
            filled += 1
    return filled


def _listed(store: RiskStore, prices: dict[str, Floats]) -> Series:
    """Prices that are factors themselves: of all but bonds, which are revalued on curves."""
    found: Series = {}
    for row in store.rows(select(instrument.c.isin, instrument.c.kind).order_by(instrument.c.isin)):
        if row["kind"] == "BOND" or row["isin"] not in prices or np.isnan(prices[row["isin"]]).any():
            continue
        is_commodity = row["kind"] == "COMMODITY"
        risk_class = RiskClass.COMMODITY if is_commodity else RiskClass.EQUITY
        found[Column(id=f"{'CO' if is_commodity else 'EQ'}-{row['isin']}", risk_class=risk_class, kind=Move.RELATIVE)] = prices[row["isin"]]
    return found


def _volatilities(store: RiskStore, days: int) -> Series:
    statement = select(volatility_day.c.underlying, *(volatility_day.c[name] for name in TENORS)).order_by(volatility_day.c.underlying, volatility_day.c.day)
    found: Series = {}
    for underlying, table in _wide(store.tuples(statement)).items():
        group = "SWAPTION" if underlying in OVERNIGHT.values() else "FX" if len(underlying) == 6 else "EQ"
        for place, tenor in enumerate(TENORS.values()):
            column = Column(id=f"VOL-{group}-{underlying}:{tenor}", risk_class=RiskClass.VOLATILITY, kind=Move.RELATIVE)
            found[column] = _complete(table, days)[:, place]
    return found


def _wide(rows: list[tuple[object, ...]]) -> dict[str, Floats]:
    gathered: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for row in rows:
        gathered[str(row[0])].append(row[1:])
    return {name: np.array(values, dtype=np.float64) for name, values in gathered.items()}


def _complete(table: Floats, days: int) -> Floats:
    if table.shape[0] != days:
        raise ToolFailureError(FailureCode.UNAVAILABLE, "a series of the market history has a hole", remedy="load the store again")
    return table
