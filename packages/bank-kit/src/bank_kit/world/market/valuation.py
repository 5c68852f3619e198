"""Textbook values of plain trades, to give them marks that agree with the market history: one curve, no convexity, no credit adjustment.

Above: the maker of trades. Below: curves. The servers price with their own library; these marks are what the bank has booked.
Times are years from the business date, rates continuously compounded decimals, values are for a notional of one.
"""

from dataclasses import dataclass
from math import ceil, erf, exp, log, pi, sqrt

from bank_kit.world.market.curves import zero_rates
from bank_kit.world.market.streams import Floats

RECOVERY = 0.40
"""Of a defaulted reference entity's debt, as credit default swaps are quoted."""


@dataclass(frozen=True, slots=True)
class Swap:
    """What the value of a fixed-for-floating swap is made of: value of one a year on the fixed leg, and of the floating leg."""

    annuity: float
    floating: float

    @property
    def par(self) -> float:
        """The fixed rate at which both legs are worth the same."""
        return self.floating / self.annuity


def discount(curve: Floats, years: float) -> float:
    """The value today of one in `years`; one when that has passed."""
    return 1.0 if years <= 0 else exp(-float(zero_rates(curve, [years * 365.0])[0]) * years)


def swap(curve: Floats, start: float, end: float) -> Swap:
    """Yearly fixed payments counted back from the end; what was paid or accrued before today is left out."""
    begin = max(start, 0.0)
    periods = max(ceil(end - begin - 1e-9), 1)
    times = [end - back for back in range(periods)]
    rates = zero_rates(curve, [time * 365.0 for time in times])
    annuity = sum(min(1.0, time - begin) * exp(-float(rate) * time) for time, rate in zip(times, rates, strict=True))
    return Swap(annuity, discount(curve, begin) - discount(curve, end))


def black(forward: float, strike: float, deviation: float, *, call: bool) -> float:
    """Undiscounted value of an option on a lognormal forward (Black 1976); `deviation` is volatility times the root of time."""
    upper = log(forward / strike) / deviation + deviation / 2
    value = forward * _normal(upper) - strike * _normal(upper - deviation)
    return value if call else value - forward + strike


def bachelier(forward: float, strike: float, deviation: float, *, call: bool) -> float:
    """Undiscounted value of an option on a normal forward (Bachelier 1900); `deviation` as in `black`."""
    distance = (forward - strike) / deviation
    value = (forward - strike) * _normal(distance) + deviation * exp(-distance * distance / 2) / sqrt(2 * pi)
    return value if call else value - forward + strike


def protection(curve: Floats, spread: float, contract: float, years: float) -> float:
    """Value to the buyer of protection who pays `contract` a year while the market asks `spread`; flat hazard rate."""
    rate = float(zero_rates(curve, [years * 365.0])[0]) + spread / (1.0 - RECOVERY)
    return (spread - contract) * (1.0 - exp(-rate * years)) / rate


def _normal(value: float) -> float:
    return 0.5 * (1.0 + erf(value / sqrt(2.0)))
