"""Parameters come from the rulebook; others are taken within their bounds and refused beyond, whatever they are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_compliance.monitoring.catalogue import SCENARIOS
from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.monitoring.settings import changed, published
from bank_kit.failures import ToolFailureError
from bank_kit.parameters import Rulebook


@pytest.mark.parametrize("scenario", ScenarioId)
def test_the_published_values_lie_within_their_own_bounds(scenario: ScenarioId, rulebook: Rulebook) -> None:
    settings = published(scenario, rulebook)
    assert changed(settings, settings.values) == settings
    assert all(measure.parameter in settings.values for measure in SCENARIOS[scenario].measures)


def test_the_corridor_knows_the_countries_fatf_names_and_nobody_else_does(rulebook: Rulebook) -> None:
    countries = set(published(ScenarioId.CORRIDOR, rulebook).countries)
    assert {"IR", "KP", "MM", "HT", "YE", "KW", "PG", "BA", "IQ"} <= countries
    # 22 under increased monitoring since 19 June 2026, when Algeria and Namibia left, and three under a call for action.
    assert len(countries) == 22 + 3
    assert countries.isdisjoint({"DZ", "NA"})
    assert published(ScenarioId.FAN, rulebook).countries == ()
    assert any("FATF" in doubt for doubt in rulebook.doubts("MONITORING"))


def test_whole_numbers_reach_the_question_without_a_point(rulebook: Rulebook) -> None:
    assert changed(published(ScenarioId.FAN, rulebook), {"days": Decimal("14.0")}).literals()["days"] == 14


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"nothing": Decimal(1)}, "grid.name"),
        ({"days": Decimal(0)}, "grid.days"),
        ({"days": Decimal(91)}, "grid.days"),
        ({"days": Decimal("1.5")}, "grid.days"),
        ({"days": Decimal("NaN")}, "grid.days"),
        ({"total": Decimal("Infinity")}, "grid.total"),
        ({"total": Decimal("-0.01")}, "grid.total"),
        ({"total": Decimal("1E-30")}, "grid.total"),
        ({"lowest": Decimal(10000)}, "grid.lowest"),
    ],
)
def test_hostile_values_are_refused_with_the_field_and_never_repeated(rulebook: Rulebook, changes: dict[str, Decimal], field: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        changed(published(ScenarioId.STRUCTURING, rulebook), changes)
    assert refused.value.failure.field == field
    assert refused.value.failure.allowed


@given(name=st.sampled_from(["days", "total", "z", "peers"]), value=st.decimals())
def test_any_decimal_is_taken_within_bounds_or_refused(rulebook: Rulebook, name: str, value: Decimal) -> None:
    settings = published(ScenarioId.CASH_INTENSITY, rulebook)
    bounds = next(each for each in SCENARIOS[ScenarioId.CASH_INTENSITY].parameters if each.name == name)
    try:
        tried = changed(settings, {name: value})
    except ToolFailureError:
        return
    assert bounds.low <= tried.values[name] <= bounds.high


def test_the_version_changes_with_any_value(rulebook: Rulebook) -> None:
    settings = published(ScenarioId.FAN, rulebook)
    assert changed(settings, {"total": Decimal(1)}).version != settings.version
