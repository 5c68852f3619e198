"""Bodies as they arrive: bounds, back-pressure, giving back connections."""

import asyncio

import pytest
from support.raw_server import Heard, response, saying, serving

from strongroom.drivers.http import HttpSettings, Pool, TooLargeError, parse_address
from strongroom.drivers.http.response import HIGH_WATER

HEAD = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"


async def test_a_body_over_its_limit_is_refused_and_its_connection_closed() -> None:
    async with serving(saying(response(b"x" * 1000))) as server:
        pool = Pool(HttpSettings())
        answer = await pool.request("GET", parse_address(server.url), [])
        with pytest.raises(TooLargeError):
            await answer.read(999)
        await pool.close()


async def test_a_body_without_end_stops_at_its_limit() -> None:
    async def endless(heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD)
        while True:
            writer.write(b"1000\r\n%b\r\n" % (b"x" * 0x1000))
            await writer.drain()

    async with serving(endless) as server:
        pool = Pool(HttpSettings())
        with pytest.raises(TooLargeError):
            await (await pool.request("GET", parse_address(server.url), [])).read(1_000_000)
        await server.until(lambda: server.closed == 1)
        await pool.close()


async def test_an_unread_body_stops_the_server_from_sending_more() -> None:
    sent = 0

    async def endless(heard: Heard, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(HEAD)
        for _ in range(2000):
            writer.write(b"10000\r\n%b\r\n" % (b"x" * 0x10000))
            await writer.drain()
            sent += 0x10000
        writer.write(b"0\r\n\r\n")

    async with serving(endless) as server:
        pool = Pool(HttpSettings())
        answer = await pool.request("GET", parse_address(server.url), [])
        before = -1
        while before != sent:
            before = sent
            for _ in range(200):
                await asyncio.sleep(0)
        assert sent < 2000 * 0x10000
        assert answer.buffered < HIGH_WATER + 1024 * 1024
        assert len(await answer.read(200_000_000)) == 2000 * 0x10000
        await pool.close()


async def test_pieces_come_as_soon_as_they_are_there() -> None:
    go_on = asyncio.Event()

    async def in_two(heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"3\r\none\r\n")
        await go_on.wait()
        writer.write(b"3\r\ntwo\r\n0\r\n\r\n")

    async with serving(in_two) as server:
        pool = Pool(HttpSettings())
        answer = await pool.request("GET", parse_address(server.url), [])
        assert await answer.chunk() == b"one"
        go_on.set()
        assert await answer.chunk() == b"two"
        assert await answer.chunk() is None
        await pool.close()


async def test_closing_a_response_under_way_closes_its_connection() -> None:
    async with serving(saying(HEAD + b"3\r\none\r\n")) as server:
        pool = Pool(HttpSettings())
        answer = await pool.request("GET", parse_address(server.url), [])
        answer.close()
        await server.until(lambda: server.closed == 1)
        await pool.close()


async def test_a_released_response_that_ends_soon_keeps_its_connection() -> None:
    go_on = asyncio.Event()

    async def in_two(heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"3\r\none\r\n")
        await go_on.wait()
        writer.write(b"0\r\n\r\n")

    async with serving(in_two) as server:
        pool = Pool(HttpSettings())
        for _ in range(2):
            go_on.clear()
            answer = await pool.request("GET", parse_address(server.url), [])
            assert await answer.chunk() == b"one"
            answer.release()
            go_on.set()
            while any(found.idle == 0 for found in pool.occupancy().values()):
                await asyncio.sleep(0)
        assert server.connections == 1
        await pool.close()


async def test_a_released_response_that_goes_on_is_closed() -> None:
    async def endless(heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD)
        while True:
            writer.write(b"1000\r\n%b\r\n" % (b"x" * 0x1000))
            await writer.drain()

    async with serving(endless) as server:
        pool = Pool(HttpSettings())
        (await pool.request("GET", parse_address(server.url), [])).release()
        await server.until(lambda: server.closed == 1)
        await pool.close()
