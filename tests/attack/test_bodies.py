"""Requests that want to be read two ways, or to cost more than they should: smuggled, doubled, deep, wide, large, slow."""

import json
import re
import socket
import time

import pytest
from staging.hostile import Json
from staging.house import memory_kib, modern
from staging.stage import Stage
from staging.wire import Asked, exchange, parse

pytestmark = pytest.mark.component

MIB = 1024 * 1024
_STATUS = re.compile(rb"HTTP/1\.1 ([0-9]{3}) ")


def _request(stage: Stage, *, line: str = "POST /mcp/alpha HTTP/1.1", host: str | None = None, framing: bytes = b"", body: bytes = b"") -> bytes:
    """A whole, otherwise perfect request with the framing of an attacker."""
    token = stage.house.token("alpha")
    host_line = f"Host: 127.0.0.1:{stage.house.port}\r\n" if host is None else host
    head = (
        f"{line}\r\n{host_line}Authorization: Bearer {token}\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
        "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: open_echo\r\nConnection: close\r\n"
    )
    return head.encode() + framing + b"\r\n" + body


def _body() -> bytes:
    return json.dumps(modern("tools/call", {"name": "open_echo", "arguments": {"smuggled": True}}, {})[0]).encode()


def _probes(stage: Stage) -> dict[str, bytes]:
    body = _body()
    length = b"Content-Length: %d\r\n" % len(body)
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    coding = b"Transfer-Encoding: chunked\r\n"
    bad_host = f"Host: 127.0.0.1:{stage.house.port}\r\nHost: evil.example\r\n"
    return {
        "length and chunks": _request(stage, framing=length + coding, body=chunked),
        "bare line feeds": _request(stage, framing=length, body=body).replace(b"\r\n", b"\n"),
        "bare line feed in a chunk": _request(stage, framing=coding, body=b"%x\n%b\n0\n\n" % (len(body), body)),
        "chunk size in hex with a prefix": _request(stage, framing=coding, body=b"0x%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)),
        "folded line": _request(stage, framing=b"X-Folded: a\r\n b\r\n" + length, body=body),
        "two hosts": _request(stage, host=bad_host, framing=length, body=body),
        "no host": _request(stage, host="", framing=length, body=body),
        "chunks in HTTP/1.0": _request(stage, line="POST /mcp/alpha HTTP/1.0", framing=coding, body=chunked),
        "address of another": _request(stage, line="POST http://evil.example/mcp/alpha HTTP/1.1", framing=length, body=body),
        "two lengths": _request(stage, framing=length + b"Content-Length: 1\r\n", body=body),
        "a list of lengths": _request(stage, framing=b"Content-Length: %d, %d\r\n" % (len(body), len(body)), body=body),
        "a signed length": _request(stage, framing=b"Content-Length: +%d\r\n" % len(body), body=body),
        "an unknown coding": _request(stage, framing=b"Transfer-Encoding: xchunked\r\n", body=chunked),
        "a space before the colon": _request(stage, framing=b"Transfer-Encoding : chunked\r\n", body=chunked),
        "a NUL in a header": _request(stage, framing=b"X-Odd: a\x00b\r\n" + length, body=body),
        "an underscore": _request(stage, framing=b"Content_Length: 3\r\n" + length, body=body),
        "two tokens": _request(stage, framing=b"Authorization: Bearer x\r\n" + length, body=body),
        "a coded body": _request(stage, framing=b"Content-Encoding: gzip\r\n" + length, body=body),
        "host of another": _request(stage, host="Host: evil.example\r\n", framing=length, body=body),
        "foreign origin": _request(stage, framing=b"Origin: https://evil.example\r\n" + length, body=body),
    }


@pytest.mark.control("EDG-01")
def test_no_smuggled_request_is_answered_and_none_reaches_a_server(stage: Stage) -> None:
    before = len(stage.alpha.heard)
    for what, data in _probes(stage).items():
        said = exchange(stage.house.port, data, seconds=15)
        statuses = [int(status) for status in _STATUS.findall(said)]
        assert all(400 <= status < 500 for status in statuses), (what, said)
        assert len(statuses) <= 1, (what, said)
    assert len(stage.alpha.heard) == before
    perfect = _request(stage, framing=b"Content-Length: %d\r\n" % len(_body()), body=_body())
    assert parse(exchange(stage.house.port, perfect)).status == 200, "the same request without the trick is a good one"


def test_a_second_request_hidden_in_the_body_of_a_refused_one_is_never_read(stage: Stage) -> None:
    inner = _request(stage, framing=b"Content-Length: %d\r\n" % len(_body()), body=_body())
    before = len(stage.alpha.heard)
    outer = _request(stage, framing=b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", body=b"0\r\n\r\n" + inner).replace(b"Connection: close\r\n", b"", 1)
    assert len(_STATUS.findall(exchange(stage.house.port, outer))) == 1
    assert len(stage.alpha.heard) == before


CLAIMS = (
    ("mcp-method", "tools/list"),
    ("mcp-method", "TOOLS/CALL"),
    ("mcp-name", "secret_echo"),
    ("mcp-name", "=?base64?c2VjcmV0X2VjaG8=?="),
    ("mcp-name", "=?base64?b3Blbl9lY2hv?= "),
    ("mcp-name", "=?BASE64?b3Blbl9lY2hv?="),
    ("mcp-protocol-version", "2025-11-26"),
    ("mcp-param-x", "=?base64?%%%?="),
)


@pytest.mark.control("EDG-03")
@pytest.mark.parametrize("claim", CLAIMS, ids=str)
def test_a_header_that_says_otherwise_than_the_body_ends_the_request(stage: Stage, claim: tuple[str, str]) -> None:
    message, headers = modern("tools/call", {"name": "open_echo", "arguments": {}}, {})
    kept = [one for one in headers if one[0] != claim[0]]
    before = len(stage.alpha.heard)
    said = stage.house.post(message, server="alpha", headers=[*kept, claim])
    if claim == ("mcp-name", "=?base64?b3Blbl9lY2hv?= "):
        assert said.status == 200, "blanks around a value are no part of it"
        return
    assert said.status == 400, said.body
    assert said.error["code"] == -32020
    twice = stage.house.post(message, server="alpha", headers=[*headers, claim])
    assert twice.status == 400, twice.body
    assert len(stage.alpha.heard) == before


DOUBLED = (
    b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"open_echo","name":"secret_echo","arguments":{}%b}}',
    b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"open_echo","n\\u0061me":"secret_echo","arguments":{}%b}}',
    b'{"jsonrpc":"2.0","id":1,"method":"tools/call","method":"tools/list","params":{"name":"open_echo","arguments":{}%b}}',
    b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"open_echo","arguments":{"a":1,"\\u0061":99}%b}}',
    b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"open_echo","arguments":{"x":"\\"","a":1,"a":99}%b}}',
    b'{"jsonrpc":"2.0","id":1,"id":2,"method":"tools/call","params":{"name":"open_echo","arguments":{}%b}}',
    b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"open_echo"},"params":{"name":"secret_echo","arguments":{}%b}}',
)


