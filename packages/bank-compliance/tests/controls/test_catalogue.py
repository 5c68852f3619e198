"""The catalogue: its questions run, and none reads the tables of reports unless it says so."""

import pytest

from bank_compliance.controls.catalogue import Control, catalogue, frameworks, of_framework
from bank_compliance.controls.checks import Checks
from bank_compliance.controls.results import State, Window
from bank_compliance.offer import Stores
from bank_kit.offer import Offer

YEAR = Window.model_validate({"first": "2026-01-01", "last": "2026-12-31"})


def test_every_control_has_a_number_of_its_own() -> None:
    assert len({(one.framework, one.id) for one in catalogue()}) == len(catalogue()) == sum(len(of_framework(name)) for name in frameworks())


@pytest.mark.parametrize("control", catalogue(), ids=lambda one: f"{one.framework}-{one.id}")
def test_a_control_is_restricted_exactly_when_it_reads_reports(control: Control) -> None:
    assert ("suspicion_" in control.population + control.violations) is control.restricted


@pytest.mark.parametrize("control", catalogue(), ids=lambda one: f"{one.framework}-{one.id}")
def test_on_an_empty_store_no_control_is_satisfied(control: Control, stores: Stores, offer: Offer) -> None:
    found = Checks(cases=stores.cases, suspicion=stores.suspicion, now=stores.now).check(control, YEAR)
    assert (found.state, found.population, found.violations) == (State.NO_EVIDENCE, 0, 0)
