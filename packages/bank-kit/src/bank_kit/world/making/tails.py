"""What bad days would cost the trading books, by their sensitivities and the days of the market history: the measure of market risk for limits and funds.

Above: build, weights, limits. Below: screen, terms; reads book, position_eod, instrument, trade, price_eod and fx_eod. Linear in every factor, options at half
of their underlying: a maker's estimate, not a model; the risk server revalues in full.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, sqrt

import duckdb
import numpy as np

from bank_kit.world.making.screen import Screen, read
from bank_kit.world.making.terms import OVERNIGHT, RATED
from bank_kit.world.market.curves import PILLAR_YEARS
from bank_kit.world.market.streams import Floats
from bank_kit.world.size import Spec

LATEST = 500
"""Days that limits look back on."""
STRESSED, STEP = 250, 10
"""Days of the stressed period, and how far apart the periods tried begin."""
TAIL = 0.025
TEN_DAYS = sqrt(10.0)
HALF = 0.5
"""An option's sensitivity as a part of its underlying's."""
YIELD = 0.03
GRADES = {"AAA": "A", "AA": "A", "A": "A", "BBB": "BBB", "BB": "BB", "IG": "BBB", "SG": "BB"}

_EURO = "coalesce((SELECT f.mid FROM fx_eod f WHERE f.quote = {} AND f.date = (SELECT max(date) FROM fx_eod)), 1)"
_HELD = f"""
SELECT p.book_id, i.isin, i.kind, i.sector, i.rating, i.currency, (i.maturity_date - $as_of) / 365.0, (p.market_value / {_EURO.format("i.currency")})::DOUBLE
FROM position_eod p JOIN book b ON b.id = p.book_id JOIN instrument i ON i.isin = p.isin
WHERE b.kind = 'TRADING' AND p.as_of = (SELECT max(as_of) FROM position_eod) ORDER BY ALL
"""
_TRADED = f"""
SELECT t.book_id, t.kind,
    t.direction * CASE t.option WHEN 'CALL' THEN {HALF} WHEN 'PUT' THEN -{HALF} ELSE 1 END * (t.notional / {_EURO.format("t.currency")})::DOUBLE,
    t.currency, t.second_currency, t.underlying, t.underlying_rating, (t.start_date - $as_of) / 365.0, (t.end_date - $as_of) / 365.0
FROM trade t JOIN book b ON b.id = t.book_id WHERE b.kind = 'TRADING' ORDER BY t.id
"""
_PRICES = """
SELECT p.date, p.close, i.place FROM price_eod p
JOIN (SELECT isin, row_number() OVER (ORDER BY isin) - 1 AS place FROM instrument WHERE kind <> 'BOND') i USING (isin)
"""


@dataclass(frozen=True, slots=True)
class Moves:
    """One series for each factor, a day each: changes of curves by pillar, and relative changes of prices and of currencies against the euro."""

    curves: dict[str, Floats]
    prices: dict[str, Floats]
    currencies: dict[str, Floats]

    def rate(self, curve: str, years: float) -> Floats:
        """Changes of a curve at that time, between its pillars linearly."""
        pillars = self.curves[curve]
        place = min(max(int(np.searchsorted(PILLAR_YEARS, years)), 1), len(PILLAR_YEARS) - 1)
        before, after = PILLAR_YEARS[place - 1], PILLAR_YEARS[place]
        part = min(max((years - before) / (after - before), 0.0), 1.0)
        found: Floats = pillars[:, place - 1] * (1.0 - part) + pillars[:, place] * part
        return found

    def bond(self, sector: str, rating: str | None, currency: str, years: float) -> Floats:
        """Changes of the yield of a bond: governments have a curve of their own, companies a spread over money, covered bonds neither."""
        if sector == "SOVEREIGN" and f"{currency}-GOVT" in self.curves:
            return self.rate(f"{currency}-GOVT", years)
        found = self.rate(OVERNIGHT.get(currency, "EUR-ESTR"), years)
        spread = f"{currency}-CORP-{GRADES.get(rating or '', 'BB')}"
        return found if sector == "COVERED" or spread not in self.curves else found + self.rate(spread, years)


@dataclass(frozen=True, slots=True)
class Held:
    """A holding of `value` euro; `years` to maturity of bonds."""

    isin: str
    kind: str
    sector: str
    rating: str | None
    currency: str
    years: float | None
    value: float

    def gains(self, moves: Moves) -> Floats:
        """Of each day, in euro."""
        if self.kind != "BOND" or self.years is None:
            own = moves.prices[self.isin]
        else:
            own = -duration(self.years) * moves.bond(self.sector, self.rating, self.currency, self.years)
        found: Floats = self.value * (own + moves.currencies[self.currency])
        return found


@dataclass(frozen=True, slots=True)
class Traded:
    """A trade of `size` euro, positive on the long side; times in years."""

    kind: str
    size: float
    currency: str
    second_currency: str | None
    underlying: str | None
    rating: str | None
    start: float
    end: float

    def gains(self, moves: Moves) -> Floats:
        """Of each day, in euro."""
        match self.kind:
            case "IRS" | "SWAPTION":
                curve = OVERNIGHT[self.currency]
                begun = duration(self.start) * moves.rate(curve, self.start) if self.start > 0 else 0.0
                found: Floats = self.size * (duration(self.end) * moves.rate(curve, self.end) - begun)
            case "CDS" | "CDS_INDEX":
                found = -self.size * duration(self.end) * moves.rate(RATED[GRADES.get(self.rating or "", "BB")], self.end)
            case "FX_FORWARD" | "FX_OPTION":
                found = self.size * (moves.currencies[self.currency] - moves.currencies[self.second_currency or "EUR"])
            case _:
                found = self.size * moves.prices[self.underlying or ""]
        return found


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Leaves draft_tail: for each desk and company the VaR of a day, the shortfall of ten days, and that of a stressed period, in euro."""
    moves = moves_of(connection, read(connection))
    gains: defaultdict[str, Floats] = defaultdict(lambda: np.zeros(len(moves.currencies["USD"])))
    for book, *held in connection.execute(_HELD, {"as_of": spec.as_of}).fetchall():
        gains[book] = gains[book] + Held(*held).gains(moves)
    for book, *traded in connection.execute(_TRADED, {"as_of": spec.as_of}).fetchall():
        gains[book] = gains[book] + Traded(*traded).gains(moves)
    connection.execute("CREATE TABLE draft_tail (scope VARCHAR, id VARCHAR, var DOUBLE, es DOUBLE, stressed DOUBLE)")
    keepers = connection.execute("SELECT id, desk, legal_entity FROM book WHERE kind = 'TRADING' ORDER BY id").fetchall()
    for scope, place in (("DESK", 1), ("COMPANY", 2)):
        for name in sorted({row[place] for row in keepers}):
            together = sum_of(gains[row[0]] for row in keepers if row[place] == name)
            connection.execute("INSERT INTO draft_tail VALUES ($1, $2, $3, $4, $5)", [scope, name, *measures(together)])


