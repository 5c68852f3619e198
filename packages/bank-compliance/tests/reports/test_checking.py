"""Figures worked out and held against each other."""

from datetime import date
from decimal import Decimal

import pytest

from bank_compliance.reports.checking import Rules, complete
from bank_compliance.rulebooks import rulebook

RULES = Rules.of(rulebook("BCBS", date(2026, 11, 20)))
GIVEN = {"CET1": Decimal(90), "AdditionalTier1": Decimal(10), "Tier2": Decimal(20), "RiskWeightedAssets": Decimal(1000)}


def test_what_follows_is_worked_out() -> None:
    known, checks = complete(GIVEN, RULES)
    assert known["Tier1"] == 100
    assert known["TotalCapital"] == 120
    assert known["CET1Ratio"] == Decimal("0.09")
    assert checks == ()


def test_cet1_after_the_minimum_is_what_no_minimum_needs() -> None:
    """DIS20, KM1 row 12: 9 % less 4.5 %, 10 % less 6 %, 12 % less 8 %: the least of them."""
    known, _ = complete(GIVEN, RULES)
    assert known["CET1AfterMinimum"] == Decimal("0.04")


def test_inflows_count_up_to_three_quarters_of_outflows() -> None:
    """LCR40: 75 %."""
    known, _ = complete({"TotalOutflows": Decimal(100), "TotalInflows": Decimal(90), "Hqla": Decimal(50)}, RULES)
    assert known["NetOutflows"] == 25
    assert known["LCR"] == 2


@pytest.mark.parametrize(("ratio", "holds"), [("0.09", True), ("0.09005", True), ("0.0901", False)])
def test_a_given_ratio_may_differ_by_half_a_basis_point(ratio: str, *, holds: bool) -> None:
    _, checks = complete(GIVEN | {"CET1Ratio": Decimal(ratio)}, RULES)
    assert [check.holds for check in checks] == [holds]


def test_nothing_is_divided_by_zero() -> None:
    known, _ = complete(GIVEN | {"RiskWeightedAssets": Decimal(0)}, RULES)
    assert "CET1Ratio" not in known
