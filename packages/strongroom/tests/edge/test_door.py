"""Requests at the doors, end to end through a real engine: eras, refusals, sessions, hanging up, and stopping."""

import asyncio

import orjson
import pytest
from support.doors import ALLOWED, BASE, PUBLIC, Client, Stops, build, modern, note, result, routing

from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Hold
from strongroom.core.target import Target, TargetKind
from strongroom.edge.settings import EdgeSettings

TOKEN = (b"authorization", b"Bearer alice")
POST = (*BASE, TOKEN)


async def test_a_modern_call_comes_back_as_it_was_answered(client: Client, stops: Stops) -> None:
    answer = await client.call("tools/call", {"name": "get", "arguments": {"a": 1}})
    assert (answer.status, answer.headers["content-type"], answer.json) == (200, "application/json", {"jsonrpc": "2.0", "id": "q1", "result": {"ok": True}})
    assert answer.headers["strongroom-call"] == stops.calls[0].id
    assert stops.sealed == [(stops.calls[0].id, Reason.ALLOWED)]


async def test_the_door_to_all_servers_knows_tools_by_joined_names(client: Client, stops: Stops) -> None:
    await client.call("tools/call", {"name": "finance__get"}, "/mcp")
    assert stops.calls[0].target == Target(TargetKind.TOOL, "finance", "get")
    assert orjson.loads(stops.calls[0].request.body)["params"]["name"] == "get"
    assert (b"mcp-name", b"get") in stops.calls[0].request.headers


@pytest.mark.control("POL-03")
async def test_hidden_and_missing_tools_answer_alike_and_are_both_sealed(client: Client, stops: Stops) -> None:
    hidden = await client.call("tools/call", {"name": "finance__hidden"}, "/mcp")
    missing = await client.call("tools/call", {"name": "nosuch__missing"}, "/mcp")
    unjoined = await client.call("tools/call", {"name": "plain"}, "/mcp")
    for answer, name in ((hidden, "finance__hidden"), (missing, "nosuch__missing"), (unjoined, "plain")):
        assert answer.status == 400
        assert (answer.error["code"], answer.error["message"]) == (-32602, f"Unknown tool: {name}")
        assert set(answer.headers) == {"content-length", "content-type", "cache-control", "strongroom-call"}
    assert [reason for _, reason in stops.sealed] == [Reason.NOT_FOUND] * 3


@pytest.mark.control("EDG-06")
async def test_without_a_token_the_challenge_says_where_to_get_one(client: Client) -> None:
    answer = await client.request("POST", "/mcp/finance", b"{}", BASE)
    assert answer.status == 401
    assert answer.headers["www-authenticate"] == f'Bearer resource_metadata="{PUBLIC}/.well-known/oauth-protected-resource/mcp/finance", scope="bank.read"'
    assert client.refused == [(Reason.UNAUTHENTICATED, "10.0.0.9")]


@pytest.mark.control("IDN-01")
async def test_a_token_is_asked_for_with_the_resource_of_its_door(client: Client) -> None:
    await client.call("tools/list", path="/mcp")
    await client.call("tools/list", path="/mcp/risk")
    assert client.tokens.asked == [("alice", f"{PUBLIC}/mcp"), ("alice", f"{PUBLIC}/mcp/risk")]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [(b"{", 400, -32700), (b"[]", 400, -32600), (b"[1]", 400, -32600), (b"null", 400, -32600), (b'{"jsonrpc":"2.0","id":null,"method":"x"}', 400, -32600)],
)
async def test_what_is_no_message_is_refused_before_it_is_a_call(client: Client, stops: Stops, body: bytes, status: int, code: int) -> None:
    answer = await client.request("POST", "/mcp/finance", body, (*POST, (b"mcp-protocol-version", b"2026-07-28")))
    assert (answer.status, answer.error["code"]) == (status, code)
    assert not stops.sealed and client.refused


async def test_the_form_of_a_request_is_checked_before_its_caller(client: Client) -> None:
    async def status(*lines: tuple[bytes, bytes]) -> int:
        return (await client.request("POST", "/mcp", b"{}", lines)).status

    assert await status((b"host", b"127.0.0.1:8700"), (b"content-type", b"text/plain")) == 415
    assert await status((b"host", b"127.0.0.1:8700"), (b"content-type", b"application/json"), (b"accept", b"application/json")) == 406
    assert await status(*BASE, (b"origin", b"https://evil.example")) == 403
    assert (await client.request("PUT", "/mcp", b"", BASE)).status == 405
    assert (await client.request("POST", "/mcp", b"a" * (4 * 1024 * 1024 + 1), POST)).status == 413
    assert (await client.request("GET", "/mcp", b"", (*POST, (b"mcp-protocol-version", b"2026-07-28")))).headers["allow"] == "POST"


