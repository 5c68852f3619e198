"""A server that has turned: what it says is bounded, what it claims is not believed, and nothing of its own reaches the caller but its answer."""

import asyncio
import json
import time

import pytest
from staging.hostile import Act, Heard, Json, tool
from staging.house import memory_kib
from staging.stage import Stage

pytestmark = pytest.mark.component

MIB = 1024 * 1024


def saying(data: bytes) -> Act:
    async def answer(heard: Heard) -> None:
        await heard.raw(data.replace(b"$ID", json.dumps(heard.message["id"]).encode()))
        heard.writer.close()

    return answer


def head(status: str, *lines: str) -> bytes:
    return ("\r\n".join((f"HTTP/1.1 {status}", *lines)) + "\r\n\r\n").encode()


def framed(body: bytes, *lines: str, status: str = "200 OK") -> bytes:
    return head(status, "content-type: application/json", f"content-length: {len(body)}", *lines) + body


DEEP = b'{"jsonrpc":"2.0","id":1,"result":{"content":[],"structuredContent":' + b"[" * 100 + b"]" * 100 + b"}}"
WIDE = b'{"jsonrpc":"2.0","id":1,"result":{"content":[],"structuredContent":{' + b",".join(b'"%d":0' % number for number in range(600_000)) + b"}}}"
CROOKED = {
    "a redirect": head("302 Found", "location: http://127.0.0.1:1/", "content-length: 0"),
    "a permanent redirect": head("308 Permanent Redirect", "location: http://169.254.169.254/", "content-length: 0"),
    "no HTTP": b"SSH-2.0-OpenSSH\r\n\r\n",
    "nothing": b"",
    "half a head": b"HTTP/1.1 200 OK\r\ncontent-type: appl",
    "two lengths": head("200 OK", "content-type: application/json", "content-length: 5", "content-length: 6") + b"{}",
    "length and chunks": head("200 OK", "content-type: application/json", "content-length: 5", "transfer-encoding: chunked") + b"0\r\n\r\n",
    "a length that lies": head("200 OK", "content-type: application/json", "content-length: 500") + b"{}",
    "compressed": framed(b"\x1f\x8b\x08", "content-encoding: gzip"),
    "a page": head("200 OK", "content-type: text/html", "content-length: 4") + b"<a/>",
    "no JSON": framed(b"{nonsense"),
    "a list": framed(b"[]"),
    "another answer": framed(b'{"jsonrpc":"2.0","id":"somebody-elses","result":{}}'),
    "another type of id": framed(b'{"jsonrpc":"2.0","id":"1","result":{}}'),
    "a question": framed(b'{"jsonrpc":"2.0","id":1,"method":"sampling/createMessage","params":{}}'),
    "result and error": framed(b'{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":"x"}}'),
    "a result twice": framed(b'{"jsonrpc":"2.0","id":1,"result":{"a":1},"result":{"a":2}}'),
    "100 deep": framed(DEEP),
    "600,000 members": framed(WIDE),
    "credentials wanted": head("401 Unauthorized", 'www-authenticate: Basic realm="give me your password"', "content-length: 0"),
    "a fault": head("500 Oops", "content-type: text/plain", "content-length: 21") + b"at /srv/bank/secret.py",
    "a question on a stream": head("200 OK", "content-type: text/event-stream")
    + b'data: {"jsonrpc":"2.0","id":7,"method":"sampling/createMessage","params":{}}\n\n',
    "a stream without an answer": head("200 OK", "content-type: text/event-stream") + b": hello\n\n",
    "a stream of nonsense": head("200 OK", "content-type: text/event-stream") + b"data: nonsense\n\n",
    "a line without an end": head("200 OK", "content-type: text/event-stream") + b"data: " + b"x" * (9 * MIB),
    "too much": framed(b'{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"' + b"x" * (5 * MIB) + b'"}]}}'),
}


@pytest.mark.control("EDG-08")
@pytest.mark.parametrize("how", list(CROOKED))
def test_whatever_a_server_says_the_caller_gets_one_well_formed_refusal(stage: Stage, how: str) -> None:
    stage.alpha.tools["open_crooked"] = saying(CROOKED[how])
    said = stage.house.call("open_crooked", server="alpha", token=stage.house.token("alpha", f"caller of {how}"))
    assert said.reason in {"upstream_invalid", "upstream_unavailable", "too_large"}, (said.status, said.body[:300])
    for leak in ("location", "www-authenticate", "set-cookie", "content-encoding"):
        assert not said.header(leak)
    for word in ("169.254", "password", "secret.py", "somebody", "nonsense", "SSH", str(stage.alpha.port)):
        assert word not in said.text
    assert stage.house.sealed(said.call)["outcome"] == said.reason
    for _ in range(5):
        if stage.house.call("open_echo", server="alpha").status == 200:
            break
        time.sleep(1.5)
    assert stage.house.call("open_echo", server="alpha").status == 200, "and the next call finds the server again"


