"""Provisions either lack or exceed, never both, and the excess counts only a little."""

from decimal import Decimal

import pytest

from bank_kit.parameters import Rulebook
from bank_risk.capital.provisions import compare


@pytest.mark.parametrize(("provisions", "shortfall", "excess", "tier2"), [(80, 20, 0, 0), (100, 0, 0, 0), (104, 0, 4, 4), (130, 0, 30, 6)])
def test_what_lacks_and_what_exceeds(book: Rulebook, provisions: int, shortfall: int, excess: int, tier2: int) -> None:
    gap = compare(Decimal(100), Decimal(provisions), irb_rwa=Decimal(1_000), book=book)
    assert [float(part) for part in (gap.shortfall, gap.excess, gap.tier2)] == [shortfall, excess, tier2]
