"""The standard normal distribution over whole arrays, for every room of calculators; scipy loads on the first call.

Above: market, counterparty, capital. Below: numpy, and scipy when first asked.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from bank_kit.late import Late

Floats = NDArray[np.float64]

_below: Late[Callable[[Floats], Floats]] = Late("scipy.special:ndtr")
_inverse: Late[Callable[[Floats], Floats]] = Late("scipy.special:ndtri")
_ROOT_TWO_PI = float(np.sqrt(2.0 * np.pi))


def cumulative(values: Floats) -> Floats:
    """Probability of a standard normal number below each value; exact in both tails."""
    return _below()(values)


def density(values: Floats) -> Floats:
    """Standard normal density at each value."""
    found: Floats = np.exp(-0.5 * values * values) / _ROOT_TWO_PI
    return found


def quantile(probabilities: Floats) -> Floats:
    """The inverse of `cumulative`; minus and plus infinity at 0 and 1, ValueError outside."""
    if not np.all((probabilities >= 0.0) & (probabilities <= 1.0)):
        raise ValueError("a probability lies between 0 and 1")
    return _inverse()(probabilities)
