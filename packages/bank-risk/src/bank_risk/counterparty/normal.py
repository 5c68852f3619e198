"""The normal distribution on arrays, by scipy, loaded when first asked for."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from bank_kit.late import Late

Floats = NDArray[np.float64]

_cdf = Late[Callable[[Floats], Floats]]("scipy.special:ndtr")


def cumulative(values: Floats) -> Floats:
    """Probability that a standard normal is below each value."""
    return _cdf()(values)


def density(values: Floats) -> Floats:
    """Density of the standard normal at each value."""
    result: Floats = np.exp(-0.5 * values**2) / np.sqrt(2 * np.pi)
    return result
