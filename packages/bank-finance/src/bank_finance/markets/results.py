"""What the market tools answer, inside the envelope. Prices and rates are decimal strings, never floats."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from bank_finance.markets.arguments import MarketField, Snapshot
from bank_kit.money import Currency, Exact, Money, plain

FineRate = Annotated[
    Decimal, Field(gt=0), PlainSerializer(plain, return_type=str), WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,18}(\.[0-9]{1,20})?$"})
]
"""A rate whose ten digits may begin far behind the point."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SeriesPoint(_Frozen):
    """One day."""

    day: date
    value: Exact
    priced_on: date = Field(description="When the source priced it")
    stale: bool = Field(description="True when that was before `day`: the price was only carried on")
    source: str


class MarketSeries(_Frozen):
    """One field of one instrument, ascending by day."""

    instrument: str
    name: str
    field: MarketField
    snapshot: Snapshot
    tenor: str | None = Field(description="Of volatilities; null otherwise")
    unit: str = Field(description="percent of nominal, currency per unit, index points, units of USD for one EUR, decimal a year")
    currency: Currency | None
    calendar: str = Field(description="Whose business days are expected to have a price")
    stale: bool = Field(description="True when the last business day of the range has no price of its own")
    points: tuple[SeriesPoint, ...]
    total: int = Field(description="Days with a value, on all pages")
    missing: tuple[date, ...] = Field(description="Business days within the series without any value, at most the first 50")
    next_cursor: str | None = Field(description="Pass as cursor for the next page; null on the last")


class CurvePillar(_Frozen):
    """A quoted point, or one read off the curve."""

    days: int = Field(description="Calendar days from as_of")
    tenor: str | None = Field(description="Null for a point read off the curve")
    zero_rate: Exact = Field(description="Decimal a year, continuously compounded, ACT/365F; of a CREDIT curve the spread over the overnight curve")
    discount_factor: Exact | None = Field(description="Value at as_of of 1 paid then; null for a CREDIT curve")


class CurveSheet(_Frozen):
    """One curve of one day."""

    id: str
    currency: Currency
    index: str
    kind: str = Field(description="OIS, GOVT or CREDIT (zero spreads over the currency's OIS curve)")
    on: date = Field(description="Day of the rates")
    day_count: str
    compounding: str
    interpolation: str
    pillars: tuple[CurvePillar, ...]
    interpolated: tuple[CurvePillar, ...] = Field(description="The further maturities asked for, in that order")


class CurveList(_Frozen):
    """All curves of a currency."""

    curves: tuple[CurveSheet, ...]


class ExchangeRate(_Frozen):
    """Units of `quote` for one `base`."""

    base: Currency
    quote: Currency
    rate: FineRate = Field(description="Units of quote for one base, ten significant digits")
    inverse: FineRate = Field(description="Units of base for one quote, worked out exactly, then rounded likewise")
    type: str = Field(description="mid or ecb")
    way: str = Field(description="same, direct, inverse or triangulated")
    path: tuple[str, ...] = Field(description="Currencies passed, ends included")
    rounding: str
    converted: Money | None = Field(description="The amount asked for in quote, rounded once from the exact rate; null when none was")


class InstrumentRecord(_Frozen):
    """Reference data of a security or market factor, with its last price."""

    isin: str
    figi: str
    name: str
    kind: str = Field(description="BOND, EQUITY, FUND, INDEX or COMMODITY")
    currency: Currency
    issuer_lei: str | None
    issuer_country: str | None
    sector: str
    rating: str | None
    coupon: Exact = Field(description="Decimal a year; 0 where there is none")
    frequency: int = Field(description="Coupons a year; 0 where there are none")
    day_count: str
    issue_date: date | None
    maturity_date: date | None
    hqla_level: str = Field(description="L1, L2A, L2B or NONE")
    mic: str
    calendar: str = Field(description="Read bank://calendars/{mic} for its closing days")
    last_price: Exact | None = Field(description="Percent of nominal for bonds, currency per unit otherwise")
    priced_on: date | None


class CalendarRecord(_Frozen):
    """Week days on which a market is closed."""

    mic: str
    calendar: str
    first: date
    last: date = Field(description="Closing days are told from `first` to `last`")
    closed: tuple[date, ...]
