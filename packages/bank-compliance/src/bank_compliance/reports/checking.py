"""Figures worked out from those given, and the rules between them: what a report says must add up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bank_compliance.reports.concepts import Kind, concepts
from bank_kit.parameters import Rulebook

RATIO_DIGITS = Decimal("0.000001")
Figures = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Minimum ratios (RBC20.1), the cap of inflows (LCR40), and how far two figures may lie apart."""

    cet1: Decimal
    tier1: Decimal
    total: Decimal
    inflow_cap: Decimal
    ratio_tolerance: Decimal
    amount_tolerance: Decimal

    @classmethod
    def of(cls, rules: Rulebook) -> "Rules":
        """From the framework PILLAR3."""
        return cls(
            cet1=rules.exact("PILLAR3", "minimum_ratio", "CET1"),
            tier1=rules.exact("PILLAR3", "minimum_ratio", "Tier1"),
            total=rules.exact("PILLAR3", "minimum_ratio", "Total"),
            inflow_cap=rules.exact("PILLAR3", "inflow_cap"),
            ratio_tolerance=rules.exact("PILLAR3", "ratio_tolerance"),
            amount_tolerance=rules.exact("PILLAR3", "amount_tolerance"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule: what was given, what the others make of it, and whether they agree within `tolerance`."""

    rule: str
    given: Decimal
    expected: Decimal
    tolerance: Decimal

    @property
    def holds(self) -> bool:
        """Whether they agree."""
        return abs(self.given - self.expected) <= self.tolerance


@dataclass(frozen=True, slots=True)
class _Derived:
    name: str
    rule: str
    needs: tuple[str, ...]
    work: Callable[[Figures, Rules], Decimal]


def _over(top: str, below: str) -> Callable[[Figures, Rules], Decimal]:
    return lambda known, _: (known[top] / known[below]).quantize(RATIO_DIGITS)


def _after_minimum(known: Figures, rules: Rules) -> Decimal:
    return min(known["CET1Ratio"] - rules.cet1, known["Tier1Ratio"] - rules.tier1, known["TotalCapitalRatio"] - rules.total)


def _net(known: Figures, rules: Rules) -> Decimal:
    return known["TotalOutflows"] - min(known["TotalInflows"], rules.inflow_cap * known["TotalOutflows"])


_OUTFLOWS = ("RetailOutflows", "WholesaleOutflows", "SecuredOutflows", "AdditionalOutflows", "OtherOutflows")
_DERIVED = (
    _Derived("Tier1", "Tier 1 is CET1 and Additional Tier 1", ("CET1", "AdditionalTier1"), lambda known, _: known["CET1"] + known["AdditionalTier1"]),
    _Derived("TotalCapital", "total capital is Tier 1 and Tier 2", ("Tier1", "Tier2"), lambda known, _: known["Tier1"] + known["Tier2"]),
    _Derived("CET1Ratio", "CET1 over risk-weighted assets", ("CET1", "RiskWeightedAssets"), _over("CET1", "RiskWeightedAssets")),
    _Derived("Tier1Ratio", "Tier 1 over risk-weighted assets", ("Tier1", "RiskWeightedAssets"), _over("Tier1", "RiskWeightedAssets")),
    _Derived(
        "TotalCapitalRatio", "total capital over risk-weighted assets", ("TotalCapital", "RiskWeightedAssets"), _over("TotalCapital", "RiskWeightedAssets")
    ),
    _Derived(
        "CombinedBuffer",
        "the buffers added",
        ("ConservationBuffer", "CountercyclicalBuffer", "SystemicBuffer"),
        lambda known, _: known["ConservationBuffer"] + known["CountercyclicalBuffer"] + known["SystemicBuffer"],
    ),
    _Derived("CET1AfterMinimum", "CET1 not needed for any minimum (DIS20)", ("CET1Ratio", "Tier1Ratio", "TotalCapitalRatio"), _after_minimum),
    _Derived("LeverageRatio", "Tier 1 over the exposure measure", ("Tier1", "LeverageExposure"), _over("Tier1", "LeverageExposure")),
    _Derived("TotalOutflows", "the outflows added", _OUTFLOWS, lambda known, _: sum((known[name] for name in _OUTFLOWS), Decimal(0))),
    _Derived("NetOutflows", "outflows less inflows up to the cap (LCR40)", ("TotalOutflows", "TotalInflows"), _net),
    _Derived("LCR", "HQLA over net outflows", ("Hqla", "NetOutflows"), _over("Hqla", "NetOutflows")),
    _Derived("NSFR", "available over required stable funding", ("StableFunding", "RequiredFunding"), _over("StableFunding", "RequiredFunding")),
)
_DIVISORS = {"CET1Ratio": "RiskWeightedAssets", "Tier1Ratio": "RiskWeightedAssets", "TotalCapitalRatio": "RiskWeightedAssets"} | {
    "LeverageRatio": "LeverageExposure",
    "LCR": "NetOutflows",
    "NSFR": "RequiredFunding",
}


def complete(given: Figures, rules: Rules) -> tuple[dict[str, Decimal], tuple[Check, ...]]:
    """All figures, those that follow from others worked out; and a check of every figure that was given and also follows."""
    known, checks = dict(given), []
    for one in _DERIVED:
        divisor = _DIVISORS.get(one.name)
        if any(name not in known for name in one.needs) or (divisor is not None and known[divisor] == 0):
            continue
        found = one.work(known, rules)
        if one.name in given:
            tolerance = rules.ratio_tolerance if concepts()[one.name].kind is Kind.RATIO else rules.amount_tolerance * len(one.needs)
            checks.append(Check(rule=f"{one.name}: {one.rule}", given=given[one.name], expected=found, tolerance=tolerance))
        else:
            known[one.name] = found
    return known, tuple(checks)
