"""What each agreement of derivatives might cost when the counterparty fails: close to the standardised approach, to measure limits and own funds by.

Above: build, weights, limits. Below: filling, and the tables of trades, agreements, books and rates. Factors are those of CRE52.72,
options stand at half of their underlying: a maker's estimate, not a rulebook; the risk server computes the real one.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt

import duckdb

from bank_kit.world.making.filling import objects
from bank_kit.world.size import Spec

ALPHA, FLOOR = 1.4, 0.05
RATE_FACTOR, CURRENCY_FACTOR = 0.005, 0.04
CREDIT = {"A": 0.0042, "BBB": 0.0054, "BB": 0.0106, "IG": 0.0038, "SG": 0.0106}
SHARE, INDEX, POWER, COMMODITY = 0.32, 0.20, 0.40, 0.18
ALONE, TOGETHER = 0.5, 0.8
"""Correlation of single names and of indices with all others."""
PERIOD = 10
"""Business days of a margin period beyond the days between two calls."""
RATE_DECAY = 0.05

_EURO = "coalesce((SELECT f.mid FROM fx_eod f WHERE f.quote = {} AND f.date = (SELECT max(date) FROM fx_eod)), 1)"
_SETS = f"""
SELECT id, counterparty_id, agreement, margined, remargin_days,
    ((threshold + minimum_transfer - independent_amount) / {_EURO.format("currency")})::DOUBLE, (collateral / {_EURO.format("currency")})::DOUBLE
FROM netting_set ORDER BY id
"""
_TRADES = f"""
SELECT t.netting_set_id, b.legal_entity, t.asset_class, t.kind,
    (t.direction * CASE t.option WHEN 'CALL' THEN 0.5 WHEN 'PUT' THEN -0.5 ELSE 1 END * t.notional / {_EURO.format("t.currency")})::DOUBLE,
    (t.mark / {_EURO.format("t.currency")})::DOUBLE, t.currency, t.second_currency, t.underlying, t.underlying_rating,
    coalesce(i.kind = 'COMMODITY' AND i.name LIKE '%Power%', false), greatest((t.start_date - $as_of) / 365.0, 0), (t.end_date - $as_of) / 365.0
FROM trade t JOIN book b ON b.id = t.book_id LEFT JOIN instrument i ON i.isin = t.underlying ORDER BY t.id
"""


@dataclass(frozen=True, slots=True)
class Dealt:
    """A trade as the estimate wants it: `size` in euro with the sign of our side, times in years."""

    legal_entity: str
    asset_class: str
    kind: str
    size: float
    mark: float
    currency: str
    second_currency: str | None
    underlying: str | None
    rating: str | None
    is_power: bool
    start: float
    end: float

    @property
    def amount(self) -> float:
        """Size times what a rate or a spread costs it; size for all others."""
        if self.asset_class not in {"IR", "CR"}:
            return self.size
        begun = self.start if self.kind == "SWAPTION" else 0.0
        return self.size * (exp(-RATE_DECAY * begun) - exp(-RATE_DECAY * self.end)) / RATE_DECAY

    @property
    def hedged(self) -> tuple[str, str, float, float]:
        """Class, what it is netted with in it, the factor, and the correlation with the rest of the class."""
        match self.asset_class:
            case "IR":
                return "IR", f"{self.currency}/{1 if self.end < 1 else 2 if self.end <= 5 else 3}", RATE_FACTOR, 1.0
            case "CR":
                return "CR", self.underlying or "", CREDIT[self.rating or "BB"], TOGETHER if self.kind == "CDS_INDEX" else ALONE
            case "FX":
                return "FX", "/".join(sorted((self.currency, self.second_currency or ""))), CURRENCY_FACTOR, 1.0
            case "EQ":
                return "EQ", self.underlying or "", *((INDEX, TOGETHER) if self.kind == "EQUITY_OPTION" else (SHARE, ALONE))
            case _:
                return "CO", self.underlying or "", POWER if self.is_power else COMMODITY, 1.0

    @property
    def side(self) -> int:
        """+1 or -1 between the two currencies, so that both orders of a pair net."""
        return -1 if self.asset_class == "FX" and self.currency > (self.second_currency or "") else 1


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Leaves draft_exposure: netting set, counterparty, company, whether margined, and exposure at default in euro."""
    dealt: defaultdict[str, list[Dealt]] = defaultdict(list)
    for name, *told in connection.execute(_TRADES, {"as_of": spec.as_of}).fetchall():
        dealt[name].append(Dealt(*told))
    rows = []
    for name, counterparty, agreement, margined, days, headroom, collateral in connection.execute(_SETS).fetchall():
        mine = dealt.get(name, [])
        groups = [mine] if agreement != "NONE" else [[each] for each in mine]
        if mine:
            free = sum(exposure(group, collateral) for group in groups)
            called = exposure(mine, collateral, least=max(headroom, 0.0), period=(PERIOD + days - 1) / 250.0) if margined else free
            rows.append((name, counterparty, mine[0].legal_entity, margined, min(free, called)))
    columns = ("id", "counterparty_id", "legal_entity", "margined", "exposure")
    connection.register("estimated", {name: objects(row[place] for row in rows) for place, name in enumerate(columns)})
    connection.execute(
        "CREATE TABLE draft_exposure AS SELECT id, counterparty_id, legal_entity, margined::BOOLEAN AS margined, exposure::DOUBLE AS exposure FROM estimated"
    )
    connection.unregister("estimated")


def exposure(dealt: Sequence[Dealt], collateral: float, *, least: float = 0.0, period: float | None = None) -> float:
    """Exposure at default in euro: with a margin `period` in years what may happen in it, without one what may happen in a year."""
    net = sum(each.mark for each in dealt) - collateral
    future = add_on(dealt, period)
    multiplier = min(1.0, FLOOR + (1.0 - FLOOR) * exp(net / (2.0 * (1.0 - FLOOR) * future))) if future > 0 else 1.0
    return ALPHA * (max(net, least, 0.0) + multiplier * future)


def add_on(dealt: Sequence[Dealt], period: float | None = None) -> float:
    """What prices may do to the trades together, in euro."""
    nets: defaultdict[tuple[str, str, float, float], float] = defaultdict(float)
    for each in dealt:
        time = min(max(each.end, 0.04), 1.0) if period is None else 2.25 * period
        nets[each.hedged] += each.side * each.amount * sqrt(time)
    total = _rates({name: RATE_FACTOR * net for (kind, name, _, _), net in nets.items() if kind == "IR"})
    for kind in ("CR", "EQ"):
        parts = [(factor * net, correlation) for (of, _, factor, correlation), net in nets.items() if of == kind]
        common, own = sum(part * correlation for part, correlation in parts), sum((1 - correlation**2) * part**2 for part, correlation in parts)
        total += sqrt(common**2 + own)
    return total + sum(abs(factor * net) for (kind, _, factor, _), net in nets.items() if kind in {"FX", "CO"})


def _rates(nets: dict[str, float]) -> float:
    total = 0.0
    for currency in sorted({name[:3] for name in nets}):
        short, middle, long = (nets.get(f"{currency}/{bucket}", 0.0) for bucket in (1, 2, 3))
        total += sqrt(max(short**2 + middle**2 + long**2 + 1.4 * (short * middle + middle * long) + 0.6 * short * long, 0.0))
    return total
