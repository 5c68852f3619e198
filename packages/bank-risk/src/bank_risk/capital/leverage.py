"""The leverage ratio: Tier 1 over an exposure that knows no risk weights (LEV20, LEV30, LEV40)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bank_kit.parameters import Rulebook

FRAMEWORK = "LEV"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageExposure:
    """Money. `replacement_cost` and `future_exposure` are those of SA-CCR before alpha; `undrawn` is by the words of the conversion table."""

    on_balance: Decimal
    replacement_cost: Decimal
    future_exposure: Decimal
    securities_financing: Decimal
    undrawn: Mapping[str, Decimal]
    deductions: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageRatio:
    """`ratio` and `requirement` are decimals, the others money; headroom is below zero in a breach."""

    tier1: Decimal
    exposure: Decimal
    derivatives: Decimal
    off_balance: Decimal
    ratio: Decimal
    requirement: Decimal
    headroom: Decimal


def leverage(tier1: Decimal, parts: LeverageExposure, book: Rulebook, *, systemic_buffer: Decimal) -> LeverageRatio:
    """Ratio against the minimum plus half of the risk-weighted G-SIB buffer (LEV40.2); ValueError when nothing is exposed."""
    derivatives = book.exact(FRAMEWORK, "alpha") * (parts.replacement_cost + parts.future_exposure)
    lines = (book.exact(FRAMEWORK, "conversion", kind) * amount for kind, amount in parts.undrawn.items())
    off_balance = sum(lines, Decimal(0))
    exposure = parts.on_balance + derivatives + parts.securities_financing + off_balance - parts.deductions
    if exposure <= 0:
        raise ValueError("the leverage exposure must be above zero")
    requirement = book.exact(FRAMEWORK, "minimum") + book.exact(FRAMEWORK, "systemic_share") * systemic_buffer
    return LeverageRatio(
        tier1=tier1,
        exposure=exposure,
        derivatives=derivatives,
        off_balance=off_balance,
        ratio=tier1 / exposure,
        requirement=requirement,
        headroom=tier1 - requirement * exposure,
    )
