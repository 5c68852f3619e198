"""A request head has a size and a time; a real uvicorn on loopback is asked to break both."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import uvicorn
from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, Scope

from strongroom.edge.connection import BoundedConnection


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
