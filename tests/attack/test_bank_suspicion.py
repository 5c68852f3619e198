"""Whether a suspicious-activity report exists is told to nobody without clearance, by no tool, address, draft, count or refusal (31 CFR 1020.320(e))."""

import json
import re

import pytest
from staging.bank_calls import CALLS, ENTITY, NO_DRAFT, YEAR, Remembered, made
from staging.banks import Bank, Json

pytestmark = [pytest.mark.component, pytest.mark.slow, pytest.mark.timeout(120)]
UNCLEARED = ("read", "write", "approve")
FRAMEWORKS = ("BCBS239", "BSA", "NYDFS504", "SOX")
_MOVING = re.compile(
    r"\d{4}-\d\d-\d\dT[\d:.]+Z?|(?:RPT|EVD|SCR|CASE|D)-[0-9a-f]+|lin-[0-9a-f]+|sha256:[0-9a-f]{64}|[0-9a-f]{64}|probe-[a-z]+|\b(?:before|after)[a-z]*\b"
)
"""Times, ids and hashes of what was made just now differ from call to call, whoever asks."""


@pytest.fixture(scope="module")
def bank(banks_running: dict[str, Bank]) -> Bank:
    return banks_running["compliance"]


@pytest.fixture(scope="module")
def told(bank: Bank) -> tuple[Remembered, dict[str, str], dict[str, str]]:
    """What an uncleared caller is told of a case before there is a report on it and afterwards."""
    remembered = Remembered()
    steps = {each.tool: each for each in CALLS["compliance"]}
    for tool in ("run_monitoring", "disposition_alert", "open_case"):
        made(bank, steps[tool], remembered, prefix="sar")
    before = answers(bank, remembered, "before")
    made(bank, steps["draft_sar"], remembered, prefix="sar")
    return remembered, before, answers(bank, remembered, "after")


def answers(bank: Bank, remembered: Remembered, when: str) -> dict[str, str]:
    """Every answer an uncleared caller can get of the case, its alert and the whole, without what moves by itself."""
    token, found = bank.token(UNCLEARED, subject="carl"), dict[str, str]()
    alert, case = remembered.words["alert"], remembered.words["case"]
    calls: list[tuple[str, Json]] = [
        ("get_alert", {"alert_id": alert}),
        ("run_monitoring", {"period": YEAR, "scenarios": ["STRUCTURING"]}),
        ("trace_funds", {"account": "A-200001", "window": YEAR}),
        ("disposition_alert", {"idempotency_key": f"probe-{when}", "alert_id": alert, "outcome": "review", "reason": "what about this one"}),
        ("open_case", {"idempotency_key": f"probe-{when}case", "alert_ids": [alert], "title": "Once more"}),
        ("draft_sar", {"idempotency_key": f"probe-{when}sar", "case_id": case, "suspect": "known"}),
        ("list_sar_drafts", {}),
        ("review_sar_draft", {"draft_id": remembered.words.get("sar_draft", NO_DRAFT), "verdict": "approve", "reason": "probing"}),
        ("review_draft", {"draft_id": remembered.words.get("sar_draft", NO_DRAFT), "verdict": "approve", "reason": "probing"}),
        ("list_drafts", {}),
        ("list_drafts", {"state": "draft", "limit": 1}),
        *(("export_evidence", evidence(framework, when)) for framework in FRAMEWORKS),
        ("control_status", {"framework": "BSA", "control_id": "sar-clock", "window": YEAR}),
        ("get_list_metadata", {"list": "FICTIONAL"}),
    ]
    for number, (tool, arguments) in enumerate(calls):
        found[f"{number} {tool}"] = _MOVING.sub("*", bank.call(tool, arguments, token=token).text)
    draft = remembered.words.get("sar_draft", NO_DRAFT)
    addresses = [f"comp://cases/{case}", f"comp://cases/{case}/reports", f"comp://report-drafts/{draft}", f"comp://drafts/{draft}"]
    for address in addresses + [f"comp://controls/{framework}" for framework in FRAMEWORKS]:
        found[_MOVING.sub("*", address)] = _MOVING.sub("*", bank.ask("resources/read", {"uri": address}, token=token).text)
    return found


def evidence(framework: str, when: str) -> Json:
    return {"idempotency_key": f"probe-{when}{framework.lower()}", "framework": framework, "window": YEAR, "format": "json"}


def test_nothing_an_uncleared_caller_is_told_changes_with_a_report(told: tuple[Remembered, dict[str, str], dict[str, str]]) -> None:
    remembered, before, after = told
    assert remembered.words["sar_draft"].startswith("D-")
    changed = {what: (before[what], after[what]) for what in before if shape(before[what]) != shape(after[what])}
    assert not changed, json.dumps(changed, indent=1)[:3000]
    assert before.keys() == after.keys()


def shape(text: str) -> str:
    """Without the size of what was written in between by the caller."""
    return re.sub(r'"size": ?\d+|\\"size\\": ?\d+', "", text)


def test_a_report_cannot_be_told_from_none_by_its_draft(bank: Bank, told: tuple[Remembered, dict[str, str], dict[str, str]]) -> None:
    draft = told[0].words["sar_draft"]
    token = bank.token(UNCLEARED, subject="berta", person=True)
    decision: Json = {"verdict": "approve", "reason": "probing for it"}
    for tool in ("review_draft", "review_sar_draft"):
        there, nowhere = (bank.call(tool, decision | {"draft_id": each}, token=token).text for each in (draft, NO_DRAFT))
        assert there == nowhere, tool
    for address in ("comp://drafts/", "comp://report-drafts/"):
        there, nowhere = (bank.ask("resources/read", {"uri": address + each}, token=token).text.replace(each, "") for each in (draft, NO_DRAFT))
        assert there == nowhere, address


def test_a_case_cannot_be_told_from_none_by_the_refusal_of_a_report(bank: Bank, told: tuple[Remembered, dict[str, str], dict[str, str]]) -> None:
    token = bank.token(UNCLEARED, subject="carl")
    case, none = told[0].words["case"], "CASE-" + "0" * 16
    asked: Json = {"idempotency_key": "probe-case-x", "suspect": "known"}
    there, nowhere = (bank.call("draft_sar", asked | {"case_id": each}, token=token).text for each in (case, none))
    assert there == nowhere and "NOT_ENTITLED" in there
    there, nowhere = (bank.ask("resources/read", {"uri": f"comp://cases/{each}/reports"}, token=token).text.replace(each, "") for each in (case, none))
    assert there == nowhere


def test_the_management_report_counts_no_reports_for_the_uncleared(bank: Bank, told: tuple[Remembered, dict[str, str], dict[str, str]]) -> None:
    assert told[0].words["case"]
    asked: Json = {"idempotency_key": "probe-report", "template": "AML_MI", "legal_entity": ENTITY, "period_end": "2026-11-20"}
    said = bank.call("generate_regulatory_report", asked, token=bank.token(UNCLEARED, subject="carl"))
    assert "SAR" not in json.dumps(said.value).replace("not a SAR", "")
    assert "suspicio" not in json.dumps(said.value).lower()
