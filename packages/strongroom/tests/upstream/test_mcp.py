"""One call to one server, over loopback."""

import asyncio
import json

import pytest
from support.carrying import LEGACY, Ask, carrier, drained, finance
from support.raw_server import Answer, Heard, events, response, saying, serving

from strongroom.core.json import JsonObject
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Event, Refusal
from strongroom.upstream.attempt import Attempt
from strongroom.upstream.settings import UpstreamSettings

RESULT = b'{"jsonrpc":"2.0","id":1,"result":{"n":12345678901234567890.10,"x-own":[]}}'


async def carried(answer: Answer, ask: Ask, *, settings: UpstreamSettings | None = None) -> tuple[Attempt, list[Event], list[Heard]]:
    async with serving(answer) as server, carrier(finance(server.url), settings=settings) as (upstream, _):
        attempt = await upstream.carry(ask.cleared(), "finance", server.url)
        return attempt, await drained(attempt.stream) if attempt.stream is not None else [], server.heard


@pytest.mark.control("IDN-05")
async def test_a_call_goes_out_as_the_caller_made_it_but_with_our_credentials_and_trace() -> None:
    params: JsonObject = {"name": "get", "arguments": {"n": 1.50}, "_meta": {"traceparent": "theirs", "baggage": "b", "tracestate": "s=1"}}
    ask = Ask(params=params, headers=((b"mcp-protocol-version", b"2026-07-28"), (b"mcp-name", b"get")))
    _, received, heard = await carried(saying(response(RESULT)), ask)
    traceparent = f"00-{'a' * 32}-{'b' * 16}-01"
    assert json.loads(heard[0].body)["params"] == {**params, "_meta": {"traceparent": traceparent, "tracestate": "s=1"}}
    assert b"1.5" in heard[0].body
    said = dict(heard[0].headers)
    assert said["authorization"] == "Bearer rita@urn:finance read"
    assert said["accept"] == "application/json, text/event-stream"
    assert (said["traceparent"], said["mcp-name"], said["content-type"]) == (traceparent, "get", "application/json")
    assert received == [Event(RESULT, last=True, message=json.loads(RESULT))]
    assert received[0].data == RESULT


@pytest.mark.control("EDG-05")
async def test_a_stream_comes_event_by_event_with_its_text_untouched() -> None:
    progress = b'{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1.0}}'
    attempt, received, _ = await carried(saying(events(progress, RESULT)), Ask())
    assert attempt.refusal is None
    assert [(one.data, one.last) for one in received] == [(progress, False), (RESULT, True)]


@pytest.mark.parametrize("status", ["202 Accepted", "204 No Content"])
async def test_a_notification_has_no_answer(status: str) -> None:
    _, received, heard = await carried(saying(f"HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n".encode()), Ask(id=None, method="notifications/x"))
    assert received == []
    assert b"traceparent" not in heard[0].body


async def test_the_servers_own_error_and_status_pass() -> None:
    body = b'{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}'
    _, received, _ = await carried(saying(response(body, status="404 Not Found")), Ask())
    assert (received[0].data, received[0].facts, received[0].last) == (body, {"status": "404"}, True)


