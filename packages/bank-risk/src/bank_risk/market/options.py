"""European options by Black, Scholes and Merton with a continuous carry, over whole arrays: values and the sensitivities a ladder needs."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from bank_risk.market.arrays import Floats, refusal
from bank_risk.normal import cumulative, density


class OptionKind(IntEnum):
    """The sign of the payoff."""

    CALL = 1
    PUT = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionTerms:
    """Terms and market of options, arrays that broadcast together: scenarios x options, or any shape.

    `kind` +1 call, -1 put; rates and yields are yearly decimals, continuously compounded (for currencies the yield is the foreign rate);
    `years` may be 0: then the payoff is the value. Spot, strike and volatility are positive.
    """

    kind: Floats | float
    spot: Floats | float
    strike: Floats | float
    rate: Floats | float
    dividend: Floats | float
    volatility: Floats | float
    years: Floats | float

    def checked(self) -> tuple[Floats, ...]:
        """All seven as float64 arrays, in the order of the fields, after refusing what has no price."""
        cells = {name: np.asarray(getattr(self, name), dtype=np.float64) for name in self.__slots__}
        for name, values in cells.items():
            if not np.isfinite(values).all():
                raise refusal(name, "the array holds NaN or infinity", "finite numbers")
        for name in ("spot", "strike", "volatility"):
            if (cells[name] <= 0).any():
                raise refusal(name, "the number is not positive", "positive numbers")
        if (cells["years"] < 0).any():
            raise refusal("years", "the option has expired", "zero or more years")
        if not np.isin(cells["kind"], (1.0, -1.0)).all():
            raise refusal("kind", "no such kind of option", "1 for a call, -1 for a put")
        return tuple(cells.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionSensitivities:
    """For one unit: delta and gamma to the spot, vega to a volatility of 1 (divide by 100 for one point), theta per year, rho to a rate of 1."""

    delta: Floats
    gamma: Floats
    vega: Floats
    theta: Floats
    rho: Floats


def option_value(terms: OptionTerms) -> Floats:
    """Value of one unit, in the currency of the strike (Black and Scholes 1973, Merton 1973)."""
    kind, spot, strike, rate, dividend, volatility, years = terms.checked()
    upper, lower = _distances(spot, strike, rate - dividend, volatility, years)
    value: Floats = kind * (spot * np.exp(-dividend * years) * cumulative(kind * upper) - strike * np.exp(-rate * years) * cumulative(kind * lower))
    return value


def option_sensitivities(terms: OptionTerms) -> OptionSensitivities:
    """First and second derivatives in closed form; an option at its expiry has none."""
    kind, spot, strike, rate, dividend, volatility, years = terms.checked()
    if (years == 0).any():
        raise refusal("years", "an option at its expiry has no sensitivities", "more than zero years")
    upper, lower = _distances(spot, strike, rate - dividend, volatility, years)
    carried, discounted = spot * np.exp(-dividend * years), strike * np.exp(-rate * years)
    spread = volatility * np.sqrt(years)
    likely = density(upper)
    decay = -carried * likely * volatility / (2.0 * np.sqrt(years))
    return OptionSensitivities(
        delta=kind * np.exp(-dividend * years) * cumulative(kind * upper),
        gamma=carried * likely / (spot * spot * spread),
        vega=carried * likely * np.sqrt(years),
        theta=decay + kind * (dividend * carried * cumulative(kind * upper) - rate * discounted * cumulative(kind * lower)),
        rho=kind * years * discounted * cumulative(kind * lower),
    )


def _distances(spot: Floats, strike: Floats, carry: Floats, volatility: Floats, years: Floats) -> tuple[Floats, Floats]:
    """d1 and d2; at expiry they are infinite with the sign of the moneyness, which makes the value the payoff."""
    spread = volatility * np.sqrt(years)
    forward = np.log(spot / strike) + carry * years
    with np.errstate(divide="ignore", invalid="ignore"):
        upper = np.where(spread > 0, forward / spread + 0.5 * spread, np.where(forward == 0, 0.0, np.sign(forward) * np.inf))
    return upper, upper - spread
