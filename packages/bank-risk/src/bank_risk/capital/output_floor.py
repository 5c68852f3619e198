"""The output floor: models may not bring risk-weighted assets below a part of the standardised ones (RBC20.11, RBC90)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bank_kit.parameters import Rulebook


class IncreaseCap(StrEnum):
    """Whether the supervisor caps what the floor may add during its phase-in (RBC90.2)."""

    NOT_APPLIED = "NOT_APPLIED"
    APPLIED = "APPLIED"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlooredRwa:
    """Money, except `rate`. `floor` is rate x standardised; `rwa` is what counts; `added` is what the floor adds; `binding` says whether it does."""

    modelled: Decimal
    standardised: Decimal
    rate: Decimal
    floor: Decimal
    rwa: Decimal
    added: Decimal
    binding: bool


def apply(modelled: Decimal, standardised: Decimal, book: Rulebook, *, cap: IncreaseCap = IncreaseCap.NOT_APPLIED) -> FlooredRwa:
    """The larger of modelled RWA and the floor of that day and jurisdiction; a floor of 0 means that none is in force."""
    rate = book.exact("RBC", "output_floor")
    floor = rate * standardised
    rwa = max(modelled, floor)
    if cap is IncreaseCap.APPLIED:
        rwa = min(rwa, modelled * (1 + book.exact("RBC", "floor_increase_cap")))
    return FlooredRwa(modelled=modelled, standardised=standardised, rate=rate, floor=floor, rwa=rwa, added=rwa - modelled, binding=rwa > modelled)