def test_no_header_of_a_server_reaches_the_caller(stage: Stage) -> None:
    async def chatty(heard: Heard) -> None:
        lines = (
            "set-cookie: a=1",
            "mcp-session-id: theirs",
            "strongroom-call: forged",
            "x-evil: 1",
            "access-control-allow-origin: *",
            "server: evil",
            "link: <x>",
        )
        body = b'{"jsonrpc":"2.0","id":1,"result":{"resultType":"complete","content":[]}}'
        await heard.raw(framed(body, *lines))

    stage.alpha.tools["open_chatty"] = chatty
    said = stage.house.call("open_chatty", server="alpha")
    assert said.status == 200
    assert {name for name, _ in said.headers} <= {"date", "content-type", "content-length", "strongroom-call", "connection"}
    assert said.call != "forged"


def test_a_stream_without_end_is_ended_and_memory_stays(stage: Stage) -> None:
    async def endless(heard: Heard) -> None:
        await heard.begin()
        line = json.dumps({"jsonrpc": "2.0", "method": "notifications/message", "params": {"level": "info", "data": "x" * 60_000}})
        while not heard.gone.is_set():
            await heard.event(json.loads(line))
            await asyncio.sleep(0)

    process = stage.house.process
    assert process is not None
    size = memory_kib(process.pid)
    stage.alpha.tools["open_endless"] = endless
    said = stage.house.call("open_endless", server="alpha")
    assert len(said.body) < 80 * MIB
    assert said.reason == "too_large"
    assert memory_kib(process.pid) - size < 150 * 1024


def test_a_hundred_thousand_tools_are_cut_to_what_may_be_seen_or_refused_in_bounded_time(stage: Stage) -> None:
    entries: list[Json] = [tool(f"{'open' if number % 1000 == 0 else 'hidden'}_{number}") for number in range(60_000)]

    async def many(heard: Heard) -> None:
        await heard.result({"tools": entries, "ttlMs": 0, "cacheScope": "private"})

    stage.alpha.acts["tools/list"] = many
    try:
        begun = time.perf_counter()
        said = stage.house.send("tools/list", server="alpha")
        took = time.perf_counter() - begun
    finally:
        del stage.alpha.acts["tools/list"]
    assert took < 8
    assert said.status in {200, 413}
    assert "hidden_" not in said.text


@pytest.mark.control("PRO-04")
@pytest.mark.parametrize("place", ["log", "log as text", "progress", "error", "error as text"])
def test_a_masked_field_is_masked_in_what_comes_beside_the_answer(stage: Stage, place: str) -> None:
    holder: Json = {"holder": "Wilhelmina Featherstone", "other": "kept"}

    async def beside(heard: Heard) -> None:
        if place.startswith("error"):
            await heard.error(-32000, "no", holder if place == "error" else json.dumps(holder))
            return
        await heard.begin()
        if place == "progress":
            progress: Json = {"progressToken": "p", "progress": 1, "message": json.dumps(holder)}
            await heard.event({"jsonrpc": "2.0", "method": "notifications/progress", "params": progress})
        else:
            data: Json = holder if place == "log" else json.dumps(holder)
            await heard.event({"jsonrpc": "2.0", "method": "notifications/message", "params": {"level": "info", "data": data}})
        await heard.last({"content": [], "structuredContent": holder})

    stage.alpha.tools["masked_beside"] = beside
    said = stage.house.call("masked_beside", server="alpha", meta={"io.modelcontextprotocol/logLevel": "debug"})
    assert "Wilhelmina" not in said.text
    assert "kept" in said.text


@pytest.mark.control("POL-03")
@pytest.mark.parametrize("server", ["", "alpha"])
def test_a_standing_stream_tells_nobody_of_hidden_resources(stage: Stage, server: str) -> None:
    async def announce(heard: Heard) -> None:
        await heard.begin()
        for uri in ("alpha://secret/a", "alpha://open/a", "beta://x", "ALPHA://secret/a"):
            await heard.event({"jsonrpc": "2.0", "method": "notifications/resources/updated", "params": {"uri": uri}})
        await heard.raw(b"0\r\n\r\n")

    stage.alpha.acts["GET"] = announce
    try:
        session = stage.house.handshake(server=server)
        said = stage.house.ask("GET", server=server, session=session)
    finally:
        del stage.alpha.acts["GET"]
    assert said.text.count("resources/updated") == 1
    assert "alpha://open/a" in said.text
    assert "secret" not in said.text


def test_subscribing_to_what_is_hidden_subscribes_to_nothing(stage: Stage) -> None:
    stage.alpha.heard.clear()
    notifications: Json = {"resourceSubscriptions": ["alpha://secret/a", "alpha://open/a"], "toolsListChanged": True}
    stage.house.send("subscriptions/listen", {"notifications": notifications}, server="alpha")
    asked = next(one for one in stage.alpha.heard if one.method == "subscriptions/listen")
    assert b"secret" not in asked.body
    assert b"alpha://open/a" in asked.body
    assert stage.house.legacy("resources/subscribe", {"uri": "alpha://secret/a"}, server="alpha").error["message"] == "Resource not found"
