"""One connection against servers that do not play by the rules."""

import asyncio
from contextlib import suppress

import pytest
from support.raw_server import Heard, response, saying, serving

from strongroom.drivers.http import ConnectionLostError, HttpError, HttpSettings, InvalidResponseError, Pool, TooLargeError, parse_address

CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"


async def ask(answer: bytes, *, then_close: bool = False) -> bytes:
    async with serving(saying(answer, then_close=then_close)) as server:
        pool = Pool(HttpSettings())
        try:
            async with asyncio.timeout(5):
                return await (await pool.request("GET", parse_address(server.url), [], silence=0.5)).read(1_000_000)
        finally:
            await pool.close(grace=0)


@pytest.mark.parametrize(
    "answer",
    [
        b"garbage\r\n\r\n",
        b"\0\1\2\3\r\n\r\n",
        b"HTTP/2 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\n\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nx: a\r\n folded\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nx: a\0b\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
        CHUNKED + b"fffffffffffffffff\r\n",
        CHUNKED + b"zz\r\nabc\r\n",
        CHUNKED + b"1\r\nabc\r\n0\r\n\r\n",
    ],
)
async def test_what_is_no_http_is_refused(answer: bytes) -> None:
    with pytest.raises(InvalidResponseError):
        await ask(answer)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nx: " + b"a" * 400_000,
        b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 60_000,
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"x%d: y\r\n" % n for n in range(300)) + b"\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000,
        CHUNKED + b"1;" + b"e" * 400_000,
        CHUNKED + b"1\r\na\r\n0\r\n" + b"trailer: x\r\n" * 40_000,
    ],
)
async def test_heads_framing_and_trailers_without_end_are_refused(answer: bytes) -> None:
    with pytest.raises(TooLargeError):
        await ask(answer)


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.1 200 OK\r\ncontent-le", b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nabc", CHUNKED + b"5\r\nabc", CHUNKED + b"3\r\nabc\r\n"],
)
async def test_a_response_that_breaks_off_is_lost_and_never_half_read(answer: bytes) -> None:
    with pytest.raises(ConnectionLostError):
        await ask(answer, then_close=True)


async def test_a_body_in_tiny_chunks_arrives_whole() -> None:
    assert await ask(CHUNKED + b"1\r\na\r\n" * 20_000 + b"0\r\n\r\n") == b"a" * 20_000


async def test_a_body_that_ends_with_the_connection_arrives_whole() -> None:
    assert await ask(b"HTTP/1.0 200 OK\r\n\r\nabc", then_close=True) == b"abc"


async def test_an_interim_response_is_not_the_answer() -> None:
    assert await ask(b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n" + response(b"ok")) == b"ok"


async def test_an_answer_nobody_asked_for_ends_the_connection() -> None:
    async with serving(saying(response(b"one") + response(b"two"))) as server:
        pool = Pool(HttpSettings())
        for _ in range(3):
            assert await (await pool.request("GET", parse_address(server.url), [])).read(10) == b"one"
        assert server.connections == 3
        await pool.close()


async def test_an_answer_before_its_question_is_not_taken_for_it() -> None:
    async def twice(heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(response(heard.body))
        await writer.drain()
        writer.write(response(b"poison"))

    async with serving(twice) as server:
        pool = Pool(HttpSettings())
        assert await (await pool.request("POST", parse_address(server.url), [], b"1")).read(10) == b"1"
        await server.until(lambda: server.closed == 1)
        assert await (await pool.request("POST", parse_address(server.url), [], b"2")).read(10) == b"2"
        await pool.close()


async def test_a_connection_on_which_the_request_was_not_wholly_read_is_not_kept() -> None:
    done = asyncio.Event()

    async def early(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(response(b"no", status="413 Too Large"))
        with suppress(ConnectionError):
            await reader.read()
        writer.close()
        done.set()

    server = await asyncio.start_server(early, "127.0.0.1", 0)
    pool = Pool(HttpSettings())
    answer = await pool.request("POST", parse_address(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"), [], b"x" * 50_000_000)
    assert (answer.status, await answer.read(10)) == (413, b"no")
    await asyncio.sleep(0)
    assert all(found.idle == 0 for found in pool.occupancy().values())
    await pool.close()
    await done.wait()
    server.close()
    await server.wait_closed()


async def test_every_fault_is_an_http_error() -> None:
    with pytest.raises(HttpError):
        await ask(b"\xff" * 1000, then_close=True)


async def test_an_answer_that_was_there_before_the_request_left_is_none() -> None:
    async with serving(saying(response(b"mine"))) as server:
        pool = Pool(HttpSettings())
        address = parse_address(server.url)
        await (await pool.request("GET", address, [], silence=0.5)).read(100)
        connection = pool._origins[address.origin].take()
        assert connection is not None
        answer = connection.send(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n", 0.5)
        connection.data_received(response(b"another's"))
        with pytest.raises(ConnectionLostError):
            await answer.read(100)
        await pool.close(grace=0)
