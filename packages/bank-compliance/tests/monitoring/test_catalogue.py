"""What is published about a scenario is what its questions ask for."""

import pytest

from bank_compliance.monitoring.catalogue import SCENARIOS
from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.warehouse.text import names, read
from bank_kit.parameters import Rulebook


def test_there_are_ten_in_the_order_of_their_names() -> None:
    assert tuple(SCENARIOS) == tuple(ScenarioId)
    assert len(SCENARIOS) == 10


@pytest.mark.parametrize("scenario", ScenarioId)
def test_every_parameter_is_asked_for_and_nothing_else_is(scenario: ScenarioId) -> None:
    definition = SCENARIOS[scenario]
    asked = set().union(*(names(read("bank_compliance.monitoring", question)) for question in definition.questions))
    promised = {parameter.name for parameter in definition.parameters} | ({"country"} if definition.countries else set())
    assert asked - {"period_from", "period_end"} == promised


@pytest.mark.parametrize("scenario", ScenarioId)
def test_every_parameter_has_a_row_with_its_source(scenario: ScenarioId, rulebook: Rulebook) -> None:
    for parameter in SCENARIOS[scenario].parameters:
        assert rulebook.row("MONITORING", f"{scenario}.{parameter.name}").source
    assert all(f"`{parameter.name}`" in SCENARIOS[scenario].logic for parameter in SCENARIOS[scenario].parameters if parameter.name != "amount")
