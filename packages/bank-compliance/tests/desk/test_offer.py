"""Screening, monitoring and tracing as they are listed."""

from bank_kit.identity.caller import Caller
from bank_kit.offer import Offer


def test_long_runs_are_those_over_everybody(offer: Offer) -> None:
    assert {tool.name for tool in offer.tools if tool.seconds} == {"rescreen_delta", "run_monitoring", "tune_threshold", "generate_regulatory_report"}


def test_a_scenario_is_published_with_logic_parameters_and_reason(offer: Offer, anna: Caller) -> None:
    [resource] = [each for each in offer.resources if each.name == "scenario"]
    told = resource.read({"id": "CYCLE"}, anna).model_dump(mode="json")["value"]
    assert told["rationale"] and told["logic"]
    assert {one["name"] for one in told["parameters"]} >= {"hops_least", "hops_most", "days"}


def test_a_list_is_told_by_its_address(offer: Offer, anna: Caller) -> None:
    [resource] = [each for each in offer.resources if each.name == "list-version"]
    assert resource.read({"name": "FICTIONAL"}, anna).model_dump(mode="json")["value"]["newest"]["published"] == "2026-11-13"
