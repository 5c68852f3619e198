"""Measures of simulated exposure: EE, PFE, effective EE, EPE and EEPE (defined in CRE50, used in CRE53)."""

from dataclasses import dataclass

import numpy as np

from bank_risk.normal import Floats

HORIZON = 1.0
"""Years over which EPE and EEPE are averaged, or until the last trade is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Profiles over `times` (the first is now) in the reporting currency, undiscounted but for `discounted`.

    `expected` EE, `discounted` EE in money of today, `negative` mean of what the counterparty would lose, `effective` running maximum of EE,
    `potential_95` and `potential_99` PFE by the next higher order statistic. `average` is EPE and `effective_average` EEPE.
    """

    times: tuple[float, ...]
    expected: tuple[float, ...]
    discounted: tuple[float, ...]
    negative: tuple[float, ...]
    effective: tuple[float, ...]
    potential_95: tuple[float, ...]
    potential_99: tuple[float, ...]
    average: float
    effective_average: float


def measure(times: Floats, covered: Floats, discount: Floats, *, last: float) -> Measures:
    """Profiles from `covered`, value less collateral in shape (times, paths), and discount factors of that shape; `last` is when the last trade ends."""
    exposed = np.maximum(covered, 0.0)
    expected = exposed.mean(axis=1)
    effective = np.maximum.accumulate(expected)
    quantiles = np.quantile(exposed, [0.95, 0.99], axis=1, method="higher")
    weights = _weights(times, last)
    return Measures(
        times=_numbers(times),
        expected=_numbers(expected),
        discounted=_numbers((exposed * discount).mean(axis=1)),
        negative=_numbers(np.maximum(-covered, 0.0).mean(axis=1)),
        effective=_numbers(effective),
        potential_95=_numbers(quantiles[0]),
        potential_99=_numbers(quantiles[1]),
        average=float(weights @ expected[1:]),
        effective_average=float(weights @ effective[1:]),
    )


def _weights(times: Floats, last: float) -> Floats:
    """Part of the averaging period that ends at each time after the first."""
    period = min(HORIZON, last, float(times[-1]))
    spans: Floats = np.diff(np.minimum(times, period))
    return spans / period


def _numbers(values: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