def moves_of(connection: duckdb.DuckDBPyConnection, screen: Screen) -> Moves:
    """Of all curves, of everything with a price but bonds, and of all currencies."""
    names = [name for (name,) in connection.execute("SELECT isin FROM instrument WHERE kind <> 'BOND' ORDER BY isin").fetchall()]
    found = connection.execute(_PRICES).fetchnumpy()
    closes = np.full((len(screen.days), len(names)), np.nan)
    closes[np.searchsorted(screen.days, found["date"].astype("datetime64[D]")), found["place"]] = found["close"]
    for day, place in np.argwhere(np.isnan(closes)):
        closes[day, place] = closes[day - 1, place]
    quotes = [quote for (quote,) in connection.execute("SELECT DISTINCT quote FROM fx_eod ORDER BY quote").fetchall()]
    mids = np.asarray(connection.execute("SELECT mid FROM fx_eod ORDER BY quote, date").fetchnumpy()["mid"]).reshape(len(quotes), -1)
    return Moves(
        curves={name: np.diff(rates, axis=0) for name, rates in screen.curves.items()},
        prices=dict(zip(names, (closes[1:] / closes[:-1] - 1.0).T, strict=True)),
        currencies={"EUR": np.zeros(len(screen.days) - 1), **dict(zip(quotes, mids[:, :-1] / mids[:, 1:] - 1.0, strict=True))},
    )


def measures(gains: Floats) -> tuple[float, float, float]:
    """VaR of one day at 99 % and shortfall of ten at 97.5 % by the latest days, and the largest such shortfall of a stressed period; euro, positive."""
    latest = np.sort(gains[-LATEST:])
    periods = np.lib.stride_tricks.sliding_window_view(gains, STRESSED)[::STEP]
    worst = np.sort(periods, axis=1)[:, : round(TAIL * STRESSED)].mean(axis=1).min()
    return float(-latest[round(0.01 * LATEST)]), float(-latest[: round(TAIL * LATEST)].mean() * TEN_DAYS), float(-worst * TEN_DAYS)


def sum_of(series: Iterable[Floats]) -> Floats:
    """Gains of several books together, day by day."""
    found: Floats = np.sum(list(series), axis=0)
    return found


def duration(years: float) -> float:
    """Of a payment stream until then: what a rate that moves by one costs it."""
    return (1.0 - exp(-YIELD * max(years, 0.0))) / YIELD
