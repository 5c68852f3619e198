"""The factor model behind all prices: seven correlated factors, fat tails, clusters of volatility, and one crash window."""

from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from bank_kit.world.market.streams import Days, Floats, fat_tailed, stream

FACTORS = ("equity", "rates", "slope", "credit", "dollar", "energy", "metal")
"""Directions: equity up, rates up, curve steeper, spreads wider, dollar stronger, prices up."""
CORRELATION = (
    (1.00,),
    (0.25, 1.00),
    (0.05, 0.15, 1.00),
    (-0.60, -0.20, 0.00, 1.00),
    (-0.25, 0.15, -0.05, 0.20, 1.00),
    (0.35, 0.20, 0.05, -0.30, -0.20, 1.00),
    (0.30, 0.00, 0.05, -0.20, -0.35, 0.30, 1.00),
)
"""Lower triangle, in the order of FACTORS."""

CRASH_FIRST, CRASH_WORST, CRASH_LAST = date(2020, 2, 20), date(2020, 3, 12), date(2020, 3, 23)
RECOVERY_DAYS = 100
CRASH_DRIFT = (-1.9, -0.3, 0.0, 1.6, 0.3, -1.6, -0.4)
"""Daily drift of each factor inside the window, in deviations of a calm day."""
WORST_DAY = (-12.5, -2.0, 1.0, 7.0, 2.0, -9.0, -5.0)
"""The shocks of the worst day of all, in the same unit."""
CALM_LIMIT = 8.0
"""No other day exceeds it."""

REACTION, PERSISTENCE = 0.07, 0.90
"""GARCH(1,1) of the common variance, whose long-run mean is one."""
VARIANCE_RANGE = (0.35, 7.0)
CRASH_VARIANCE = 6.0


@dataclass(frozen=True, slots=True)
class Factors:
    """Daily shocks in deviations of a calm day, shape (days, factors), and the common turbulence (1 = calm), shape (days,)."""

    days: Days
    shocks: Floats
    turbulence: Floats

    def of(self, name: str) -> Floats:
        """The shocks of one factor, shape (days,)."""
        return self.shocks[:, FACTORS.index(name)]

    def mixed(self, weights: dict[str, float]) -> Floats:
        """The weighted sum of some factors, shape (days,)."""
        total = np.zeros(len(self.days))
        for name, weight in weights.items():
            total += weight * self.of(name)
        return total


def root_of_correlation() -> tuple[tuple[float, ...], ...]:
    """Cholesky's lower triangle of CORRELATION, by hand: no library whose last digit depends on the machine."""
    rows: list[tuple[float, ...]] = []
    for index, given in enumerate(CORRELATION):
        row: list[float] = []
        for column in range(index):
            known = sum(row[k] * rows[column][k] for k in range(column))
            row.append((given[column] - known) / rows[column][column])
        row.append(sqrt(1.0 - sum(value * value for value in row)))
        rows.append(tuple(row))
    return tuple(rows)


def draw(seed: int, days: Days) -> Factors:
    """The factors of that seed on those days; the crash falls where the days include it."""
    numbers = stream(seed, "market factors")
    independent = numbers.standard_normal((len(days), len(FACTORS)))
    # One chi-square for all factors of a day: in the tails everything moves together.
    mixing = np.sqrt(3.0 / numbers.chisquare(5, len(days)))
    standard = np.empty_like(independent)
    for index, row in enumerate(root_of_correlation()):
        standard[:, index] = sum((weight * independent[:, k] for k, weight in enumerate(row)), start=np.zeros(len(days))) * mixing
    inside = (days >= np.datetime64(CRASH_FIRST)) & (days <= np.datetime64(CRASH_LAST))
    turbulence = np.sqrt(_variance(standard[:, 0], inside))
    shocks = np.clip(np.clip(standard, -6.0, 6.0) * turbulence[:, None], -CALM_LIMIT, CALM_LIMIT)
    shocks[inside] = np.clip(0.6 * shocks[inside] + np.array(CRASH_DRIFT), -CALM_LIMIT, CALM_LIMIT)
    after = np.flatnonzero(days > np.datetime64(CRASH_LAST))[:RECOVERY_DAYS]
    shocks[after] -= np.array(CRASH_DRIFT) * inside.sum() / RECOVERY_DAYS
    shocks[days == np.datetime64(CRASH_WORST)] = WORST_DAY
    return Factors(days, shocks, turbulence)


def own_shocks(seed: int, topic: str, factors: Factors, width: int) -> Floats:
    """Shocks of single names beside the factors, half as turbulent as the market; shape (days, width)."""
    return fat_tailed(stream(seed, topic), len(factors.days), width) * np.sqrt(factors.turbulence)[:, None]


def _variance(standard: Floats, inside: NDArray[np.bool_]) -> Floats:
    variance = np.empty(len(standard))
    level = 1.0
    for day, (shock, crash) in enumerate(zip(standard.tolist(), inside.tolist(), strict=True)):
        level = max(level, CRASH_VARIANCE) if crash else level
        variance[day] = level
        level = (1.0 - REACTION - PERSISTENCE) + (REACTION * min(shock * shock, 16.0) + PERSISTENCE) * level
        level = min(max(level, VARIANCE_RANGE[0]), VARIANCE_RANGE[1])
    return variance
