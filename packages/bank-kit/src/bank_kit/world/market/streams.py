"""Seeded streams of numbers for arrays: one for each topic, so that a change to one part leaves the others as they were."""

import hashlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Days = NDArray[np.datetime64]
"""Calendar days, unit D."""

DEGREES_OF_FREEDOM = 5
"""Of every Student t: fat tails with a finite fourth moment."""
BLOCK = 64
"""Days of a path that are summed at once: short enough that scaling them back loses no digit that is kept."""


def stream(seed: int, topic: str) -> np.random.Generator:
    """The same stream for the same seed and topic, on every machine."""
    return np.random.Generator(np.random.PCG64(int.from_bytes(hashlib.sha256(f"{seed}/{topic}".encode()).digest()[:16], "big")))


def fat_tailed(numbers: np.random.Generator, days: int, width: int) -> Floats:
    """Student t draws of unit variance, cut off at six deviations; shape (days, width)."""
    scale = np.sqrt((DEGREES_OF_FREEDOM - 2) / DEGREES_OF_FREEDOM)
    drawn: Floats = np.clip(numbers.standard_t(DEGREES_OF_FREEDOM, (days, width)) * scale, -6.0, 6.0)
    return drawn


def reverting(steps: Floats, pull: float) -> Floats:
    """A discrete Ornstein-Uhlenbeck path around zero from its steps; each day loses `pull` (below one) of the distance; same shape."""
    path = np.empty_like(steps)
    level = np.zeros(steps.shape[1])
    kept = np.cumprod(np.full(BLOCK, 1.0 - pull))[:, None]
    # Day by day it is level * kept + step; a block at a time as a running sum of steps scaled back to the block's first day.
    for first in range(0, len(steps), BLOCK):
        block = steps[first : first + BLOCK]
        scale = kept[: len(block)]
        path[first : first + BLOCK] = scale * (level + np.cumsum(block / scale, axis=0))
        level = path[min(first + BLOCK, len(steps)) - 1]
    return path
