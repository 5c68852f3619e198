"""Provisions beside the expected loss of the internal models: what lacks is deducted, what exceeds may count a little (CRE35)."""

from dataclasses import dataclass
from decimal import Decimal

from bank_kit.parameters import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionGap:
    """Money. `shortfall` is deducted from CET1 (CAP30.13); `tier2` is the part of `excess` that counts as Tier 2 (CAP10.19)."""

    shortfall: Decimal
    excess: Decimal
    tier2: Decimal


def compare(expected_loss: Decimal, provisions: Decimal, *, irb_rwa: Decimal, book: Rulebook) -> ProvisionGap:
    """Eligible provisions against expected loss (CRE35.4); the excess counts up to 0.6 % of IRB credit RWA."""
    gap = provisions - expected_loss
    excess = max(gap, Decimal(0))
    return ProvisionGap(shortfall=max(-gap, Decimal(0)), excess=excess, tier2=min(excess, book.exact("CRE35", "excess_provision_cap") * irb_rwa))
