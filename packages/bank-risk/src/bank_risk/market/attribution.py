"""The P&L attribution test: whether a desk's risk model moves like its books (MAR32; in the EU Delegated Regulation 2022/2059, articles 7 to 9)."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bank_risk.market.arrays import Floats, refusal, vector
from bank_risk.market.internal_model import Parameters

FRAMEWORK = "MAR32"


class AttributionZone(StrEnum):
    """Zone of a desk; amber is split into orange and yellow in the EU by the desk's approach of the quarter before."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRules:
    """Dated thresholds: green needs a correlation above and a distance below its own, red is below or above the other pair."""

    days: int
    correlation_green: float
    correlation_red: float
    distance_green: float
    distance_red: float

    @classmethod
    def of(cls, rulebook: Parameters) -> "AttributionRules":
        """Those in force in a rulebook."""
        return cls(
            days=int(rulebook.number(FRAMEWORK, "attribution_days")),
            correlation_green=rulebook.number(FRAMEWORK, "spearman_bound", "green"),
            correlation_red=rulebook.number(FRAMEWORK, "spearman_bound", "red"),
            distance_green=rulebook.number(FRAMEWORK, "kolmogorov_smirnov_bound", "green"),
            distance_red=rulebook.number(FRAMEWORK, "kolmogorov_smirnov_bound", "red"),
        )

    def zone(self, correlation: float, distance: float) -> AttributionZone:
        """The zone of the two metrics; the worse one decides."""
        if correlation < self.correlation_red or distance > self.distance_red:
            return AttributionZone.RED
        if correlation > self.correlation_green and distance < self.distance_green:
            return AttributionZone.GREEN
        return AttributionZone.AMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Spearman rank correlation, Kolmogorov-Smirnov distance, and the zone."""

    days: int
    correlation: float
    distance: float
    zone: AttributionZone
    notes: tuple[str, ...]


def attribution(hypothetical: Floats, theoretical: Floats, rules: AttributionRules) -> Attribution:
    """Compare hypothetical P&L with risk-theoretical P&L of the same days, ascending; the last `rules.days` count."""
    booked = vector(hypothetical, "hypothetical")
    modelled = vector(theoretical, "theoretical", size=booked.shape[0])
    booked, modelled = booked[-rules.days :], modelled[-rules.days :]
    correlation, distance = rank_correlation(booked, modelled), distribution_distance(booked, modelled)
    short = booked.shape[0] < rules.days
    return Attribution(
        days=booked.shape[0],
        correlation=correlation,
        distance=distance,
        zone=rules.zone(correlation, distance),
        notes=(f"{booked.shape[0]} days where the test asks for {rules.days}: the zone is indicative",) if short else (),
    )


def rank_correlation(first: Floats, second: Floats) -> float:
    """Spearman correlation; equal values share the mean of their ranks."""
    ranks = [_ranks(each) for each in (first, second)]
    centred = [each - each.mean() for each in ranks]
    scale = float(np.sqrt((centred[0] @ centred[0]) * (centred[1] @ centred[1])))
    if scale <= 0:
        raise refusal("hypothetical", "a series does not move, so it has no ranks to correlate", "two series that vary")
    return float(centred[0] @ centred[1]) / scale


def distribution_distance(first: Floats, second: Floats) -> float:
    """Largest gap between the two empirical distribution functions."""
    points = np.concatenate([first, second])
    shares = [np.searchsorted(np.sort(each), points, side="right") / each.shape[0] for each in (first, second)]
    return float(np.abs(shares[0] - shares[1]).max())


def _ranks(values: Floats) -> Floats:
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: Floats = (ends - (counts - 1) / 2.0)[places]
    return ranks
