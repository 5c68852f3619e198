"""A message becomes the call of the right target, or of none, which is a call as well."""

import orjson
import pytest
from support.doors import ALICE, House

from strongroom.core.call import Call
from strongroom.core.clock import SystemClock, SystemEntropy
from strongroom.core.json import JsonObject
from strongroom.core.target import Target, TargetKind
from strongroom.edge.calls import Caller, Calls
from strongroom.edge.sessions import NO_SESSION, Session
from strongroom.wire import jsonrpc
from strongroom.wire.mcp.headers import ProtocolHeaders
from strongroom.wire.mcp.inbound import read_inbound


def call(method: str, params: JsonObject, endpoint: str = "") -> Call:
    body = orjson.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
    inbound = read_inbound(ProtocolHeaders(version="2025-11-25"), jsonrpc.parse(body))
    calls = Calls(House(), House(), SystemClock(), SystemEntropy())
    return calls.from_message(inbound, Caller(ALICE, endpoint, Session("t", "2025-11-25", {"finance": "s"}), "p", {}))


@pytest.mark.parametrize(
    ("method", "params", "target"),
    [
        ("tools/call", {"name": "finance__a__b"}, Target(TargetKind.TOOL, "finance", "a__b")),
        ("tools/call", {"name": "plain"}, Target(TargetKind.TOOL, "", "plain")),
        ("tools/call", {"name": "Bad Name__x"}, Target(TargetKind.TOOL, "", "Bad Name__x")),
        ("prompts/get", {"name": "risk__p"}, Target(TargetKind.PROMPT, "risk", "p")),
        ("resources/read", {"uri": "fin://a"}, Target(TargetKind.RESOURCE, "finance", "fin://a")),
        ("resources/subscribe", {"uri": "other://a"}, Target(TargetKind.RESOURCE, "", "other://a")),
        ("completion/complete", {"ref": {"type": "ref/prompt", "name": "risk__p"}}, Target(TargetKind.COMPLETION, "risk", "p")),
        ("completion/complete", {"ref": {"type": "ref/resource", "uri": "fin://{x}"}}, Target(TargetKind.COMPLETION, "finance", "fin://{x}")),
        ("tools/list", {}, Target(TargetKind.CATALOG, "", "tools/list")),
        ("initialize", {}, Target(TargetKind.SESSION, "", "initialize")),
    ],
)
def test_at_the_door_to_all_servers_the_name_says_whose_it_is(method: str, params: JsonObject, target: Target) -> None:
    assert call(method, params).target == target


@pytest.mark.parametrize(("method", "params"), [("tools/call", {"name": "finance__x"}), ("resources/read", {"uri": "other://a"}), ("tools/list", {})])
def test_at_the_door_of_one_server_everything_is_that_servers(method: str, params: JsonObject) -> None:
    made = call(method, params, "risk")
    assert made.target.server == "risk" and made.request.endpoint == "risk"
    assert orjson.loads(made.request.body)["params"] == params


def test_a_call_carries_what_the_road_needs() -> None:
    made = call("tools/call", {"name": "finance__pay", "arguments": {"amount": 5}})
    assert made.arguments == {"amount": 5} and made.principal is ALICE and made.peer == "p" and len(made.id) == 32
    assert made.request.sessions == {"finance": "s"} and made.request.headers == ((b"mcp-protocol-version", b"2025-11-25"),)


def test_every_call_has_an_id_and_a_span_of_its_own() -> None:
    made = [call("ping", {}) for _ in range(50)]
    assert len({one.id for one in made}) == len({one.trace.span_id for one in made}) == 50


def test_requests_without_a_body_are_calls_too() -> None:
    calls = Calls(House(), House(), SystemClock(), SystemEntropy())
    caller = Caller(ALICE, "finance", NO_SESSION, "p", {})
    listening, ending = calls.listening(caller), calls.ending(caller)
    assert (listening.target.kind, listening.request.verb, listening.request.id) == (TargetKind.STREAM, "GET", None)
    assert (ending.target.kind, ending.request.verb, ending.request.version) == (TargetKind.SESSION, "DELETE", "2025-03-26")
