"""The rules of the IRB approach change with the date and the jurisdiction."""

from datetime import date

import pytest

from bank_risk.capital.irb_rules import IrbClass, IrbRules
from bank_risk.rulebooks import rulebook


@pytest.mark.parametrize(
    ("jurisdiction", "on", "scaling", "floor", "foundation"),
    [
        ("BCBS", date(2010, 1, 1), 1.06, 0.0003, 0.45),
        ("BCBS", date(2026, 11, 20), 1.0, 0.0005, 0.40),
        ("EU", date(2024, 12, 31), 1.06, 0.0003, 0.45),
        ("EU", date(2025, 1, 1), 1.0, 0.0005, 0.40),
        ("UK", date(2026, 11, 20), 1.06, 0.0003, 0.45),
        ("UK", date(2027, 1, 1), 1.0, 0.0005, 0.40),
    ],
)
def test_basel_three_took_the_scaling_away_and_raised_the_floor(jurisdiction: str, on: date, scaling: float, floor: float, foundation: float) -> None:
    rules = IrbRules.of(rulebook(jurisdiction, on))
    assert rules.scaling == scaling
    assert rules.pd_floors["CORPORATE"] == floor
    assert rules.foundation_lgd["SENIOR_CORPORATE"] == foundation


def test_every_class_has_a_floor_for_its_pd() -> None:
    assert set(IrbRules.of(rulebook("EU", date(2026, 11, 20))).pd_floors) == {str(word) for word in IrbClass}
