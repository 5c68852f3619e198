"""The six prescribed shocks of the yield curve, by currency and date (SRP31.90 to SRP31.92)."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from bank_kit.parameters import Rulebook

Floats = NDArray[np.float64]
FRAMEWORK = "SRP31"
BASIS_POINT = 1e-4


class Scenario(StrEnum):
    """How the curve moves."""

    PARALLEL_UP = "PARALLEL_UP"
    PARALLEL_DOWN = "PARALLEL_DOWN"
    STEEPENER = "STEEPENER"
    FLATTENER = "FLATTENER"
    SHORT_UP = "SHORT_UP"
    SHORT_DOWN = "SHORT_DOWN"


PARALLEL = (Scenario.PARALLEL_UP, Scenario.PARALLEL_DOWN)
"""Those that net interest income is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShockSizes:
    """Sizes for one currency, decimals above zero."""

    parallel: float
    short: float
    long: float

    @classmethod
    def of(cls, book: Rulebook, currency: str) -> "ShockSizes":
        """Those in force; UNSUPPORTED_JURISDICTION for a currency without a row."""
        parallel, short, long = (book.number(FRAMEWORK, f"shock_{part}", currency) * BASIS_POINT for part in ("parallel", "short", "long"))
        return cls(parallel=parallel, short=short, long=long)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShockTerms:
    """How sizes become shifts; `decay` in years, the others pure numbers."""

    decay: float
    steepener_short: float
    steepener_long: float
    flattener_short: float
    flattener_long: float

    @classmethod
    def of(cls, book: Rulebook) -> "ShockTerms":
        """Those in force (SRP31.91)."""
        return cls(
            decay=book.number(FRAMEWORK, "short_decay"),
            steepener_short=book.number(FRAMEWORK, "steepener_short"),
            steepener_long=book.number(FRAMEWORK, "steepener_long"),
            flattener_short=book.number(FRAMEWORK, "flattener_short"),
            flattener_long=book.number(FRAMEWORK, "flattener_long"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RateFloor:
    """The lowest rate after a shock: `start` at maturity zero, `step` more for each year, never above zero; decimals."""

    start: float
    step: float

    @classmethod
    def of(cls, book: Rulebook) -> "RateFloor | None":
        """The floor in force; None where the jurisdiction sets none."""
        if not book.number(FRAMEWORK, "rate_floor_applies"):
            return None
        return cls(start=book.number(FRAMEWORK, "rate_floor_start") * BASIS_POINT, step=book.number(FRAMEWORK, "rate_floor_step") * BASIS_POINT)

    def at(self, years: Floats) -> Floats:
        """The floor at each maturity."""
        return np.minimum(self.start + self.step * years, 0.0)


def shifts(scenario: Scenario, years: Floats, *, sizes: ShockSizes, terms: ShockTerms) -> Floats:
    """The change of the zero rate at each maturity, decimals with sign (SRP31.91)."""
    fading = np.exp(-years / terms.decay)
    short, long = sizes.short * fading, sizes.long * (1.0 - fading)
    found: dict[Scenario, Floats] = {
        Scenario.PARALLEL_UP: np.full_like(years, sizes.parallel),
        Scenario.PARALLEL_DOWN: np.full_like(years, -sizes.parallel),
        Scenario.STEEPENER: terms.steepener_short * short + terms.steepener_long * long,
        Scenario.FLATTENER: terms.flattener_short * short + terms.flattener_long * long,
        Scenario.SHORT_UP: short,
        Scenario.SHORT_DOWN: -short,
    }
    return found[scenario]


def shocked(rates: Floats, shift: Floats, years: Floats, floor: RateFloor | None) -> Floats:
    """Rates after the shift; the floor never lifts a rate that was below it before by more than to where it stood."""
    moved = rates + shift
    if floor is None:
        return moved
    return np.maximum(moved, np.minimum(floor.at(years), rates))
