"""The words contracts are written in: day counts, frequencies, rolls, sides; and the bounds of what is believed."""

from datetime import date
from enum import IntEnum, StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bank_kit.money import MINOR_UNITS, Currency, Exact

MAX_YEARS = 60
"""No contract runs longer than this from the valuation date."""


class Frozen(BaseModel):
    """Immutable, and nothing that is not written here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DayCount(StrEnum):
    """How days become years (ISDA 2006 section 4.16; ICMA rule 251)."""

    ACT_365F = "ACT/365F"
    ACT_360 = "ACT/360"
    ACT_ACT = "ACT/ACT"
    """ICMA on coupon schedules."""
    ACT_ACT_ISDA = "ACT/ACT ISDA"
    THIRTY_360 = "30/360"
    THIRTY_E_360 = "30E/360"


class Frequency(IntEnum):
    """Payments a year."""

    ANNUAL = 1
    SEMIANNUAL = 2
    QUARTERLY = 4
    MONTHLY = 12


class Side(StrEnum):
    """Held or owed."""

    LONG = "long"
    SHORT = "short"

    @property
    def sign(self) -> int:
        """+1 for long, -1 for short."""
        return 1 if self is Side.LONG else -1


class Leg(StrEnum):
    """What we do with the fixed leg, or with protection."""

    PAY = "pay"
    RECEIVE = "receive"


class Exercise(StrEnum):
    """The right an option gives."""

    CALL = "call"
    PUT = "put"

    @property
    def sign(self) -> int:
        """+1 for a call, -1 for a put."""
        return 1 if self is Exercise.CALL else -1


class VolatilityModel(StrEnum):
    """What the volatility of a swaption means."""

    BLACK = "black"
    """Lognormal, decimal a year; needs positive forward and strike."""
    BACHELIER = "bachelier"
    """Normal, absolute rate a year (0.0080 is 80 bp)."""


def _kept(code: str) -> str:
    if code not in MINOR_UNITS:
        raise ValueError(f"the bank values in {', '.join(sorted(MINOR_UNITS))}")
    return code


KeptCurrency = Annotated[Currency, AfterValidator(_kept)]
Notional = Annotated[Exact, Field(gt=0, le=10**15, description="Nominal amount in major units, above 0; decimal string")]
Rate = Annotated[float, Field(ge=-0.2, le=1.0, allow_inf_nan=False, description="Decimal a year: 0.035 is 3.5 %")]
Spot = Annotated[float, Field(gt=0, le=1e9, allow_inf_nan=False)]
Volatility = Annotated[float, Field(ge=0, le=5, allow_inf_nan=False, description="Decimal a year; 0 is the deterministic limit")]


def ordered(earlier: date, later: date, *, words: str) -> None:
    """ValueError with `words` unless `earlier` is before `later`."""
    if not earlier < later:
        raise ValueError(words)
    if later.year - earlier.year > 2 * MAX_YEARS:
        raise ValueError(f"a contract runs {2 * MAX_YEARS} years at most")
