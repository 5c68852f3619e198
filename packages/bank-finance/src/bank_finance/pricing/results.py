"""What a pricing answers. All sensitivities are changes of the holder's value in `currency`; a short position has the opposite sign."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from bank_finance.pricing.terms import Frozen
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.money import Currency, Exact, Money

LARGEST = 1e17


class CashFlow(Frozen):
    """One payment still to come, seen from the holder."""

    paid_on: date
    kind: str = Field(description="coupon or redemption")
    amount: Money
    discount_factor: Exact


class BondFigures(Frozen):
    """Per 100 nominal on the settlement date, whatever side is held; yield compounds at the coupon frequency in the day count of the bond."""

    settlement_date: date
    clean_price: Exact = Field(description="Percent of nominal: as quoted when the market gave one, from the curve otherwise")
    accrued_interest: Exact = Field(description="Percent of nominal")
    dirty_price: Exact = Field(description="Percent of nominal, clean plus accrued")
    yield_to_maturity: Exact = Field(description="Decimal a year")
    macaulay_duration: Exact = Field(description="Years")
    modified_duration: Exact = Field(description="Years; relative price change for a yield change of 1")
    convexity: Exact = Field(description="Years squared")
    cash_flows: tuple[CashFlow, ...]


class BumpedValue(Frozen):
    """The value after one bump of the set."""

    bump: str = Field(description="parallel, spot or volatility")
    size: Exact = Field(description="Basis points for parallel, percent of spot for spot, points of 0.01 (bp for bachelier) for volatility")
    npv: Money
    change: Exact = Field(description="npv less the unbumped npv, in `currency`, unrounded")


class KeyRate(Frozen):
    """Change of value when one pillar of the discount curve (and of the forward curve, when that is the same) rises by one basis point."""

    days: int
    dv01: Exact


class Priced(Frozen):
    """Value and sensitivities; null where a sensitivity has no meaning for the instrument."""

    kind: str
    currency: Currency
    valued_on: date
    npv: Money = Field(description="Net present value; positive is an asset of the holder")
    dv01: Exact = Field(description="Change of npv in `currency` when all zero rates rise by 1 bp, central difference; negative for a bond held")
    cs01: Exact | None = Field(description="The same for credit spreads: z-spread of bonds, par spreads (hazard / (1 - recovery)) of credit default swaps")
    delta: Exact | None = Field(description="Change of npv in `currency` per unit of spot; for swaptions per 1 bp of all rates, equal to dv01")
    gamma: Exact | None = Field(description="Change of delta per unit of spot; for swaptions of dv01 per 1 bp")
    vega: Exact | None = Field(description="Change of npv per volatility point: 0.01, or 1 bp for a bachelier swaption")
    theta: Exact | None = Field(
        description="Change of npv by one calendar day with the same rates, spot and volatility, without what is paid on it; "
        "null on the last day, and on the first of a floating period whose fixing was not sent"
    )
    par: Exact | None = Field(description="Rate or spread, decimal, at which the contract would be worth nothing; forward rate for fx_forward")
    bond: BondFigures | None
    bumped: tuple[BumpedValue, ...]
    key_rates: tuple[KeyRate, ...]
    method: str
    warnings: tuple[str, ...]


def exact(value: float, places: int = 8) -> Decimal:
    """A calculated number as a decimal at the door, rounded to `places`; INVALID_ARGUMENT when the model gave no number that can be said."""
    if not abs(value) < LARGEST:
        raise ToolFailureError(
            FailureCode.INVALID_ARGUMENT,
            "the value is no finite number of at most 17 digits",
            field="instrument",
            allowed="notional, spot and rates of a contract somebody could settle",
            remedy="send smaller terms",
        )
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places))
    return rounded or abs(rounded)


def worth(value: float, currency: str) -> Money:
    """A calculated amount as money, half to even at the minor unit; errors as `exact`."""
    money = Money.of(exact(value), currency)
    return money if money.amount else Money(amount=abs(money.amount), currency=currency)