async def test_a_session_that_is_gone_is_told_as_such() -> None:
    ask = Ask(version=LEGACY, sessions={"finance": "tag.s1"})
    _, received, heard = await carried(saying(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"), ask)
    assert received[0].facts == {"status": "404"}
    assert json.loads(received[0].data)["id"] == 1
    assert heard[0].header("mcp-session-id") == "s1"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (response(b"<h1>Oops at /srv/secret.py</h1>", status="500 Oops", kind="text/html"), Reason.UPSTREAM_UNAVAILABLE),
        (response(b"", status="503 Busy", more="retry-after: 7\r\n"), Reason.UPSTREAM_UNAVAILABLE),
        (response(b"", status="401 Unauthorized"), Reason.UPSTREAM_INVALID),
        (response(b"", status="302 Found", more="location: http://elsewhere/\r\n"), Reason.UPSTREAM_INVALID),
        (response(b"", status="400 Bad Request"), Reason.UPSTREAM_INVALID),
        (response(b"", status="404 Not Found"), Reason.UPSTREAM_INVALID),
        (response(b"garbage"), Reason.UPSTREAM_INVALID),
        (response(b"[]"), Reason.UPSTREAM_INVALID),
        (response(RESULT.replace(b'"id":1', b'"id":"1"')), Reason.UPSTREAM_INVALID),
        (response(RESULT.replace(b'"id":1', b'"id":2')), Reason.UPSTREAM_INVALID),
        (response(b'{"jsonrpc":"2.0","id":1,"result":{"a":1,"a":2}}'), Reason.UPSTREAM_INVALID),
        (response(b'{"jsonrpc":"2.0","id":1,"method":"sampling/createMessage"}'), Reason.UPSTREAM_INVALID),
        (response(RESULT, kind="text/plain"), Reason.UPSTREAM_INVALID),
        (response(RESULT, more="content-encoding: gzip\r\n"), Reason.UPSTREAM_INVALID),
        (response(b'{"jsonrpc":"2.0","id":1,"result":"%b"}' % (b"x" * 5000)), Reason.TOO_LARGE),
        (b"garbage\r\n\r\n", Reason.UPSTREAM_INVALID),
    ],
)
async def test_what_a_server_may_not_answer_is_refused_without_its_insides(answer: bytes, reason: Reason) -> None:
    attempt, _, _ = await carried(saying(answer), Ask(), settings=UpstreamSettings(message_bytes=4096))
    assert attempt.refusal is not None
    assert attempt.refusal.reason is reason
    assert attempt.sent
    assert "finance" in attempt.refusal.message
    assert "secret" not in attempt.refusal.message


async def test_a_server_that_says_when_to_come_back_is_quoted() -> None:
    attempt, _, _ = await carried(saying(response(b"", status="429 Slow down", more="retry-after: 7\r\n")), Ask())
    assert attempt.refusal is not None
    assert attempt.refusal.retry_after == 7.0


async def test_a_server_that_cannot_be_reached_was_sent_nothing() -> None:
    async with serving(saying(b"")) as server:
        url = server.url
    async with carrier(finance(url)) as (upstream, _):
        attempt = await upstream.carry(Ask().cleared(), "finance", url)
    assert attempt.refusal is not None
    assert (attempt.refusal.reason, attempt.sent) == (Reason.UPSTREAM_UNAVAILABLE, False)


async def test_a_silent_server_is_unavailable() -> None:
    async with serving(saying(b"")) as server, carrier(finance(server.url, answer_seconds=0.01)) as (upstream, _):
        attempt = await upstream.carry(Ask().cleared(), "finance", server.url)
        assert attempt.refusal is not None
        assert (attempt.refusal.reason, attempt.sent) == (Reason.UPSTREAM_UNAVAILABLE, True)


async def test_a_handshake_says_which_session_was_opened_and_where() -> None:
    answer = response(RESULT, more="mcp-session-id: abc\r\n")
    async with serving(saying(answer)) as one, serving(saying(answer)) as two, carrier(finance(one.url, two.url)) as (upstream, _):
        attempt = await upstream.carry(Ask(method="initialize", version=LEGACY).cleared(), "finance", two.url)
        assert attempt.stream is not None
        session = (await drained(attempt.stream))[0].facts["session:finance"]
        later = Ask(version=LEGACY, sessions={"finance": session}).cleared()
        assert upstream.pinned(later, "finance", [one.url, two.url]) == two.url
        await upstream.carry(later, "finance", two.url)
        assert two.heard[1].header("mcp-session-id") == "abc"


