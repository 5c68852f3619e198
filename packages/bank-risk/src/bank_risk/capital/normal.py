"""The standard normal distribution on arrays, to full double precision, without a heavy library."""

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_STANDARD = NormalDist()
_SQRT_TWO = math.sqrt(2.0)


def cumulative(x: Floats) -> Floats:
    """N(x), element by element; exact in both tails."""
    return np.fromiter((0.5 * math.erfc(-value / _SQRT_TWO) for value in x.flat), np.float64, x.size).reshape(x.shape)


def quantile(p: Floats) -> Floats:
    """G(p), the inverse of `cumulative`; minus and plus infinity at 0 and 1, ValueError outside."""
    return np.fromiter((_quantile(float(value)) for value in p.flat), np.float64, p.size).reshape(p.shape)


def _quantile(p: float) -> float:
    if p in {0.0, 1.0}:
        return -math.inf if p == 0.0 else math.inf
    if not 0.0 < p < 1.0:
        raise ValueError("a probability lies between 0 and 1")
    return _STANDARD.inv_cdf(p)
