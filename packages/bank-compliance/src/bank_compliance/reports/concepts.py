"""What can be reported: the concepts of the internal taxonomy, and where each stands in KM1 and LIQ1 (DIS20, DIS85)."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "concepts.csv"


class Kind(StrEnum):
    """What a figure counts."""

    AMOUNT = "amount"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One figure; `km1` and `liq1` are row numbers of those templates, empty where it does not stand in one."""

    name: str
    kind: Kind
    label: str
    km1: str
    liq1: str


class Template(StrEnum):
    """The reports that can be made."""

    KM1 = "KM1"
    LIQ1 = "LIQ1"
    LCR_DAILY = "LCR_DAILY"
    CAPITAL_DAILY = "CAPITAL_DAILY"
    AML_MI = "AML_MI"


@cache
def concepts() -> dict[str, Concept]:
    """All, by name, in the order of the taxonomy."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["name"]: Concept(name=row["name"], kind=Kind(row["kind"]), label=row["label"], km1=row["km1"], liq1=row["liq1"]) for row in csv.DictReader(file)
        }


_LCR = ("HqlaLevel1", "HqlaLevel2A", "HqlaLevel2B", "Hqla", "TotalOutflows", "TotalInflows", "NetOutflows", "LCR")
_CAPITAL = (
    "CET1", "AdditionalTier1", "Tier1", "Tier2", "TotalCapital", "RiskWeightedAssets", "CET1Ratio", "Tier1Ratio", "TotalCapitalRatio", "CombinedBuffer",
    "CET1AfterMinimum", "LeverageExposure", "LeverageRatio",
)  # fmt: skip


def rows(template: Template) -> tuple[tuple[str, Concept], ...]:
    """Row number and concept of every line of a template, in its order; empty for AML_MI, whose lines are counted."""
    known = concepts()
    match template:
        case Template.KM1:
            return tuple(sorted(((one.km1, one) for one in known.values() if one.km1), key=lambda row: int(row[0])))
        case Template.LIQ1:
            return tuple(sorted(((one.liq1, one) for one in known.values() if one.liq1), key=lambda row: int(row[0])))
        case Template.LCR_DAILY:
            return tuple((str(place), known[name]) for place, name in enumerate(_LCR, start=1))
        case Template.CAPITAL_DAILY:
            return tuple((str(place), known[name]) for place, name in enumerate(_CAPITAL, start=1))
        case Template.AML_MI:
            return ()
