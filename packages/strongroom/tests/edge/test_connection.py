"""A request head has a size, a time and one reading; a real uvicorn on loopback is asked to break all three.

The fifteen probes are the table of `request smuggling` cases that HTTP servers differ in (RFC 9112): here none of them reaches a call.
"""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
import uvicorn
from support.doors import Client, Stops
from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, Scope

from strongroom.edge.connection import BoundedConnection, JoinedWrites


class Impatient(BoundedConnection):
    """The same with bounds that a test can wait for."""

    largest_head = 2048
    head_seconds = 0.2


async def hello(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    assert scope["type"] == "http"
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")], "trailers": False})
    await send({"type": "http.response.body", "body": b"ok", "more_body": False})


@pytest.fixture
async def port() -> AsyncIterator[int]:
    server = uvicorn.Server(uvicorn.Config(hello, port=0, http=Impatient, ws="none", lifespan="off", log_config=None, access_log=False))
    task = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await task


async def exchange(port: int, *chunks: bytes, end: bool = False) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for chunk in chunks:
        writer.write(chunk)
        await writer.drain()
    if end:
        writer.write_eof()
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return answer


async def test_a_whole_request_is_answered_and_the_connection_lives_on(port: int) -> None:
    request = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nabc"
    answer = await exchange(port, request + request + b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
    assert answer.count(b"HTTP/1.1 200") == 3


@pytest.mark.control("EDG-04")
async def test_a_head_that_dawdles_is_cut_off(port: int) -> None:
    assert (await exchange(port, b"GET / HTTP/1.1\r\nhost: a\r\n")).startswith(b"HTTP/1.1 408")


async def test_a_client_that_says_nothing_is_cut_off(port: int) -> None:
    assert (await exchange(port)).startswith(b"HTTP/1.1 408")


async def test_the_second_head_of_a_connection_may_not_dawdle_either(port: int) -> None:
    answer = await exchange(port, b"GET / HTTP/1.1\r\nhost: a\r\n\r\nGET / HT")
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"HTTP/1.1 408" in answer


@pytest.mark.control("EDG-04")
async def test_a_head_that_grows_without_end_is_cut_off(port: int) -> None:
    assert (await exchange(port, b"GET / HTTP/1.1\r\nhost: a\r\n", *[b"x-%d: %s\r\n" % (n, b"a" * 500) for n in range(20)])).startswith(b"HTTP/1.1 431")


async def test_a_large_body_is_no_large_head(port: int) -> None:
    body = b"a" * 20_000
    answer = await exchange(port, b"POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: %d\r\n\r\n" % len(body), body)
    assert answer.startswith(b"HTTP/1.1 200")


HEAD = b"POST /mcp/finance HTTP/1.1\r\n"
HOST = b"Host: 127.0.0.1:8700\r\n"
REST = b"Authorization: Bearer alice\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\nConnection: close\r\n"
BODY = b'{"jsonrpc":"2.0","id":1,"method":"tools/list"}'
LENGTH = b"Content-Length: %d\r\n" % len(BODY)
CHUNKED = b"Transfer-Encoding: chunked\r\n"
CHUNKS = b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)

PROBES = {
    "length and chunks": HEAD + HOST + REST + LENGTH + CHUNKED + b"\r\n" + CHUNKS,
    "lines that end in LF alone": (HEAD + HOST + REST + LENGTH + b"\r\n").replace(b"\r\n", b"\n") + BODY,
    "a chunk that ends in LF alone": HEAD + HOST + REST + CHUNKED + b"\r\n" + b"%x\n%b\n0\n\n" % (len(BODY), BODY),
    "a chunk size in another notation": HEAD + HOST + REST + CHUNKED + b"\r\n" + b"0x%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY),
    "a folded header": HEAD + HOST + REST + LENGTH + b"X-A: b\r\n c\r\n\r\n" + BODY,
    "two hosts": HEAD + HOST + b"Host: evil.example\r\n" + REST + LENGTH + b"\r\n" + BODY,
    "no host": HEAD + REST + LENGTH + b"\r\n" + BODY,
    "chunks in HTTP/1.0": HEAD.replace(b"1.1", b"1.0") + HOST + REST + CHUNKED + b"\r\n" + CHUNKS,
    "a request line for another host": HEAD.replace(b"/mcp", b"http://evil.example/mcp") + HOST + REST + LENGTH + b"\r\n" + BODY,
    "two lengths": HEAD + HOST + REST + LENGTH + b"Content-Length: 1\r\n\r\n" + BODY,
    "a list of lengths": HEAD + HOST + REST + b"Content-Length: %d, %d\r\n\r\n" % (len(BODY), len(BODY)) + BODY,
    "a signed length": HEAD + HOST + REST + b"Content-Length: +%d\r\n\r\n" % len(BODY) + BODY,
    "an unknown coding": HEAD + HOST + REST + b"Transfer-Encoding: xchunked\r\n\r\n" + CHUNKS,
    "a blank before the colon": HEAD + HOST + REST + b"Transfer-Encoding : chunked\r\n\r\n" + CHUNKS,
    "a NUL in a header": HEAD + HOST + REST + LENGTH + b"X-A: b\0c\r\n\r\n" + BODY,
}


@pytest.fixture
async def door(client: Client) -> AsyncIterator[int]:
    server = uvicorn.Server(uvicorn.Config(client.app, port=0, http=BoundedConnection, ws="none", lifespan="off", log_config=None, access_log=False))
    task = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await task


@pytest.mark.component
async def test_the_same_request_in_its_one_form_is_answered(door: int, stops: Stops) -> None:
    for whole in (LENGTH + b"\r\n" + BODY, CHUNKED + b"\r\n" + CHUNKS):
        assert (await exchange(door, HEAD + HOST + REST + whole)).startswith(b"HTTP/1.1 200")
    absolute = HEAD.replace(b"/mcp", b"http://127.0.0.1:8700/mcp")
    assert (await exchange(door, absolute + HOST + REST + LENGTH + b"\r\n" + BODY)).startswith(b"HTTP/1.1 200")
    assert len(stops.calls) == 3


@pytest.mark.control("EDG-01")
@pytest.mark.component
@pytest.mark.parametrize("probe", PROBES)
async def test_a_request_with_two_readings_has_none(probe: str, door: int, stops: Stops) -> None:
    answer = await exchange(door, PROBES[probe], end=True)
    assert set(re.findall(rb"HTTP/1\.1 (\d+) ", answer)) <= {b"400"} and not stops.calls


@pytest.mark.control("EDG-01")
@pytest.mark.component
async def test_the_body_of_a_request_for_another_protocol_is_never_a_request_of_its_own(door: int, stops: Stops) -> None:
    wish = b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n" + REST.replace(b"close", b"Upgrade, HTTP2-Settings")
    inner = HEAD + HOST + REST + LENGTH + b"\r\n" + BODY
    reader, writer = await asyncio.open_connection("127.0.0.1", door)
    writer.write(HEAD + HOST + wish + b"Content-Length: %d\r\n\r\n" % len(inner))
    await writer.drain()
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.write(inner)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 400") and not stops.calls


class Wire(asyncio.Transport):
    """Keeps what was written, write by write."""

    def __init__(self) -> None:
        self.writes: list[bytes] = []
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.writes.append(bytes(data))

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True


ANSWER_HEAD = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n"


async def test_a_head_and_its_body_are_one_write() -> None:
    wire = Wire()
    joined = JoinedWrites(wire, asyncio.get_running_loop())
    joined.write(ANSWER_HEAD)
    joined.write(b"ok")
    await asyncio.sleep(0)
    assert wire.writes == [ANSWER_HEAD + b"ok"]


async def test_a_head_does_not_wait_for_a_body_that_comes_later() -> None:
    wire = Wire()
    joined = JoinedWrites(wire, asyncio.get_running_loop())
    joined.write(ANSWER_HEAD)
    await asyncio.sleep(0)
    assert wire.writes == [ANSWER_HEAD]
    joined.write(b"\r\ncontent-length: ")
    assert wire.writes == [ANSWER_HEAD, b"\r\ncontent-length: "]


async def test_the_head_of_a_stream_goes_out_at_once() -> None:
    wire = Wire()
    joined = JoinedWrites(wire, asyncio.get_running_loop())
    joined.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    joined.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
    assert len(wire.writes) == 2


async def test_a_head_without_body_goes_out_before_the_end() -> None:
    wire = Wire()
    joined = JoinedWrites(wire, asyncio.get_running_loop())
    joined.write(ANSWER_HEAD)
    joined.close()
    assert wire.writes == [ANSWER_HEAD]
    assert joined.is_closing()
    await asyncio.sleep(0)
    assert wire.writes == [ANSWER_HEAD]


async def test_nothing_is_written_to_a_connection_that_was_lost_meanwhile() -> None:
    wire = Wire()
    joined = JoinedWrites(wire, asyncio.get_running_loop())
    joined.write(ANSWER_HEAD)
    wire.closed = True
    await asyncio.sleep(0)
    assert wire.writes == []