async def test_a_modern_notification_is_acknowledged_and_dropped(client: Client, stops: Stops) -> None:
    answer = await client.send({"jsonrpc": "2.0", "method": "notifications/cancelled"}, headers=((b"mcp-protocol-version", b"2026-07-28"),))
    assert (answer.status, answer.body) == (202, b"") and not stops.calls


async def test_a_denied_tool_call_is_a_result_that_a_model_can_read(client: Client, stops: Stops) -> None:
    stops.gate = lambda call: Deny(Reason.DENIED, "Over your limit.")
    answer = await client.call("tools/call", {"name": "pay"})
    assert answer.status == 200
    assert answer.json["result"] == {
        "content": [{"type": "text", "text": "Over your limit."}],
        "isError": True,
        "resultType": "complete",
        "_meta": {"strongroom/call": answer.headers["strongroom-call"], "strongroom/reason": "denied"},
    }


async def test_scope_and_step_up_are_challenges_at_this_door(client: Client, stops: Stops) -> None:
    stops.gate = lambda call: Deny(Reason.INSUFFICIENT_SCOPE, "More scope.", scopes=("pay.write",))
    answer = await client.call("tools/call", {"name": "pay"})
    assert answer.status == 403 and 'scope="pay.write"' in answer.headers["www-authenticate"]
    stops.gate = lambda call: Deny(Reason.STEP_UP_REQUIRED, "A code.", data={"acr_values": "2", "max_age": 300})
    answer = await client.call("tools/call", {"name": "pay"})
    assert answer.status == 401 and 'acr_values="2", max_age="300"' in answer.headers["www-authenticate"]


async def test_a_held_call_is_told_its_ticket(client: Client, stops: Stops) -> None:
    stops.gate = lambda call: Hold("t-9", "Waits for approval.")
    assert "t-9" in (await client.call("tools/call", {"name": "pay"})).body.decode()


async def test_several_messages_are_a_stream(client: Client, stops: Stops) -> None:
    stops.answer = lambda call: [note("one"), note("two"), result(call)]
    answer = await client.call("tools/call", {"name": "get"})
    assert answer.headers["content-type"] == "text/event-stream" and answer.headers["x-accel-buffering"] == "no"
    assert [event.get("id") for event in answer.events] == [None, None, "q1"] and not answer.ids


async def test_a_handshake_gives_a_session_that_carries_the_servers_own(client: Client, stops: Stops) -> None:
    stops.answer = lambda call: [result(call, {"protocolVersion": "2025-06-18"}, session__finance="up-1")]
    opened = await client.send({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18"}})
    session = (b"mcp-session-id", opened.headers["mcp-session-id"].encode())
    stops.answer = lambda call: [result(call)]
    await client.send({"jsonrpc": "2.0", "id": 2, "method": "tools/list"}, headers=(session,))
    assert stops.calls[1].request.sessions == {"finance": "up-1"} and stops.calls[1].request.version == "2025-06-18"
    stolen = await client.send({"jsonrpc": "2.0", "id": 3, "method": "tools/list"}, token="bob", headers=(session,))
    assert (stolen.status, stolen.error) == (404, {"code": -32600, "message": "Session not found"}) and stolen.json["id"] == 3


async def test_a_deleted_session_is_gone(client: Client, stops: Stops) -> None:
    stops.answer = lambda call: [result(call, {}, session__finance="up-1")] if call.request.method == "initialize" else []
    opened = await client.send({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}})
    session = (b"mcp-session-id", opened.headers["mcp-session-id"].encode())
    ended = await client.request("DELETE", "/mcp/finance", b"", (*POST, session))
    assert ended.status == 200 and stops.calls[1].request.verb == "DELETE" and stops.calls[1].request.sessions == {"finance": "up-1"}
    assert (await client.send({"jsonrpc": "2.0", "id": 2, "method": "ping"}, headers=(session,))).status == 404
    assert (await client.request("DELETE", "/mcp/finance", b"", POST)).status == 400


async def test_a_client_without_session_is_served_as_far_as_its_server_does(client: Client, stops: Stops) -> None:
    assert (await client.send({"jsonrpc": "2.0", "id": 2, "method": "tools/list"})).status == 200
    assert stops.calls[0].request.version == "2025-03-26" and not stops.calls[0].request.sessions


async def test_notifications_and_answers_of_legacy_clients_go_upstream(client: Client, stops: Stops) -> None:
    assert (await client.send({"jsonrpc": "2.0", "method": "notifications/initialized"})).status == 202
    assert (await client.send({"jsonrpc": "2.0", "id": 'finance/"a"', "result": {"x": 1}}, "/mcp")).status == 202
    assert [call.request.method for call in stops.calls] == ["notifications/initialized", "response"]
    assert stops.calls[1].target.server == "finance" and orjson.loads(stops.calls[1].request.body) == {"jsonrpc": "2.0", "id": "a", "result": {"x": 1}}
    stray = await client.send({"jsonrpc": "2.0", "id": 7, "result": {}}, "/mcp")
    assert stray.status == 400 and len(stops.calls) == 2


async def test_a_refused_notification_has_no_answer_but_its_acknowledgement(client: Client, stops: Stops) -> None:
    stops.gate = lambda call: Deny(Reason.DENIED, "no")
    assert (await client.send({"jsonrpc": "2.0", "method": "notifications/initialized"})).status == 202


async def test_hanging_up_cancels_a_modern_call_and_seals_it(client: Client, stops: Stops) -> None:
    stops.park = asyncio.Event()
    asking = asyncio.create_task(client.call("tools/call", {"name": "slow"}))
    await stops.entered.wait()
    client.hang_up.set()
    await asyncio.wait_for(asking, 2)
    assert stops.sealed[0][1] is Reason.CLIENT_GONE and stops.streams[0].closed


async def test_hanging_up_on_a_stream_that_can_be_resumed_lets_a_legacy_call_run_on(client: Client, stops: Stops) -> None:
    stops.park = asyncio.Event()
    stops.answer = lambda call: [note("one", mark="ev-1"), result(call)]
    asking = asyncio.create_task(client.send({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "slow"}}))
    await stops.entered.wait()
    while not client.response.ids:
        await asyncio.sleep(0)
    client.hang_up.set()
    while not all(flight.watch and flight.watch.done() for flight in client.door.flights.steady):
        await asyncio.sleep(0.01)
    assert not asking.done()
    stops.park.set()
    await asyncio.wait_for(asking, 2)
    assert stops.sealed[0][1] is Reason.ALLOWED


