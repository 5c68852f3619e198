"""Every reason has an ending, and the endings say what a client of each era can act on."""

from typing import cast

import orjson
import pytest

from strongroom.core.json import JsonObject
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Hold
from strongroom.core.target import TargetKind
from strongroom.edge.endings import ENDINGS, Asked, held, refusal, unidentified
from strongroom.wire.mcp.revisions import Era

TOOL = Asked(Era.MODERN, "q", "tools/call", TargetKind.TOOL, "finance__pay", "c1")


def legacy(asked: Asked) -> Asked:
    return asked._replace(era=Era.LEGACY)


def said(body: bytes) -> JsonObject:
    return cast("JsonObject", orjson.loads(body))


@pytest.mark.control("EDG-08")
def test_every_reason_is_in_the_table() -> None:
    assert set(ENDINGS) == set(Reason)


@pytest.mark.control("EDG-08")
def test_codes_of_our_own_stay_out_of_the_range_of_the_protocol() -> None:
    assert all(ending.code >= 0 or ending.code in {-32602, -32603, -32020, -32022} for ending in ENDINGS.values())
    own = [ending.code for ending in ENDINGS.values() if ending.code > 0]
    assert len(own) == len(set(own))


def test_no_refusal_looks_like_a_dead_session() -> None:
    assert all(ending.legacy != 404 for ending in ENDINGS.values())


@pytest.mark.parametrize("reason", [Reason.DENIED, Reason.CONTENT_BLOCKED, Reason.TOO_LARGE])
@pytest.mark.parametrize("asked", [TOOL, legacy(TOOL)])
def test_a_model_is_told_in_a_result_why_its_tool_call_was_refused(reason: Reason, asked: Asked) -> None:
    reply = refusal(Deny(reason, "Ask your desk head."), asked)
    result = cast("JsonObject", said(reply.body)["result"])
    assert reply.status == 200 and result["isError"] is True
    assert result["content"] == [{"type": "text", "text": "Ask your desk head."}]
    assert result["_meta"] == {"strongroom/call": "c1", "strongroom/reason": str(reason)}
    assert result.get("resultType") == ("complete" if asked.era is Era.MODERN else None)


def test_other_calls_are_denied_with_an_error() -> None:
    asked = Asked(Era.MODERN, 1, "prompts/get", TargetKind.PROMPT, "p", "c1")
    assert refusal(Deny(Reason.DENIED, "no"), asked).status == 403
    assert refusal(Deny(Reason.DENIED, "no"), legacy(asked)).status == 200
    assert cast("JsonObject", said(refusal(Deny(Reason.DENIED, "no"), asked).body)["error"])["code"] == 4031


@pytest.mark.parametrize("asked", [TOOL, legacy(TOOL)])
def test_over_a_limit_both_eras_learn_when_to_come_back(asked: Asked) -> None:
    reply = refusal(Deny(Reason.RATE_LIMITED, "slow down", retry_after=1.25), asked)
    error = cast("JsonObject", said(reply.body)["error"])
    assert reply.status == 429 and (b"retry-after", b"2") in reply.headers
    assert cast("JsonObject", error["data"])["retryAfterMs"] == 1250


@pytest.mark.control("POL-03")
@pytest.mark.parametrize(
    ("kind", "named", "era", "code", "message"),
    [
        (TargetKind.TOOL, "finance__x", Era.MODERN, -32602, "Unknown tool: finance__x"),
        (TargetKind.PROMPT, "p", Era.LEGACY, -32602, "Unknown prompt: p"),
        (TargetKind.RESOURCE, "fin://x", Era.MODERN, -32602, "Resource not found"),
        (TargetKind.RESOURCE, "fin://x", Era.LEGACY, -32002, "Resource not found"),
        (TargetKind.CATALOG, "tools/list", Era.LEGACY, -32602, "Nothing of that name is here."),
    ],
)
def test_hidden_and_missing_are_told_in_the_same_words(kind: TargetKind, named: str, era: Era, code: int, message: str) -> None:
    asked = Asked(era, 1, "any", kind, named, "c1")
    hidden, missing = (refusal(Deny(Reason.NOT_FOUND, why), asked) for why in ("Your role may not see it.", "No such thing."))
    assert hidden == missing
    error = cast("JsonObject", said(hidden.body)["error"])
    assert (error["code"], error["message"]) == (code, message)
    assert ("uri" in cast("JsonObject", error["data"])) == (kind is TargetKind.RESOURCE)


def test_a_held_call_names_its_ticket() -> None:
    result = cast("JsonObject", said(held(Hold("t-1", "Needs a second pair of eyes."), TOOL).body)["result"])
    assert result["isError"] is True and cast("JsonObject", result["_meta"])["strongroom/ticket"] == "t-1"
    other = held(Hold("t-1", "wait"), TOOL._replace(method="resources/read", kind=TargetKind.RESOURCE))
    assert other.status == 403 and cast("JsonObject", said(other.body)["error"])["code"] == 4032


def test_who_is_not_known_gets_the_status_and_no_call() -> None:
    reply = unidentified(Deny(Reason.UNAUTHENTICATED, "who?"))
    assert reply.status == 401 and said(reply.body) == {"jsonrpc": "2.0", "id": None, "error": {"code": 4010, "message": "who?"}}
