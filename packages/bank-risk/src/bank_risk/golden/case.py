"""A golden case: one published number, where it stands, and the call that must reproduce it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Closeness(StrEnum):
    """How a tolerance is meant."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The largest difference allowed: in the unit of the case, or as a part of the published value."""

    amount: float
    closeness: Closeness = Closeness.ABSOLUTE

    def allows(self, published: float, ours: float) -> bool:
        """Whether the difference is small enough; never for NaN."""
        scale = abs(published) if self.closeness is Closeness.RELATIVE else 1.0
        return abs(ours - published) <= self.amount * scale


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenCase:
    """A number somebody else published; `ours` computes it with the calculators of this package, in the same unit."""

    id: str
    title: str
    source: str
    published: float
    unit: str
    tolerance: Tolerance
    ours: Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenRow:
    """A case after its run."""

    case: GoldenCase
    ours: float
    difference: float
    within: bool


def run(cases: Iterable[GoldenCase]) -> tuple[GoldenRow, ...]:
    """Every case, computed now, in the order given."""
    return tuple(_row(case) for case in cases)


def _row(case: GoldenCase) -> GoldenRow:
    ours = case.ours()
    return GoldenRow(case=case, ours=ours, difference=ours - case.published, within=case.tolerance.allows(case.published, ours))
