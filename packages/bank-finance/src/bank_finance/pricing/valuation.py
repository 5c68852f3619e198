"""What a valuer answers before anything is rounded: plain floats, holder's side included."""

from dataclasses import dataclass
from datetime import date

from bank_kit.failures import FailureCode, ToolFailureError


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuation:
    """Value in the currency of the instrument, and what the model knows in closed form."""

    npv: float
    par: float | None = None
    delta: float | None = None
    gamma: float | None = None
    vega: float | None = None
    """Per volatility point, as `results.Priced.vega`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment to come; `amount` for the holder."""

    paid_on: date
    kind: str
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BondDetail:
    """Prices in percent of nominal, yield decimal, durations in years."""

    settlement: date
    clean: float
    accrued: float
    yield_to_maturity: float
    macaulay: float
    modified: float
    convexity: float


def missing(field: str, what: str) -> ToolFailureError:
    """The market lacks something the instrument is priced from."""
    return ToolFailureError(FailureCode.NO_MARKET_DATA, f"{what} is needed for this instrument", field=f"market.{field}", remedy=f"send {field}")


def required(value: float | None, field: str, what: str) -> float:
    """The value; NO_MARKET_DATA when there is none."""
    if value is None:
        raise missing(field, what)
    return value
