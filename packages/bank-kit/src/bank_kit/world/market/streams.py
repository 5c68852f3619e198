"""Seeded streams of numbers for arrays: one for each topic, so that a change to one part leaves the others as they were."""

import hashlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Days = NDArray[np.datetime64]
"""Calendar days, unit D."""

DEGREES_OF_FREEDOM = 5
"""Of every Student t: fat tails with a finite fourth moment."""


def stream(seed: int, topic: str) -> np.random.Generator:
    """The same stream for the same seed and topic, on every machine."""
    return np.random.Generator(np.random.PCG64(int.from_bytes(hashlib.sha256(f"{seed}/{topic}".encode()).digest()[:16], "big")))


def fat_tailed(numbers: np.random.Generator, days: int, width: int) -> Floats:
    """Student t draws of unit variance, cut off at six deviations; shape (days, width)."""
    scale = np.sqrt((DEGREES_OF_FREEDOM - 2) / DEGREES_OF_FREEDOM)
    drawn: Floats = np.clip(numbers.standard_t(DEGREES_OF_FREEDOM, (days, width)) * scale, -6.0, 6.0)
    return drawn


def reverting(steps: Floats, pull: float) -> Floats:
    """A discrete Ornstein-Uhlenbeck path around zero from its steps; each day loses `pull` of the distance; same shape."""
    path = np.empty_like(steps)
    level = np.zeros(steps.shape[1])
    for day, step in enumerate(steps):
        level = level * (1.0 - pull) + step
        path[day] = level
    return path
