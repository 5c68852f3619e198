"""The normal distribution over whole arrays, from scipy, which loads on the first call."""

from collections.abc import Callable

import numpy as np

from bank_kit.late import Late
from bank_risk.market.arrays import Floats

_distribution: Late[Callable[[Floats], Floats]] = Late("scipy.special:ndtr")
_ROOT_TWO_PI = float(np.sqrt(2.0 * np.pi))


def cumulative(values: Floats) -> Floats:
    """Probability of a standard normal number below each value."""
    return _distribution()(values)


def density(values: Floats) -> Floats:
    """Standard normal density at each value."""
    found: Floats = np.exp(-0.5 * values * values) / _ROOT_TWO_PI
    return found