@pytest.mark.control("OPS-01")
async def test_stopping_lets_calls_finish_and_cuts_those_that_do_not(client: Client, stops: Stops) -> None:
    stops.park = asyncio.Event()
    asking = asyncio.create_task(client.call("tools/call", {"name": "slow"}))
    await stops.entered.wait()
    assert await client.app.drain(0.01) == 1
    answer = await asking
    assert answer.status == 503 and answer.headers["retry-after"] == "1" and answer.error["code"] == 5031
    assert stops.sealed[0][1] is Reason.CUT
    late = build(stops)
    late.door.flights.draining = True
    assert (await late.call("tools/list")).status == 503


async def test_a_body_that_never_comes_is_not_waited_for(stops: Stops) -> None:
    client = build(stops, EdgeSettings(public_url=PUBLIC, body_seconds=0.05))
    answer = await asyncio.wait_for(client.request("POST", "/mcp/finance", b"", (*POST, (b"content-length", b"5")), stalled=True), 3)
    assert answer.status == 408 and answer.headers["connection"] == "close" and not stops.sealed


async def test_a_batch_of_the_one_revision_that_has_them_is_answered_on_one_stream(client: Client, stops: Stops) -> None:
    messages = [
        {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "get"}},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "hidden"}},
    ]
    answer = await client.request("POST", "/mcp/finance", orjson.dumps(messages), POST)
    assert answer.status == 200 and [event["id"] for event in answer.events] == [1, 2]
    assert [reason for _, reason in stops.sealed] == [Reason.ALLOWED, Reason.ALLOWED, Reason.NOT_FOUND]
    other = await client.request("POST", "/mcp/finance", orjson.dumps(messages), (*POST, (b"mcp-protocol-version", b"2025-11-25")))
    assert (other.status, other.error["code"]) == (400, -32600)


async def test_a_subscription_loses_what_its_caller_may_not_see(client: Client, stops: Stops) -> None:
    message = modern("subscriptions/listen", {"notifications": {"resourceSubscriptions": ["fin://a", "fin://secret", "other://x"]}})
    await client.send(message, "/mcp", headers=routing(message))
    assert orjson.loads(stops.calls[0].request.body)["params"]["notifications"] == {"resourceSubscriptions": ["fin://a"]}


async def test_the_status_of_the_server_behind_is_passed_on_where_it_means_something(client: Client, stops: Stops) -> None:
    stops.answer = lambda call: [result(call, status="404")]
    assert (await client.call("tools/list")).status == 404
    stops.answer = lambda call: [result(call, status="301")]
    assert (await client.call("tools/list")).status == 200


async def test_a_purpose_reaches_policy(client: Client, stops: Stops) -> None:
    stops.gate = lambda call: call.decided(ALLOWED)
    await client.call("tools/call", {"name": "get"}, headers=((b"strongroom-purpose", b"kyc"),))
    assert stops.calls[0].purpose == "kyc"
