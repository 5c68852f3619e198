"""The market a price is made from: curves, spot, volatility and credit as plain numbers."""

from collections.abc import Callable
from itertools import pairwise
from typing import Annotated

from pydantic import Field, field_validator

from bank_finance.pricing.terms import Frozen, Rate, Spot, Volatility

MAX_PILLARS = 60
MAX_DAYS = 366 * 61


class Pillar(Frozen):
    """A point of a curve."""

    days: int = Field(ge=1, le=MAX_DAYS, description="Calendar days from the valuation date")
    rate: float = Field(ge=-0.25, le=5, allow_inf_nan=False, description="Decimal a year, continuously compounded, ACT/365F")


Pillars = Annotated[tuple[Pillar, ...], Field(min_length=1, max_length=MAX_PILLARS, description="By ascending days")]


def _ascending(pillars: tuple[Pillar, ...]) -> tuple[Pillar, ...]:
    if any(not earlier.days < later.days for earlier, later in pairwise(pillars)):
        raise ValueError("pillars are not in ascending days")
    return pillars


class Curve(Frozen):
    """Zero rates: linear on the rate between pillars, flat before the first and after the last."""

    pillars: Pillars

    _order = field_validator("pillars")(_ascending)

    @classmethod
    def flat(cls, rate: float) -> "Curve":
        """One rate for all maturities."""
        return cls(pillars=(Pillar(days=365, rate=rate),))

    def shifted(self, shift: float, *, only: int | None = None) -> "Curve":
        """Every pillar, or the one at position `only`, up by `shift` (decimal)."""
        return Curve(pillars=_moved(self.pillars, lambda place: shift if only in {None, place} else 0.0))


class CreditCurve(Frozen):
    """Hazard rates: each holds back to the pillar before it; recovery at default."""

    pillars: Pillars
    recovery: float = Field(default=0.4, ge=0, le=0.99, allow_inf_nan=False, description="Ratio of nominal paid back at default")

    _order = field_validator("pillars")(_ascending)

    @field_validator("pillars")
    @classmethod
    def _not_negative(cls, pillars: tuple[Pillar, ...]) -> tuple[Pillar, ...]:
        if any(pillar.rate < 0 for pillar in pillars):
            raise ValueError("hazard rates are 0 or more")
        return pillars

    def shifted(self, spread: float) -> "CreditCurve":
        """All hazard rates up by what moves par spreads by `spread` (decimal): spread / (1 - recovery), the credit triangle."""
        return self.model_copy(update={"pillars": _moved(self.pillars, lambda _: spread / (1 - self.recovery))})


class Market(Frozen):
    """What is known on the valuation date; each instrument names what it misses."""

    discount: Curve = Field(description="Zero rates of the currency the value is in")
    forward: Curve | None = Field(default=None, description="Projects floating rates; the discount curve when left out")
    carry: Curve | None = Field(default=None, description="Dividend yield of an equity or index, zero rates of the base currency of a pair; 0 when left out")
    credit: CreditCurve | None = Field(default=None, description="Hazard rates, for credit default swaps")
    spread: Rate = Field(default=0.0, description="Z-spread of bonds over the discount curve, continuously compounded decimal")
    spot: Spot | None = Field(default=None, description="Price of one unit of the underlying")
    volatility: Volatility | None = Field(default=None, description="Of the underlying; normal for a bachelier swaption")
    fixing: Rate | None = Field(default=None, description="Rate already fixed for the running floating period")
    clean_price: float | None = Field(
        default=None, gt=0, le=1000, allow_inf_nan=False, description="Quoted clean price of a bond, percent; yield is measured from it"
    )


def _moved(pillars: tuple[Pillar, ...], shift: Callable[[int], float]) -> tuple[Pillar, ...]:
    return tuple(Pillar.model_construct(days=pillar.days, rate=pillar.rate + shift(place)) for place, pillar in enumerate(pillars))
