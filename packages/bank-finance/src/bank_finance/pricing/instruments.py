"""The instruments that can be priced: one closed union, told apart by `kind`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bank_finance.calendars import CalendarName
from bank_finance.pricing.terms import (
    DayCount,
    Exercise,
    Frequency,
    Frozen,
    KeptCurrency,
    Leg,
    Notional,
    Rate,
    Side,
    Spot,
    VolatilityModel,
    ordered,
)


class FixedRateBond(Frozen):
    """A bullet bond that redeems at 100; coupons are unadjusted in amount and paid on the following business day."""

    kind: Literal["fixed_rate_bond"]
    currency: KeptCurrency
    notional: Notional
    side: Side = Side.LONG
    coupon: Rate
    frequency: Frequency = Frequency.ANNUAL
    day_count: DayCount = DayCount.ACT_ACT
    calendar: CalendarName = CalendarName.TARGET
    issue_date: date
    maturity_date: date
    settlement_days: int = Field(default=2, ge=0, le=5, description="Business days from trade to settlement; accrued interest runs to there")

    @model_validator(mode="after")
    def _consistent(self) -> "FixedRateBond":
        ordered(self.issue_date, self.maturity_date, words="issue_date is not before maturity_date")
        return self


class ZeroBond(Frozen):
    """One payment of the notional at maturity."""

    kind: Literal["zero_bond"]
    currency: KeptCurrency
    notional: Notional
    side: Side = Side.LONG
    maturity_date: date


class Deposit(Frozen):
    """Money lent (long) or taken (short) at simple interest; the start payment counts while it is in the future."""

    kind: Literal["deposit"]
    currency: KeptCurrency
    notional: Notional
    side: Side = Side.LONG
    rate: Rate
    day_count: DayCount = DayCount.ACT_360
    start_date: date
    maturity_date: date

    @model_validator(mode="after")
    def _consistent(self) -> "Deposit":
        ordered(self.start_date, self.maturity_date, words="start_date is not before maturity_date")
        return self


class SwapTerms(Frozen):
    """Fixed against floating; rolls are modified following on `calendar`, floating coupons fix on the first day of their period."""

    currency: KeptCurrency
    notional: Notional
    fixed_leg: Leg = Field(description="pay: we pay the fixed rate")
    fixed_rate: Rate
    fixed_frequency: Frequency = Frequency.ANNUAL
    fixed_day_count: DayCount = DayCount.THIRTY_360
    floating_frequency: Frequency = Frequency.SEMIANNUAL
    floating_day_count: DayCount = DayCount.ACT_360
    floating_spread: Rate = 0.0
    calendar: CalendarName = CalendarName.TARGET
    effective_date: date
    maturity_date: date

    @model_validator(mode="after")
    def _consistent(self) -> "SwapTerms":
        ordered(self.effective_date, self.maturity_date, words="effective_date is not before maturity_date")
        if DayCount.ACT_ACT in {self.fixed_day_count, self.floating_day_count}:
            raise ValueError("ACT/ACT is for bonds; a swap says ACT/ACT ISDA")
        return self


class InterestRateSwap(SwapTerms):
    """A vanilla swap of one currency."""

    kind: Literal["interest_rate_swap"]


class Swaption(Frozen):
    """A European right to enter `swap`, settled physically; a payer when the swap pays fixed."""

    kind: Literal["swaption"]
    side: Side = Side.LONG
    expiry_date: date
    swap: SwapTerms
    model: VolatilityModel = VolatilityModel.BACHELIER

    @model_validator(mode="after")
    def _consistent(self) -> "Swaption":
        if self.expiry_date > self.swap.effective_date:
            raise ValueError("expiry_date is after the effective_date of the swap")
        return self


class EuropeanOption(Frozen):
    """Call or put on `notional` units of an equity, an index or the base currency of a pair; worth in `currency`, the quote currency of a pair."""

    kind: Literal["european_option"]
    underlying: Literal["equity", "index", "fx"]
    currency: KeptCurrency
    notional: Notional
    side: Side = Side.LONG
    exercise: Exercise
    strike: Spot = Field(description="In `currency` per unit")
    expiry_date: date


class FxForward(Frozen):
    """`notional` of the base currency bought (long) or sold (short) at `rate`; worth in `currency`, the quote currency."""

    kind: Literal["fx_forward"]
    base_currency: KeptCurrency
    currency: KeptCurrency = Field(description="Quote currency, ISO 4217")
    notional: Notional
    side: Side = Side.LONG
    rate: Spot = Field(description="Units of `currency` for one of the base currency")
    maturity_date: date

    @model_validator(mode="after")
    def _consistent(self) -> "FxForward":
        if self.base_currency == self.currency:
            raise ValueError("base_currency and currency are the same")
        return self


class Asset(Frozen):
    """`notional` units of a share, a fund, an index or a commodity, held or owed."""

    kind: Literal["asset"]
    currency: KeptCurrency
    notional: Notional
    side: Side = Side.LONG


class AssetForward(Frozen):
    """`notional` units of an asset bought (long) or sold (short) at `rate` in `currency`, delivered and paid at maturity."""

    kind: Literal["asset_forward"]
    currency: KeptCurrency
    notional: Notional
    side: Side = Side.LONG
    rate: Spot = Field(description="Price agreed for one unit, in `currency`")
    maturity_date: date


class CreditDefaultSwap(Frozen):
    """Protection bought (long) or sold (short) against a quarterly running spread, ACT/360, accrual paid at default."""

    kind: Literal["credit_default_swap"]
    currency: KeptCurrency
    notional: Notional
    side: Side = Side.LONG
    spread: Rate = Field(description="Running spread, decimal a year: 0.01 is 100 bp")
    calendar: CalendarName = CalendarName.TARGET
    start_date: date
    maturity_date: date

    @model_validator(mode="after")
    def _consistent(self) -> "CreditDefaultSwap":
        ordered(self.start_date, self.maturity_date, words="start_date is not before maturity_date")
        return self


Instrument = Annotated[
    FixedRateBond | ZeroBond | Deposit | InterestRateSwap | Swaption | EuropeanOption | FxForward | Asset | AssetForward | CreditDefaultSwap,
    Field(discriminator="kind"),
]


def last_date(instrument: Instrument) -> date | None:
    """The day the contract ends: expiry of an option, maturity of everything else (of the swap under a swaption); None for what never ends."""
    match instrument:
        case Asset():
            return None
        case EuropeanOption():
            return instrument.expiry_date
        case Swaption():
            return instrument.swap.maturity_date
        case _:
            return instrument.maturity_date
