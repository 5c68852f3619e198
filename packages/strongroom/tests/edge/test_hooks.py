"""Taking a stream up again runs the road of its own call; nothing that another call would mask leaks through it."""

import orjson
import pytest
from support.doors import BASE, Client, Lines, Stops, note, result

from strongroom.core.call import Call
from strongroom.core.json import Json
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Event
from strongroom.core.target import Target, TargetKind

GET: Lines = (BASE[0], (b"accept", b"text/event-stream"))


async def open_session(client: Client, stops: Stops) -> tuple[bytes, bytes]:
    stops.answer = lambda call: [result(call, {"protocolVersion": "2025-11-25"}, session__finance="up-1")]
    opened = await client.send({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}})
    return (b"mcp-session-id", opened.headers["mcp-session-id"].encode())


async def begin_stream(client: Client, stops: Stops, session: tuple[bytes, bytes]) -> str:
    stops.answer = lambda call: [note("MASKME 1", mark="ev-1"), note("MASKME 2", mark="ev-2")]
    message: Json = {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "get", "arguments": {"id": "A1"}}}
    broken = await client.send(message, headers=(session, (b"strongroom-purpose", b"kyc")))
    assert "ev-1" not in broken.body.decode() and len(broken.ids) == 2 and b"MASKME" not in broken.body
    return broken.ids[0]


async def resume(client: Client, session: tuple[bytes, bytes], position: str, token: bytes = b"alice", path: str = "/mcp/finance") -> int:
    lines = (*GET, session, (b"authorization", b"Bearer " + token), (b"last-event-id", position.encode()))
    return (await client.request("GET", path, b"", lines)).status


async def test_a_resumed_stream_is_the_same_call_with_the_same_masks(client: Client, stops: Stops) -> None:
    session = await open_session(client, stops)
    position = await begin_stream(client, stops, session)
    stops.answer = lambda call: [note("MASKME 2", mark="ev-2"), result(call, {"secret": "MASKME"})]
    assert await resume(client, session, position) == 200
    call = stops.calls[-1]
    assert (call.target, call.request.verb, call.request.resume, call.request.id) == (Target(TargetKind.TOOL, "finance", "get"), "GET", "ev-1", 7)
    assert call.arguments == {"id": "A1"} and call.purpose == "kyc" and call.request.sessions == {"finance": "up-1"}
    assert client.response.events[-1] == {"jsonrpc": "2.0", "id": 7, "result": {"secret": "******"}}


async def test_the_resumed_call_is_decided_anew(client: Client, stops: Stops) -> None:
    session = await open_session(client, stops)
    position = await begin_stream(client, stops, session)
    stops.gate = lambda call: Deny(Reason.DENIED, "no longer")
    await resume(client, session, position)
    assert b'"isError":true' in client.response.body and stops.sealed[-1][1] is Reason.DENIED


@pytest.mark.control("EDG-07")
async def test_a_position_is_worth_nothing_to_others_or_elsewhere(client: Client, stops: Stops) -> None:
    session = await open_session(client, stops)
    position = await begin_stream(client, stops, session)
    asked = len(stops.calls)
    assert await resume(client, session, position, token=b"bob") == 404
    assert await resume(client, (b"x-none", b""), position) == 400
    assert await resume(client, session, "ev-1") == 400
    assert await resume(client, session, position[:-2]) == 400
    assert len(stops.calls) == asked


async def test_another_calls_answer_replayed_on_a_resumed_stream_is_dropped(client: Client, stops: Stops) -> None:
    session = await open_session(client, stops)
    position = await begin_stream(client, stops, session)

    def replay(call: Call) -> list[Event]:
        strangers = [Event(orjson.dumps({"jsonrpc": "2.0", "id": other, "result": {"leak": 1}})) for other in (8, "7", 7.0, None)]
        return [*strangers, result(call)]

    stops.answer = replay
    assert await resume(client, session, position) == 200
    assert [event["id"] for event in client.response.events if type(event["id"]) is int] == [7] and b"leak" not in client.response.body


async def test_a_standing_stream_carries_notifications_and_never_answers(client: Client, stops: Stops) -> None:
    session = await open_session(client, stops)
    leak = Event(orjson.dumps({"jsonrpc": "2.0", "id": 7, "result": {"leak": 1}}))
    last = Event(orjson.dumps({"jsonrpc": "2.0", "id": 7, "result": {"leak": 2}}), last=True)
    stops.answer = lambda call: [note("hello", mark="st-1"), leak, last]
    answer = await client.request("GET", "/mcp/finance", b"", (*GET, session, (b"authorization", b"Bearer alice")))
    assert answer.status == 200 and len(answer.events) == 1 and b"leak" not in answer.body and answer.done
    assert stops.calls[-1].target == Target(TargetKind.STREAM, "finance", "notifications/listen")


async def test_a_standing_stream_that_the_server_does_not_offer_says_so(client: Client, stops: Stops) -> None:
    session = await open_session(client, stops)
    error = orjson.dumps({"jsonrpc": "2.0", "id": None, "error": {"code": -32600, "message": "Not offered"}})
    stops.answer = lambda call: [Event(error, last=True, facts={"status": "405"})]
    assert (await client.request("GET", "/mcp/finance", b"", (*GET, session, (b"authorization", b"Bearer alice")))).status == 405


async def test_a_standing_stream_needs_a_session(client: Client) -> None:
    assert (await client.request("GET", "/mcp/finance", b"", (*GET, (b"authorization", b"Bearer alice")))).status == 405
    assert (await client.request("GET", "/mcp/finance", b"", (BASE[0], (b"authorization", b"Bearer alice")))).status == 406


async def test_a_call_too_large_for_a_position_has_a_stream_without_ids(client: Client, stops: Stops) -> None:
    session = await open_session(client, stops)
    stops.answer = lambda call: [note("one", mark="ev-1"), result(call)]
    message: Json = {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "get", "arguments": {"text": "a" * 3000}}}
    assert not (await client.send(message, headers=(session,))).ids
