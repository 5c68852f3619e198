"""Ten years of market history: instruments, closing prices, curves, exchange rates and volatilities; the same in every size."""

from dataclasses import dataclass

import duckdb
import numpy as np
from numpy.typing import NDArray

from bank_kit.world.making.filling import fill, fill_rows, objects
from bank_kit.world.market import currencies, curves, factors, listed, prices, target
from bank_kit.world.market.listed import Instrument
from bank_kit.world.market.streams import Days, Floats, stream
from bank_kit.world.size import Spec

SOURCE = "EOD-COMPOSITE"
SECOND_SOURCE = "VENUE-CLOSE"
LOST_FEED = 24
"""Number of the instrument whose feed is silent on the last days: its price stays, and its age shows."""
LOST_DAYS = 5
EARLIER_LOSS = (17, 1700)
"""An instrument and the day of the history from which its feed was lost once before, for as long."""
HOLES = 14
"""Rows that the feeds never delivered, all older than a quarter."""
QUIET_DAYS = 65


@dataclass(frozen=True, slots=True)
class _Quotes:
    """Closing prices and the row of the day each is from; both (days, instruments); NaN where there is none."""

    close: Floats
    priced: NDArray[np.int64]


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Creates instrument, price_eod, curve, curve_point, fx_eod and volatility_eod."""
    days = target.business_days()
    universe = listed.instruments()
    drawn = factors.draw(spec.seed, days)
    simulated = curves.simulate(spec.seed, drawn)
    fill_rows(connection, "instrument", [_instrument(each) for each in universe])
    _prices(connection, days, universe, _with_losses(spec.seed, prices.simulate(spec.seed, universe, drawn, simulated)))
    _curves(connection, days, simulated)
    _series(connection, days, currencies.exchange_rates(spec.seed, drawn))
    indices = {each.isin: each.beta for each in universe if each.kind == "INDEX"}
    _volatilities(connection, days, currencies.volatilities(spec.seed, drawn, indices))


def _instrument(each: Instrument) -> tuple[object, ...]:
    return (
        each.isin,
        each.figi,
        each.name,
        each.kind,
        each.currency,
        each.issuer_lei,
        each.country,
        each.sector,
        each.rating,
        each.coupon,
        each.frequency,
        each.day_count,
        each.issued,
        each.matures,
        each.hqla,
        listed.EXCHANGE,
    )


def _with_losses(seed: int, close: Floats) -> _Quotes:
    """The prices as a feed delivers them: two silences in which the last price stands, and a few holes."""
    count, width = close.shape
    delivered = close.copy()
    priced = np.repeat(np.arange(count)[:, None], width, axis=1)
    for number, first in ((LOST_FEED, count - LOST_DAYS), EARLIER_LOSS):
        silent = slice(first, first + LOST_DAYS)
        delivered[silent, number - 1] = delivered[first - 1, number - 1]
        priced[silent, number - 1] = first - 1
    numbers = stream(seed, "holes")
    delivered[numbers.integers(1, count - QUIET_DAYS, HOLES), numbers.integers(0, width, HOLES)] = np.nan
    return _Quotes(delivered, priced)


def _prices(connection: duckdb.DuckDBPyConnection, days: Days, universe: tuple[Instrument, ...], quotes: _Quotes) -> None:
    close = quotes.close.T
    number, day = np.nonzero(~np.isnan(close))
    sources = objects(SECOND_SOURCE if each.kind in {"EQUITY", "INDEX", "COMMODITY"} else SOURCE for each in universe)
    columns = {
        "isin": objects(each.isin for each in universe)[number],
        "date": days[day],
        "close": close[number, day],
        "priced_on": days[quotes.priced.T[number, day]],
        "source": sources[number],
    }
    fill(connection, "price_eod", columns)


def _curves(connection: duckdb.DuckDBPyConnection, days: Days, simulated: dict[str, Floats]) -> None:
    names = sorted(simulated)
    fill_rows(connection, "curve", [(name, name[:3], name[4:], curves.kind(name), "ACT/365F", "linear_zero") for name in names])
    each, width = len(days) * len(curves.PILLARS), len(curves.PILLARS)
    columns = {
        "curve_id": np.repeat(objects(names), each),
        "date": np.tile(np.repeat(days, width), len(names)),
        "days": np.tile(np.array(list(curves.PILLARS.values()), dtype=np.int32), len(days) * len(names)),
        "tenor": np.tile(objects(curves.PILLARS), len(days) * len(names)),
        "zero_rate": np.concatenate([simulated[name].ravel() for name in names]),
    }
    fill(connection, "curve_point", columns)


def _series(connection: duckdb.DuckDBPyConnection, days: Days, rates: dict[str, Floats]) -> None:
    names = sorted(rates)
    columns = {
        "quote": np.repeat(objects(names), len(days)),
        "date": np.tile(days, len(names)),
        "mid": np.concatenate([rates[name] for name in names]),
    }
    fill(connection, "fx_eod", columns)


def _volatilities(connection: duckdb.DuckDBPyConnection, days: Days, implied: dict[str, Floats]) -> None:
    names = sorted(implied)
    width = len(currencies.TENORS)
    columns = {
        "underlying": np.repeat(objects(names), len(days) * width),
        "date": np.tile(np.repeat(days, width), len(names)),
        "tenor": np.tile(objects(currencies.TENORS), len(days) * len(names)),
        "volatility": np.concatenate([implied[name].ravel() for name in names]),
    }
    fill(connection, "volatility_eod", columns)
