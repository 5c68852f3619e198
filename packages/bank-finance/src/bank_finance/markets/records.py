"""Market data as the store keeps it, one frozen record for each kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from bank_finance.pricing.market import Curve, Pillar


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Reference data of a security or a market factor."""

    isin: str
    figi: str
    name: str
    kind: str
    """BOND, EQUITY, FUND, INDEX or COMMODITY."""
    currency: str
    issuer_lei: str | None
    issuer_country: str | None
    sector: str
    rating: str | None
    coupon: float
    """Decimal a year; 0 where there is none."""
    frequency: int
    day_count: str
    issue_date: date | None
    maturity_date: date | None
    hqla_level: str
    mic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A price of one day; `priced_on` before `on` is a price that was carried on."""

    on: date
    price: Decimal
    priced_on: date
    source: str


@dataclass(frozen=True, slots=True)
class Point:
    """A pillar; `rate` continuously compounded decimal, ACT/365F."""

    days: int
    tenor: str
    rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCurve:
    """A curve of one day, pillars by ascending days; of kind CREDIT the rates are spreads over the currency's OIS curve."""

    id: str
    currency: str
    index: str
    kind: Literal["OIS", "GOVT", "CREDIT"]
    on: date
    points: tuple[Point, ...]

    def zero(self) -> Curve:
        """For the calculators."""
        return Curve(pillars=tuple(Pillar(days=point.days, rate=point.rate) for point in self.points))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Units of each currency for one euro, of one day."""

    on: date
    per_euro: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Volatilities:
    """Implied volatilities of one underlying and day by tenor, decimal a year: lognormal, normal for curves."""

    underlying: str
    on: date
    by_tenor: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldQuote:
    """A price a feed delivered; `field` is bid, offer, trade, open, high, low, close or settlement."""

    field: str
    on: date
    price: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The state of what feeds brought: how many deliveries, the last day one was for."""

    count: int
    last_day: date
