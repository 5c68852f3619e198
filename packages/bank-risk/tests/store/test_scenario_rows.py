"""Scenarios as rows."""

from bank_risk.scenarios.shelf import shelf
from bank_risk.store.scenario_rows import scenario_rows


def test_every_shock_of_every_scenario_is_a_row() -> None:
    scenarios, shocks = scenario_rows()
    assert [row[0] for row in scenarios] == list(shelf())
    assert len(shocks) == sum(len(each.shocks) for each in shelf().values())
    assert {row[0] for row in shocks} == set(shelf())
