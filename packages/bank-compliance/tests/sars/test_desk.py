"""Drafting a report: evidence tells what it can, people the rest; two persons, no filing."""

from collections.abc import Callable

from mcp_types import CallToolResult

from bank_compliance.cases.results import CaseRecord
from bank_kit.identity.caller import Caller

Ask = Callable[..., CallToolResult]
WRITTEN = {"why": "no honest reason for the deposits was found", "how": "three branches on three days"}


def _draft(ask: Ask, case: CaseRecord, caller: Caller, **changes: object) -> CallToolResult:
    arguments = {"case_id": case.id, "suspect": "known", "idempotency_key": "sar-00000001", **WRITTEN}
    return ask("draft_sar", caller, **arguments | changes)


def test_evidence_tells_who_what_when_and_where_and_people_why_and_how(ask: Ask, open_case: Callable[..., CaseRecord], cleared: Caller) -> None:
    told = _draft(ask, open_case(), cleared, why="", how="").structured_content["value"]["report"]
    assert "C-100001" in told["narrative"]["who"]
    assert "2026-09-01 to 2026-09-04" in told["narrative"]["when"]
    assert {"why", "how", "subject"} <= set(told["missing"])
    more = _draft(ask, open_case(2), cleared, subjects=[{"customer_id": "C-100001", "legal_name": "A Name"}], idempotency_key="sar-00000002").structured_content
    assert more["value"]["report"]["completeness"] > told["completeness"]


def test_the_answer_says_what_the_draft_is_not(ask: Ask, open_case: Callable[..., CaseRecord], cleared: Caller) -> None:
    found = _draft(ask, open_case(), cleared).structured_content
    assert found["value"]["report"]["label"] == "draft, not filed, not validated against FinCEN's schema"
    assert found["warnings"][0].startswith("DRAFT: draft, not filed")
    assert found["reg_ref"] == "31 CFR 1020.320"


def test_another_cleared_person_approves_and_nobody_else(
    ask: Ask, open_case: Callable[..., CaseRecord], cleared: Caller, approver: Caller, ben: Caller
) -> None:
    case = open_case()
    draft = {"draft_id": _draft(ask, case, cleared).structured_content["value"]["draft_id"], "verdict": "approve", "reason": "it is all there"}
    assert ask("review_sar_draft", cleared, **draft).structured_content["error"]["code"] == "SAME_PERSON"
    assert ask("review_sar_draft", ben, **draft).structured_content["error"]["code"] == "NOT_ENTITLED"
    assert ask("review_draft", approver, **draft).structured_content["error"]["code"] == "UNKNOWN_ID"
    assert ask("review_sar_draft", approver, **draft).structured_content["value"]["state"] == "approved"


def test_a_repeated_call_is_one_report(ask: Ask, open_case: Callable[..., CaseRecord], cleared: Caller) -> None:
    case = open_case()
    assert _draft(ask, case, cleared).structured_content["value"]["report"]["id"] == _draft(ask, case, cleared).structured_content["value"]["report"]["id"]
    assert _draft(ask, case, cleared, why="something else").structured_content["error"]["code"] == "IDEMPOTENCY_CONFLICT"


def test_an_unknown_case_is_unknown(ask: Ask, cleared: Caller) -> None:
    refused = ask("draft_sar", cleared, case_id="CASE-0000000000000000", suspect="known", idempotency_key="sar-00000009").structured_content
    assert refused["error"]["code"] == "UNKNOWN_ID"