@pytest.mark.control("EDG-04")
@pytest.mark.parametrize("template", DOUBLED)
def test_a_member_named_twice_is_refused_however_it_is_written(stage: Stage, template: bytes) -> None:
    before = len(stage.alpha.heard)
    meta = b',"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}'
    _, headers = modern("tools/call", {"name": "open_echo"}, {})
    assert stage.house.post(template % meta, server="alpha", headers=headers).status == 400
    legacy = stage.house.post(template % b"", server="alpha", headers=[("mcp-protocol-version", "2025-11-25")])
    assert legacy.status == 400
    assert len(stage.alpha.heard) == before


def _deep(depth: int) -> bytes:
    return b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"open_echo","arguments":{"a":' + b"[" * depth + b"]" * depth + b"}}}"


@pytest.mark.control("EDG-04")
def test_what_is_too_deep_too_wide_or_too_large_is_refused_and_the_house_stays_small(stage: Stage) -> None:
    process = stage.house.process
    assert process is not None
    before, size = len(stage.alpha.heard), memory_kib(process.pid)
    legacy = [("mcp-protocol-version", "2025-11-25")]
    wide = b'{"jsonrpc":"2.0","id":1,"method":"ping","params":{' + b",".join(b'"%d":0' % number for number in range(300_000)) + b"}}"
    bodies = {
        "64 deep": _deep(64),
        "100,000 deep": _deep(100_000),
        "2,000,000 deep": _deep(1_900_000),
        "300,000 members": wide,
        "one byte too many": b" " * (4 * MIB - 10) + b'{"jsonrpc":"2.0","id":1,"method":"ping"}'[:11],
        "huge number": b'{"jsonrpc":"2.0","id":1' + b"0" * 100_000 + b',"method":"ping"}',
        "not UTF-8": b'{"jsonrpc":"2.0","id":1,"method":"ping\xff"}',
        "half a surrogate": b'{"jsonrpc":"2.0","id":1,"method":"\\ud800"}',
        "not a number": b'{"jsonrpc":"2.0","id":NaN,"method":"ping"}',
        "two documents": b'{"jsonrpc":"2.0","id":1,"method":"ping"}{"jsonrpc":"2.0","id":2,"method":"ping"}',
        "nothing": b"",
    }
    for what, body in bodies.items():
        said = stage.house.post(body, server="alpha", headers=legacy)
        assert said.status in {400, 413} or (said.status == 200 and said.error["code"] == -32601), (what, said.status, said.body[:200])
    assert len(stage.alpha.heard) == before
    assert memory_kib(process.pid) - size < 200 * 1024


def test_a_million_members_in_an_argument_cost_the_sender_a_refusal_and_others_nothing(stage: Stage) -> None:
    wide = (
        b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"open_echo","arguments":{'
        + b",".join(b'"k%d":{}' % n for n in range(380_000))
        + b"}}}"
    )
    begun = time.perf_counter()
    assert stage.house.post(wide[: 4 * MIB], server="alpha", headers=[("mcp-protocol-version", "2025-11-25")]).status in {400, 413}
    assert stage.house.post(wide, server="alpha", headers=[("mcp-protocol-version", "2025-11-25")]).status == 413
    assert time.perf_counter() - begun < 10
    assert stage.house.call("open_echo", server="alpha").status == 200


@pytest.mark.control("EDG-04")
def test_a_body_over_the_limit_is_refused_whether_announced_or_sent_in_chunks(stage: Stage) -> None:
    port, token = stage.house.port, stage.house.token("alpha")
    large = parse(exchange(port, _request(stage, framing=b"Content-Length: %d\r\n" % (4 * MIB + 1), body=b"")))
    assert large.status == 413
    piece = b"%x\r\n%b\r\n" % (MIB, b" " * MIB)
    assert parse(exchange(port, _request(stage, framing=b"Transfer-Encoding: chunked\r\n", body=piece * 4 + b"1\r\n \r\n0\r\n\r\n"))).status == 413
    many = tuple((f"x-{number}", "v") for number in range(80))
    assert parse(exchange(port, Asked(port, "POST", "/mcp/alpha", (("authorization", f"Bearer {token}"), *many), b"{}").encoded())).status == 431
    long = (("authorization", f"Bearer {token}"), ("x-long", "v" * 20_000))
    assert parse(exchange(port, Asked(port, "POST", "/mcp/alpha", long, b"{}").encoded())).status in {400, 431}


def test_one_byte_a_second_holds_nobody_up_and_ends(stage: Stage) -> None:
    data = _request(stage, framing=b"Content-Length: 500\r\n", body=b"")
    slow = [socket.create_connection(("127.0.0.1", stage.house.port), timeout=30) for _ in range(60)]
    try:
        for one in slow:
            one.sendall(data + b"{")
        begun = time.perf_counter()
        for _ in range(10):
            assert stage.house.call("open_echo", server="alpha").status == 200
        assert time.perf_counter() - begun < 5
        said = slow[0].recv(65536)
        assert said.startswith(b"HTTP/1.1 408"), said
    finally:
        for one in slow:
            one.close()


def test_a_line_end_in_a_header_value_never_becomes_a_header_further_on(stage: Stage) -> None:
    names: list[Json] = ["open_\r\nx-evil: 1", "open_\nx-evil: 1", "open_\x00", "open_\u0085x", "open_\u2028x-evil: 1"]
    for name in names:
        said = stage.house.legacy("tools/call", {"name": name, "arguments": {}}, server="alpha")
        assert said.status in {200, 400}
    meta = {"traceparent": "00-" + "a" * 32 + "-" + "b" * 16 + "-01", "tracestate": "a=1\r\nx-evil: 1", "strongroom/purpose": "x\r\nx-evil: 1"}
    stage.house.call("open_echo", server="alpha", meta=meta)
    for raw in (
        b"Traceparent: 00-x\rx-evil: 1\r\n",
        b"Tracestate: a=1\x0bx-evil: 1\r\n",
        b"Strongroom-Purpose: a\x85x-evil: 1\r\n",
        b"Mcp-Param-A: \xe2\x80\xa8x-evil: 1\r\n",
    ):
        exchange(stage.house.port, _request(stage, framing=raw + b"Content-Length: %d\r\n" % len(_body()), body=_body()))
    assert not any(name.startswith("x-evil") for one in stage.alpha.heard for name, _ in one.headers)
