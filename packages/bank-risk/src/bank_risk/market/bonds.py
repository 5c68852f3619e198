"""Bonds as cash flows: present value, duration and convexity at a yield, and values over whole arrays of shocked curves."""

from dataclasses import dataclass

import numpy as np

from bank_risk.market.arrays import Floats, matrix, refusal, vector


@dataclass(frozen=True, slots=True, kw_only=True)
class BondMeasures:
    """Value in the currency of the flows; durations in years, modified duration and convexity per unit of yield (decimal)."""

    value: float
    macaulay: float
    modified: float
    convexity: float


def level_coupons(*, coupon: float, years: int, frequency: int = 1, nominal: float = 100.0) -> tuple[Floats, Floats]:
    """Times in years and amounts of a bullet bond with whole periods; `coupon` is a yearly decimal."""
    if not 1 <= years * frequency <= 1_200 or frequency not in {1, 2, 4, 12}:
        raise refusal("years", "the bond has no whole periods, or too many", "1 to 1,200 periods of 1, 2, 4 or 12 a year")
    times = np.arange(1, years * frequency + 1, dtype=np.float64) / frequency
    amounts = np.full(times.shape, nominal * coupon / frequency)
    amounts[-1] += nominal
    return times, amounts


def at_yield(times: Floats, amounts: Floats, rate: float, *, frequency: int = 1) -> BondMeasures:
    """Measures at a yield compounded `frequency` times a year (Fabozzi: convexity is the second derivative over the value)."""
    years, flows = _flows(times, amounts)
    growth = 1.0 + rate / frequency
    if not growth > 0:
        raise refusal("rate", "the yield leaves nothing to discount with", f"more than {-frequency}")
    worth = flows * growth ** (-years * frequency)
    value = float(worth.sum())
    if value <= 0:
        raise refusal("amounts", "the flows are worth nothing, so they have no duration", "flows of positive value")
    macaulay = float(worth @ years) / value
    convexity = float(worth @ (years * (years + 1.0 / frequency))) / value / growth**2
    return BondMeasures(value=value, macaulay=macaulay, modified=macaulay / growth, convexity=convexity)


def on_curves(times: Floats, amounts: Floats, *, pillars: Floats, rates: Floats) -> Floats:
    """Values (scenarios) of one bond's flows on curves of continuously compounded zero rates (scenarios x pillars).

    Linear in the zero rate between pillars, flat outside them.
    """
    years, flows = _flows(times, amounts)
    knots = vector(pillars, "pillars")
    if (np.diff(knots) <= 0).any():
        raise refusal("pillars", "the pillars do not ascend", "ascending years")
    curves = matrix(rates, "rates", columns=knots.shape[0])
    values: Floats = np.exp(-(curves @ _weights(years, knots)) * years) @ flows
    return values


def _weights(years: Floats, knots: Floats) -> Floats:
    """Interpolation as a matrix (pillars x flows), so that all curves are read in one product."""
    weights = np.empty((knots.shape[0], years.shape[0]))
    for index in range(knots.shape[0]):
        unit = np.zeros(knots.shape[0])
        unit[index] = 1.0
        weights[index] = np.interp(years, knots, unit)
    return weights


def _flows(times: Floats, amounts: Floats) -> tuple[Floats, Floats]:
    years = vector(times, "times")
    if (years < 0).any():
        raise refusal("times", "a flow lies in the past", "zero or more years")
    return years, vector(amounts, "amounts", size=years.shape[0])
