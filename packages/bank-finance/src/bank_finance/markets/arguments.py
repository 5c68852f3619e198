"""What the market tools accept. Unknown arguments are refused."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from bank_kit.arguments import FIRST_DAY, LAST_DAY, AsOf, PageArguments, Purpose, StrictArguments
from bank_kit.money import Currency, Exact
from bank_kit.paging import Limit

WHY = "What the data is wanted for; checked against the token and kept with the call"
Isin = Annotated[str, Field(pattern=r"^[A-Z]{2}[A-Z0-9]{9}[0-9]$", description="ISIN (ISO 6166)")]
CurveId = Annotated[str, Field(pattern=r"^[A-Z]{3}-[A-Z]{3,8}(-[A-Z]{1,4})?$", description="Curve id, such as EUR-ESTR")]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
Pair = Annotated[str, Field(pattern=r"^[A-Z]{3}/?[A-Z]{3}$", description="Currency pair, base first: EURUSD or EUR/USD is dollars for one euro")]


class MarketField(StrEnum):
    """Which number."""

    CLOSE = "close"
    MID = "mid"
    VOLATILITY = "volatility"
    OPEN = "open"
    HIGH = "high"
    LOW = "low"
    SETTLEMENT = "settlement"
    BID = "bid"
    OFFER = "offer"
    TRADE = "trade"


INTRADAY = frozenset({MarketField.BID, MarketField.OFFER, MarketField.TRADE})


class Snapshot(StrEnum):
    """When in the day."""

    EOD = "eod"
    INTRADAY = "intraday"


class VolatilityTenor(StrEnum):
    """Time to expiry that volatilities are quoted for."""

    ONE_MONTH = "1M"
    THREE_MONTHS = "3M"
    ONE_YEAR = "1Y"
    FIVE_YEARS = "5Y"


class MarketDataArguments(PageArguments):
    """A series of one instrument."""

    instrument: Annotated[str, Field(pattern=r"^[A-Z0-9-]{6,20}$", description="ISIN, currency pair against the euro (EURUSD), or curve id for volatilities")]
    field: MarketField | None = Field(
        default=None,
        description="Left out: close of an ISIN, mid of a pair, volatility of a curve; trade for snapshot intraday. "
        "All but close, mid and volatility exist only where a feed delivered them",
    )
    snapshot: Snapshot = Field(default=Snapshot.EOD, description="intraday answers bid, offer and trade as feeds delivered them")
    tenor: VolatilityTenor | None = Field(default=None, description="Of volatilities; 1Y when left out")
    from_date: Day | None = Field(default=None, description="First day, inclusive; thirty days before the last when left out")
    to_date: Day | None = Field(default=None, description="Last day, inclusive; the last day there is when left out")
    limit: Limit = 1000
    purpose: Purpose | None = Field(default=None, description=WHY)

    @model_validator(mode="after")
    def _consistent(self) -> "MarketDataArguments":
        if self.from_date and self.to_date and self.from_date > self.to_date:
            raise ValueError("from_date is after to_date")
        if self.field is not None and (self.field in INTRADAY) != (self.snapshot is Snapshot.INTRADAY):
            raise ValueError("bid, offer and trade go with snapshot intraday, all other fields with eod")
        if self.tenor is not None and self.field is not MarketField.VOLATILITY:
            raise ValueError("tenor goes with field volatility")
        return self


class CurveArguments(StrictArguments):
    """One curve on one day."""

    currency: Currency
    index: Annotated[str, Field(pattern=r"^[A-Z]{3,8}(-[A-Z]{1,4})?$")] | None = Field(
        default=None, description="ESTR, SOFR, GOVT, CORP-BBB and the like; the currency's overnight index when left out"
    )
    as_of: AsOf | None = Field(default=None, description="Business date (YYYY-MM-DD); leave out for the last one")
    days: tuple[Annotated[int, Field(ge=1, le=21_960)], ...] = Field(
        default=(), max_length=60, description="Further maturities to read off the curve, calendar days from as_of"
    )
    purpose: Purpose | None = Field(default=None, description=WHY)


class RateType(StrEnum):
    """Which rate."""

    MID = "mid"
    ECB = "ecb"


class RateArguments(StrictArguments):
    """One exchange rate on one day."""

    pair: Pair
    as_of: AsOf | None = Field(default=None, description="Business date (YYYY-MM-DD); leave out for the last one")
    type: RateType = Field(default=RateType.MID, description="mid crosses currencies through the euro; ecb only answers what is quoted against the euro")
    amount: Annotated[Exact, Field(gt=0)] | None = Field(default=None, description="Amount of the base currency to convert; decimal string above 0")
    purpose: Purpose | None = Field(default=None, description=WHY)


class InstrumentArguments(StrictArguments):
    """One security."""

    isin: Isin


class CurvesArguments(StrictArguments):
    """All curves of a currency on one day."""

    currency: Currency
    as_of: AsOf


class CalendarArguments(StrictArguments):
    """One market."""

    mic: Annotated[str, Field(pattern=r"^[A-Z0-9]{4}$", description="Market identifier (ISO 10383)")]
