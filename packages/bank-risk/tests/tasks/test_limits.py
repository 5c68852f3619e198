"""check_limits, overrides and their review as tools: two people, one of them no agent."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from bank_kit.envelope import Envelope
from bank_kit.failures import ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.tools import Offered
from bank_risk.forms.limits import LimitReport, LimitUse
from bank_risk.store.runs import Runs
from bank_risk.tasks import every
from bank_risk.tasks.limits import CHECK_LIMITS, LimitDesk

REQUEST = {"limit_id": "LIM-121", "amount": "45000000", "valid_until": "2026-12-31", "reason": "a block trade of a client until it is unwound"}
Answer = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def desk(runs: Runs) -> LimitDesk:
    return LimitDesk(runs)


@pytest.fixture(scope="module")
def people(caller: Caller) -> dict[str, Caller]:
    scopes = frozenset({"risk.read", "risk.write", "risk.approve"})
    person = replace(caller, scopes=scopes, client="workbench", actor=None, expires_at=time.time() + 600)
    return {"anna": person, "ben": replace(person, subject="ben"), "agent": replace(person, subject="ben", actor="agent-1")}


@pytest.fixture(scope="module")
def call(desk: LimitDesk, people: dict[str, Caller]) -> Callable[..., Answer]:
    tools: dict[str, Offered] = {tool.name: tool for tool in desk.tools()}

    def answer(name: str, who: str, /, **given: object) -> Answer:
        found = tools[name].call(given, people[who]).structured_content
        assert isinstance(found, dict)
        return found

    return answer


def used(answer: Answer) -> LimitUse:
    (use,) = Envelope[LimitReport].model_validate(answer).value.limits
    return use


def test_an_override_stands_only_once_a_second_person_approved_it(call: Callable[..., Answer]) -> None:
    draft = call("request_limit_override", "anna", idempotency_key="key-00001", **REQUEST)["value"]
    assert draft["state"] == "draft"
    assert used(call("check_limits", "anna", limit_id="LIM-121")).override is None
    assert call("review_draft", "anna", draft_id=draft["id"], verdict="approve", reason="mine")["error"]["code"] == "SAME_PERSON"
    assert call("review_draft", "agent", draft_id=draft["id"], verdict="approve", reason="agent")["error"]["code"] == "HUMAN_NEEDED"
    assert call("review_draft", "ben", draft_id=draft["id"], verdict="approve", reason="agreed")["value"]["state"] == "approved"
    use = used(call("check_limits", "anna", limit_id="LIM-121"))
    assert use.limit is not None
    assert use.limit.amount == 45_000_000
    assert use.override is not None
    assert use.override.draft_id == draft["id"]


def test_the_same_key_is_the_same_draft(call: Callable[..., Answer]) -> None:
    first, again = (call("request_limit_override", "anna", idempotency_key="key-00002", **REQUEST)["value"]["id"] for _ in range(2))
    assert first == again
    other = call("request_limit_override", "anna", idempotency_key="key-00002", **(REQUEST | {"amount": "46000000"}))
    assert other["error"]["code"] == "IDEMPOTENCY_CONFLICT"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"limit_id": "LIM-99999"}, "UNKNOWN_ID", "limit_id"),
        ({"amount": "1"}, "INVALID_ARGUMENT", "amount"),
        ({"amount": "NaN"}, "INVALID_ARGUMENT", "amount"),
        ({"amount": "45000000.00001"}, "INVALID_ARGUMENT", "amount"),
        ({"limit_id": "LIM-140", "amount": "1.2"}, "INVALID_ARGUMENT", "amount"),
        ({"valid_until": "2026-11-01"}, "INVALID_ARGUMENT", "valid_until"),
        ({"valid_until": "2027-11-01"}, "INVALID_ARGUMENT", "valid_until"),
        ({"reason": "no"}, "INVALID_ARGUMENT", "reason"),
    ],
)
def test_bad_requests_name_their_field(call: Callable[..., Answer], changes: dict[str, object], code: str, field: str) -> None:
    failure = call("request_limit_override", "anna", idempotency_key="key-00003", **(REQUEST | changes))["error"]
    assert (failure["code"], failure["field"]) == (code, field)


def test_a_check_can_be_repeated_bit_for_bit_even_when_overrides_have_come_since(call: Callable[..., Answer], runs: Runs) -> None:
    run_id = str(call("check_limits", "anna", metric="LEVERAGE")["value"]["run_id"])
    assert every.repeat(runs, run_id).same


def test_a_caller_without_the_scope_may_not_ask_for_an_override(desk: LimitDesk, caller: Caller) -> None:
    request = next(tool for tool in desk.tools() if tool.name == "request_limit_override")
    refused = request.call({"idempotency_key": "key-00004", **REQUEST}, replace(caller, scopes=frozenset({"risk.read"}))).structured_content
    assert isinstance(refused, dict)
    assert refused["error"]["code"] == "NOT_ENTITLED"


def test_the_resource_is_the_check_of_one_limit(desk: LimitDesk, caller: Caller) -> None:
    limit = desk.resources()[0]
    assert limit.read({"id": "LIM-101"}, caller).model_dump(mode="json")["value"]["limits"][0]["limit_id"] == "LIM-101"
    with pytest.raises(ToolFailureError):
        limit.read({"id": "x"}, caller)


def test_writes_are_told_as_writes_and_checks_as_long_runs(desk: LimitDesk) -> None:
    described = {tool.name: tool for tool in desk.tools()}
    assert described["check_limits"].seconds == CHECK_LIMITS.seconds
    annotations = described["request_limit_override"].describe().annotations
    assert annotations is not None
    assert annotations.read_only_hint is False