async def test_giving_up_tells_a_server_of_the_handshake_era() -> None:
    async def stream(heard: Heard, writer: asyncio.StreamWriter) -> None:
        if b"notifications/cancelled" in heard.body:
            writer.write(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n")
        else:
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")

    async with serving(stream) as server, carrier(finance(server.url)) as (upstream, _):
        attempt = await upstream.carry(Ask(version=LEGACY, id="a", sessions={"finance": "t.s1"}).cleared(), "finance", server.url)
        assert attempt.stream is not None
        await attempt.stream.close()
        await server.until(lambda: len(server.heard) == 2)
        assert json.loads(server.heard[1].body)["params"]["requestId"] == "a"
        assert server.heard[1].header("mcp-session-id") == "s1"


async def test_giving_up_on_a_stateless_server_just_hangs_up() -> None:
    stream = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
    async with serving(saying(stream)) as server, carrier(finance(server.url)) as (upstream, _):
        attempt = await upstream.carry(Ask().cleared(), "finance", server.url)
        assert attempt.stream is not None
        await attempt.stream.close()
        await server.until(lambda: server.closed == 1)
        assert len(server.heard) == 1


async def test_cancelling_before_any_answer_tells_a_server_of_the_handshake_era_too() -> None:
    async with serving(_only_cancellations) as server, carrier(finance(server.url)) as (upstream, _):
        call = asyncio.create_task(upstream.carry(Ask(version=LEGACY).cleared(), "finance", server.url))
        await server.until(lambda: len(server.heard) == 1)
        call.cancel()
        await asyncio.wait([call])
        await server.until(lambda: len(server.heard) == 2)
        assert b"notifications/cancelled" in server.heard[1].body


async def test_a_stream_is_resumed_after_the_event_that_was_seen_last() -> None:
    ask = Ask(version=LEGACY, verb="GET", resume="ev-7")
    _, received, heard = await carried(saying(events(RESULT)), ask)
    assert heard[0].line.startswith("GET ")
    assert (heard[0].header("last-event-id"), heard[0].header("accept")) == ("ev-7", "text/event-stream")
    assert received[0].last


async def test_the_end_of_a_session_is_passed_on() -> None:
    _, received, heard = await carried(saying(response(b"")), Ask(version=LEGACY, verb="DELETE", id=None, sessions={"finance": "t.s1"}))
    assert heard[0].line.startswith("DELETE ")
    assert received == []


async def test_a_stream_that_is_not_offered_is_told_as_such() -> None:
    _, received, _ = await carried(saying(response(b"", status="405 Method Not Allowed")), Ask(version=LEGACY, verb="GET", id=None))
    assert received[0].facts == {"status": "405"}


async def test_a_server_that_is_not_in_the_catalog_does_not_exist() -> None:
    async with carrier() as (upstream, _):
        attempt = await upstream.carry(Ask().cleared(), "finance", "http://127.0.0.1:1/")
    assert attempt.refusal is not None
    assert attempt.refusal.reason is Reason.NOT_FOUND


async def test_a_probe_takes_any_answer_but_a_fault_as_a_sign_of_life() -> None:
    async with (
        serving(saying(response(b"", status="401 Unauthorized"))) as well,
        serving(saying(response(b"", status="500 Oops"))) as ill,
        carrier() as (upstream, _),
    ):
        assert await upstream.probe(well.url) == ""
        assert "500" in await upstream.probe(ill.url)
        assert well.heard[0].header("authorization") is None
        gone = ill.url
    async with carrier() as (upstream, _):
        assert "no connection" in await upstream.probe(gone)


async def test_refused_credentials_send_nothing() -> None:
    async with serving(saying(response(RESULT))) as server, carrier(finance(server.url)) as (upstream, _):
        upstream._credentials = _NoCredentials()
        with pytest.raises(Refusal):
            await upstream.carry(Ask().cleared(), "finance", server.url)
        assert server.heard == []


async def _only_cancellations(heard: Heard, writer: asyncio.StreamWriter) -> None:
    if b"notifications/cancelled" in heard.body:
        writer.write(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n")


class _NoCredentials:
    def authorization(self, principal: object, audience: str, scopes: object) -> bytes:
        raise Refusal(Deny(Reason.UNAUTHENTICATED, f"{principal} {audience} {scopes}"))
