"""Dispositions: one person for a low score, two for a high one or for an agent; reasons kept with personal numbers masked."""

from collections.abc import Callable

from mcp_types import CallToolResult

from bank_compliance.cases.alert import Found
from bank_compliance.cases.alerts import Alerts
from bank_kit.identity.caller import Caller

Ask = Callable[..., CallToolResult]
WHY = "salary of a cash business, seen before"


def _reviewed(ask: Ask, alerts: Alerts, one: Found, caller: Caller) -> str:
    [alert_id] = alerts.keep([one], caller)
    ask("disposition_alert", caller, alert_id=alert_id, outcome="review", reason="taken up for review", idempotency_key=f"{one.id}-review")
    return alert_id


def test_a_low_score_is_closed_by_one_person(ask: Ask, alerts: Alerts, found: Callable[..., Found], anna: Caller) -> None:
    alert_id = _reviewed(ask, alerts, found(1, score=69), anna)
    closed = ask("disposition_alert", anna, alert_id=alert_id, outcome="closed", reason=WHY, idempotency_key="close-0001").structured_content
    assert closed["value"]["alert"]["state"] == "closed"
    assert closed["value"]["draft_id"] is None
    again = ask("disposition_alert", anna, alert_id=alert_id, outcome="closed", reason=WHY, idempotency_key="close-0001").structured_content
    assert again["value"] == closed["value"]


def test_a_high_score_is_closed_by_two_persons(ask: Ask, alerts: Alerts, found: Callable[..., Found], anna: Caller, ben: Caller) -> None:
    alert_id = _reviewed(ask, alerts, found(1, score=70), anna)
    drafted = ask("disposition_alert", anna, alert_id=alert_id, outcome="closed", reason=WHY, idempotency_key="close-0002").structured_content
    assert drafted["value"]["alert"]["state"] == "review"
    draft = {"draft_id": drafted["value"]["draft_id"], "verdict": "approve", "reason": "I agree"}
    assert ask("review_draft", anna, **draft).structured_content["error"]["code"] == "SAME_PERSON"
    assert ask("review_draft", ben, **draft).structured_content["value"]["state"] == "approved"
    closed = ask("get_alert", ben, alert_id=alert_id).structured_content["value"]
    assert closed["state"] == "closed"
    assert closed["history"][-1]["reason"] == WHY


def test_an_agent_closes_nothing_alone(ask: Ask, alerts: Alerts, found: Callable[..., Found], agent: Caller) -> None:
    alert_id = _reviewed(ask, alerts, found(1, score=1), agent)
    drafted = ask("disposition_alert", agent, alert_id=alert_id, outcome="closed", reason=WHY, idempotency_key="close-0003").structured_content
    assert drafted["value"]["draft_id"] is not None
    decided = ask("review_draft", agent, draft_id=drafted["value"]["draft_id"], verdict="approve", reason="I agree").structured_content
    assert decided["error"]["code"] == "HUMAN_NEEDED"


def test_what_was_decided_meanwhile_cannot_be_approved(ask: Ask, alerts: Alerts, found: Callable[..., Found], anna: Caller, ben: Caller) -> None:
    alert_id = _reviewed(ask, alerts, found(1, score=90), anna)
    drafted = ask("disposition_alert", anna, alert_id=alert_id, outcome="closed", reason=WHY, idempotency_key="close-0004").structured_content
    ask("disposition_alert", ben, alert_id=alert_id, outcome="escalated", reason="this is no salary at all", idempotency_key="escalate-1")
    late = ask("review_draft", ben, draft_id=drafted["value"]["draft_id"], verdict="approve", reason="I agree").structured_content
    assert late["error"]["code"] == "ALREADY_DECIDED"
    assert ask("get_alert", ben, alert_id=alert_id).structured_content["value"]["state"] == "escalated"


def test_a_step_cannot_be_left_out(ask: Ask, alerts: Alerts, found: Callable[..., Found], anna: Caller) -> None:
    [alert_id] = alerts.keep([found(1, score=95)], anna)
    refused = ask("disposition_alert", anna, alert_id=alert_id, outcome="closed", reason=WHY, idempotency_key="close-0005").structured_content
    assert refused["error"]["allowed"] == "review"


def test_personal_numbers_in_a_reason_are_masked_before_it_is_kept(ask: Ask, alerts: Alerts, found: Callable[..., Found], anna: Caller) -> None:
    [alert_id] = alerts.keep([found(1)], anna)
    told = ask(
        "disposition_alert", anna, alert_id=alert_id, outcome="review", reason="4111 1111 1111 1111, born 17.05.1984", idempotency_key="masked-01"
    ).structured_content
    assert told["value"]["alert"]["history"][-1]["reason"] == "411111******1111, born [1980s]"
    assert told["warnings"][0].startswith("MASKED_TEXT")
