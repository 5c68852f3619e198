"""All answers of liquidity and banking book are reproduced."""

from bank_risk.golden.case import run
from bank_risk.golden.liquidity import liquidity_cases


def test_both_cap_vectors_and_both_rotations_agree() -> None:
    rows = run(liquidity_cases())
    assert [row.case.id for row in rows] == ["LCR-001", "LCR-002", "IRR-001", "IRR-002"]
    assert [row.case.id for row in rows if not row.within] == []
