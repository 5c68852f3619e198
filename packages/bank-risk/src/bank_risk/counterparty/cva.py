"""Capital for credit valuation adjustment by the reduced basic approach, BA-CVA (MAR50.14-50.16)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, fsum, isfinite, sqrt

from bank_kit.parameters import Rulebook

FRAMEWORK = "BA-CVA"


class Sector(StrEnum):
    """The sectors of MAR50.16, in its order."""

    SOVEREIGN = "SOVEREIGN"
    LOCAL_GOVERNMENT = "LOCAL_GOVERNMENT"
    FINANCIAL = "FINANCIAL"
    BASIC_MATERIALS = "BASIC_MATERIALS"
    CONSUMER = "CONSUMER"
    TECHNOLOGY = "TECHNOLOGY"
    HEALTH_CARE = "HEALTH_CARE"
    OTHER = "OTHER"


class Quality(StrEnum):
    """Investment grade, or high yield and not rated."""

    INVESTMENT_GRADE = "IG"
    HIGH_YIELD = "HY"


@dataclass(frozen=True, slots=True, kw_only=True)
class CvaFactors:
    """What BA-CVA reads from the rules; all ratios, `alpha` is that of SA-CCR."""

    version: str
    weights: Mapping[tuple[Sector, Quality], float]
    correlation: float
    scalar: float
    discount_rate: float
    alpha: float

    @classmethod
    def of(cls, rulebook: Rulebook) -> "CvaFactors":
        """The factors in force; UNSUPPORTED_JURISDICTION when one is missing."""
        return cls(
            version=rulebook.version,
            weights={(sector, quality): rulebook.number(FRAMEWORK, "risk_weight", f"{sector}_{quality}") for sector in Sector for quality in Quality},
            correlation=rulebook.number(FRAMEWORK, "correlation"),
            scalar=rulebook.number(FRAMEWORK, "discount_scalar"),
            discount_rate=rulebook.number(FRAMEWORK, "discount_rate"),
            alpha=rulebook.number("SA-CCR", "alpha"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CvaSet:
    """A netting set: effective maturity in years without cap, exposure at default; `discount` is 1 for banks on the internal model method, else None."""

    netting_set: str
    maturity: float
    exposure: float
    discount: float | None = None

    def __post_init__(self) -> None:
        """ValueError naming the field."""
        if not (isfinite(self.maturity) and self.maturity > 0):
            raise ValueError("maturity: a finite number above zero")
        if not (isfinite(self.exposure) and self.exposure >= 0):
            raise ValueError("exposure: a finite number, zero or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class CvaCounterparty:
    """A counterparty and its netting sets."""

    counterparty: str
    sector: Sector
    quality: Quality
    sets: tuple[CvaSet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CvaCapital:
    """K_reduced with and without the scalar, stand-alone capital S_c by counterparty, and the discount factor of each netting set."""

    capital: float
    unscaled: float
    standalone: Mapping[str, float]
    discounts: Mapping[str, float]


def supervisory_discount(maturity: float, rate: float) -> float:
    """(1 - e^-rM) / (r M), MAR50.15."""
    return (1 - exp(-rate * maturity)) / (rate * maturity)


def reduced_capital(counterparties: Sequence[CvaCounterparty], factors: CvaFactors) -> CvaCapital:
    """K = 0.65 sqrt((rho sum S)^2 + (1 - rho^2) sum S^2), S = RW / alpha x sum M EAD DF (MAR50.14, MAR50.15)."""
    standalone: dict[str, float] = {}
    discounts: dict[str, float] = {}
    for one in counterparties:
        amounts = []
        for each in one.sets:
            discounts[each.netting_set] = supervisory_discount(each.maturity, factors.discount_rate) if each.discount is None else each.discount
            amounts.append(each.maturity * each.exposure * discounts[each.netting_set])
        standalone[one.counterparty] = factors.weights[one.sector, one.quality] / factors.alpha * fsum(amounts)
    rho = factors.correlation
    unscaled = sqrt((rho * fsum(standalone.values())) ** 2 + (1 - rho**2) * fsum(value**2 for value in standalone.values()))
    return CvaCapital(capital=factors.scalar * unscaled, unscaled=unscaled, standalone=standalone, discounts=discounts)
