"""Capital of the internal models approach: liquidity horizons, stress calibration and the modelled charge (MAR33)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Protocol

from bank_risk.market.arrays import refusal

FRAMEWORK = "MAR33"


class Parameters(Protocol):
    """What is asked of a rulebook."""

    def number(self, framework: str, name: str, key: str = "") -> float:
        """One value in force."""
        ...

    def keyed(self, framework: str, name: str) -> Mapping[str, float]:
        """All values of one name by key."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ImaRules:
    """Dated parameters of MAR33.

    Confidence (MAR33.3), base horizon and cascade in days (MAR33.4), least share of the reduced set and floor of the ratio (MAR33.5, 33.6),
    weight of the unconstrained charge (MAR33.15).
    """

    confidence: float
    base_horizon: float
    horizons: tuple[float, ...]
    reduced_share: float
    ratio_floor: float
    unconstrained_weight: float

    @classmethod
    def of(cls, rulebook: Parameters) -> "ImaRules":
        """Those in force in a rulebook."""
        return cls(
            confidence=rulebook.number(FRAMEWORK, "es_confidence"),
            base_horizon=rulebook.number(FRAMEWORK, "base_horizon"),
            horizons=tuple(sorted(rulebook.keyed(FRAMEWORK, "liquidity_horizon_step").values())),
            reduced_share=rulebook.number(FRAMEWORK, "reduced_set_share"),
            ratio_floor=rulebook.number(FRAMEWORK, "es_ratio_floor"),
            unconstrained_weight=rulebook.number(FRAMEWORK, "unconstrained_weight"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EsSet:
    """ES over the base horizon of the same portfolio, shocking fewer and fewer factors: entry j only those with a liquidity horizon of step j or longer.

    `reduced_stressed` is ES_R,S, `full_current` ES_F,C, `reduced_current` ES_R,C (MAR33.5); currency, positive.
    """

    reduced_stressed: tuple[float, ...]
    full_current: tuple[float, ...]
    reduced_current: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibratedEs:
    """One risk class, or all: liquidity-adjusted ES of the three sets, the ratio used, and their product (currency, positive)."""

    reduced_stressed: float
    full_current: float
    reduced_current: float
    ratio: float
    es: float
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imcc:
    """The modelled capital charge: `unconstrained` over all classes, `constrained` the sum of the classes on their own (currency, positive)."""

    unconstrained: CalibratedEs
    by_class: Mapping[str, CalibratedEs]
    constrained: float
    imcc: float


def cascade(shortfalls: Sequence[float], rules: ImaRules) -> float:
    """ES over the liquidity horizons: root of the sum of (ES_j sqrt((LH_j - LH_j-1)/T))^2 (MAR33.4); LH_0 is 0, so that ES_1 counts whole for LH_1 = T."""
    if len(shortfalls) != len(rules.horizons) or not all(isfinite(each) and each >= 0 for each in shortfalls):
        raise refusal("shortfalls", "one ES is needed for each step of the liquidity horizons", f"{len(rules.horizons)} finite numbers, not negative")
    steps = zip(shortfalls, rules.horizons, (0.0, *rules.horizons[:-1]), strict=True)
    return sqrt(sum(each * each * (horizon - before) / rules.base_horizon for each, horizon, before in steps))


def calibrated(sets: EsSet, rules: ImaRules) -> CalibratedEs:
    """ES = ES_R,S x max(ES_F,C / ES_R,C, floor) (MAR33.5, 33.6); a reduced set under the least share of the full one is noted, not hidden."""
    stressed, full, reduced = (cascade(each, rules) for each in (sets.reduced_stressed, sets.full_current, sets.reduced_current))
    if reduced <= 0:
        raise refusal("reduced_current", "the reduced set has no current ES to divide by", "a positive ES in the first step")
    ratio = max(full / reduced, rules.ratio_floor)
    notes = []
    if full > 0 and reduced / full < rules.reduced_share:
        notes.append(f"the reduced set explains {reduced / full:.1%} of the full set's ES, less than the {rules.reduced_share:.0%} required (MAR33.5)")
    if full / reduced < rules.ratio_floor:
        notes.append(f"the ratio of full to reduced set was raised to its floor of {rules.ratio_floor:g} (MAR33.6)")
    return CalibratedEs(reduced_stressed=stressed, full_current=full, reduced_current=reduced, ratio=ratio, es=stressed * ratio, notes=tuple(notes))


def modelled_charge(every: EsSet, by_class: Mapping[str, EsSet], rules: ImaRules) -> Imcc:
    """IMCC = rho IMCC(C) + (1 - rho) sum of IMCC(C_i), over the risk classes on their own (MAR33.14, 33.15)."""
    if not by_class:
        raise refusal("by_class", "no risk class was given", "at least one")
    unconstrained = calibrated(every, rules)
    classes = {name: calibrated(sets, rules) for name, sets in by_class.items()}
    constrained = sum(each.es for each in classes.values())
    weight = rules.unconstrained_weight
    return Imcc(unconstrained=unconstrained, by_class=classes, constrained=constrained, imcc=weight * unconstrained.es + (1.0 - weight) * constrained)


def capital(*, latest: float, average: float, multiplier: float) -> float:
    """Charge for modellable factors: the larger of the latest IMCC and the multiplier times its 60-day average (MAR33.41); SES and DRC are not in it."""
    return max(latest, multiplier * average)
