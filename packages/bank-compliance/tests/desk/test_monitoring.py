"""Monitoring through the tools: alerts kept once, trials that change nothing, traces without clear numbers."""

import re
from collections.abc import Callable

import pytest
from mcp_types import CallToolResult

from bank_kit.identifiers import is_iban
from bank_kit.identity.caller import Caller
from bank_kit.offer import Offer

Ask = Callable[..., CallToolResult]
YEAR = {"first": "2026-01-01", "last": "2026-11-20"}


@pytest.mark.slow
def test_a_run_keeps_each_alert_once_with_its_evidence(ask: Ask, anna: Caller) -> None:
    first = ask("run_monitoring", anna, period=YEAR, limit=500).structured_content["value"]
    again = ask("run_monitoring", anna, period=YEAR, limit=500).structured_content["value"]
    assert first == again
    assert len(first["scenarios"]) == 10
    assert first["total"] == len(first["alerts"]) > 20
    top = first["alerts"][0]
    kept = ask("get_alert", anna, alert_id=top["id"]).structured_content["value"]
    assert (kept["score"], kept["amount"], kept["transactions"]) == (top["score"], top["amount"], top["transactions"])
    assert len(kept["history"]) == 1
    assert re.fullmatch(r"[A-Z][^;]+ \(\d+ points\)(; [^;]+ \(\d+ points\))+", kept["rationale"])


def test_a_run_shows_no_more_than_asked_for_and_says_so(ask: Ask, anna: Caller) -> None:
    found = ask("run_monitoring", anna, period=YEAR, scenarios=["STRUCTURING"], limit=1).structured_content
    assert len(found["value"]["alerts"]) == 1
    assert found["warnings"][0].startswith("CUT_SHORT")


def test_a_trial_changes_nothing(ask: Ask, anna: Caller, offer: Offer) -> None:
    scenario = next(each for each in offer.resources if each.name == "scenario")
    before = scenario.read({"id": "STRUCTURING"}, anna)
    tried = ask("tune_threshold", anna, scenario="STRUCTURING", grid={"deposits": ["2", "4"]}, period=YEAR).structured_content
    assert [trial["values"]["deposits"] for trial in tried["value"]["trials"]] == ["2", "4"]
    assert tried["value"]["now"]["alerts"] >= tried["value"]["trials"][1]["alerts"]
    assert tried["warnings"][0].startswith("NOTHING_JUDGED")
    assert scenario.read({"id": "STRUCTURING"}, anna) == before


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"scenario": "STRUCTURING", "grid": {"deposits": ["NaN"]}, "period": YEAR}, "grid.deposits.0"),
        ({"scenario": "STRUCTURING", "grid": {"deposits": ["1"]}, "period": YEAR}, "grid.deposits"),
        ({"scenario": "STRUCTURING", "grid": {"drop": ["1"]}, "period": YEAR}, "grid.name"),
        ({"scenario": "STRUCTURING", "grid": {}, "period": YEAR}, "grid"),
    ],
)
def test_a_hostile_grid_is_refused_by_field(ask: Ask, anna: Caller, arguments: dict[str, object], field: str) -> None:
    assert ask("tune_threshold", anna, **arguments).structured_content["error"]["field"].startswith(field)


def test_a_trace_masks_the_numbers_of_outsiders(ask: Ask, anna: Caller) -> None:
    found = ask("trace_funds", anna, account="A-200001", window=YEAR, hops=2).structured_content["value"]
    ends = {end for hop in found["hops"] for end in (hop["payer"], hop["payee"])}
    outside = [end for end in ends if end.startswith("outside:")]
    assert outside
    assert not any(is_iban(word) for end in ends for word in re.split(r"[: ]", end) if word)
    assert ask("trace_funds", anna, account="A-999999", window=YEAR).structured_content["error"]["code"] == "UNKNOWN_ID"
