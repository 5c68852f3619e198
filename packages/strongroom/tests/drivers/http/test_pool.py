"""The pool on loopback: kept connections, bounds, timeouts, and what it will not send."""

import asyncio

import pytest
from support.raw_server import Heard, response, saying, serving

from strongroom.drivers.http import BusyError, ConnectError, ConnectionLostError, HttpSettings, Pool, Response, SilenceError, UnsendableError, parse_address

OK = response(b"ok")


async def test_a_connection_is_kept_and_used_again() -> None:
    async with serving(saying(OK)) as server:
        pool = Pool(HttpSettings())
        for _ in range(5):
            answer = await pool.request("POST", parse_address(server.url), [(b"x-a", b"b")], b"body")
            assert (answer.status, answer.header(b"content-type"), await answer.read(100)) == (200, b"application/json", b"ok")
        assert server.connections == 1
        assert server.heard[0].line == "POST /mcp HTTP/1.1"
        assert (server.heard[0].body, server.heard[0].header("x-a"), server.heard[0].header("host")) == (b"body", "b", f"127.0.0.1:{server.port}")
        await pool.close()
        await server.until(lambda: server.closed == 1)


async def test_sixty_four_calls_at_once_share_a_bounded_number_of_connections() -> None:
    async with serving(saying(OK)) as server:
        pool = Pool(HttpSettings(connections_per_origin=8))

        async def call() -> bytes:
            return await (await pool.request("GET", parse_address(server.url), [])).read(10)

        assert await asyncio.gather(*(call() for _ in range(64))) == [b"ok"] * 64
        assert server.connections <= 8
        assert all(found.waiting == 0 and found.open <= 8 for found in pool.occupancy().values())
        await pool.close()


async def test_the_queue_for_connections_is_bounded() -> None:
    async with serving(saying(b"")) as server:
        pool = Pool(HttpSettings(connections_per_origin=1, waiting_per_origin=1))
        address = parse_address(server.url)
        calls = [asyncio.create_task(pool.request("GET", address, [])) for _ in range(2)]
        await server.until(lambda: len(server.heard) == 1)
        with pytest.raises(BusyError) as caught:
            await pool.request("GET", address, [])
        assert not caught.value.sent
        await _cancelled(calls)
        await pool.close()


async def test_waiting_for_a_connection_ends() -> None:
    async with serving(saying(b"")) as server:
        pool = Pool(HttpSettings(connections_per_origin=1, connect_seconds=0.05))
        first = asyncio.create_task(pool.request("GET", parse_address(server.url), []))
        await server.until(lambda: len(server.heard) == 1)
        with pytest.raises(BusyError):
            await pool.request("GET", parse_address(server.url), [])
        await _cancelled([first])
        await pool.close()


async def test_a_lost_connection_gives_its_place_to_the_next_in_the_queue() -> None:
    async with serving(saying(response(b"x", more="connection: close\r\n"), then_close=True)) as server:
        pool = Pool(HttpSettings(connections_per_origin=1))

        async def call() -> bytes:
            return await (await pool.request("GET", parse_address(server.url), [])).read(10)

        assert await asyncio.gather(*(call() for _ in range(10))) == [b"x"] * 10
        assert server.connections == 10
        await pool.close()


async def test_a_refused_connection_was_never_sent() -> None:
    async with serving(saying(OK)) as server:
        address = parse_address(server.url)
    pool = Pool(HttpSettings())
    with pytest.raises(ConnectError) as caught:
        await pool.request("GET", address, [])
    assert not caught.value.sent
    assert sum(found.open for found in pool.occupancy().values()) == 0
    await pool.close()


async def test_a_connection_that_the_server_closed_while_idle_is_replaced_before_anything_is_sent() -> None:
    async with serving(saying(OK, then_close=True)) as server:
        pool = Pool(HttpSettings())
        for _ in range(3):
            assert await (await pool.request("GET", parse_address(server.url), [])).read(10) == b"ok"
            await server.until(lambda: server.closed == server.connections)
            await asyncio.sleep(0)
        assert len(server.heard) == server.connections == 3
        await pool.close()


async def test_a_connection_lost_after_sending_is_told_and_not_sent_again() -> None:
    async def hang_up(heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with serving(hang_up) as server:
        pool = Pool(HttpSettings())
        with pytest.raises(ConnectionLostError) as caught:
            await pool.request("POST", parse_address(server.url), [], b"pay")
        assert caught.value.sent
        assert len(server.heard) == 1
        await pool.close()


async def test_a_silent_server_is_given_up() -> None:
    async with serving(saying(b"")) as server:
        pool = Pool(HttpSettings())
        with pytest.raises(SilenceError):
            await pool.request("GET", parse_address(server.url), [], silence=0.01)
        await server.until(lambda: server.closed == 1)
        await pool.close()


async def test_an_idle_connection_is_closed_in_time() -> None:
    async with serving(saying(OK)) as server:
        pool = Pool(HttpSettings(idle_seconds=0.01))
        await (await pool.request("GET", parse_address(server.url), [])).read(10)
        await server.until(lambda: server.closed == 1)
        await asyncio.sleep(0)
        assert all(found.open == 0 for found in pool.occupancy().values())
        await pool.close()


async def test_cancelling_a_call_closes_its_connection() -> None:
    async with serving(saying(b"")) as server:
        pool = Pool(HttpSettings())
        call = asyncio.create_task(pool.request("GET", parse_address(server.url), []))
        await server.until(lambda: len(server.heard) == 1)
        await _cancelled([call])
        await server.until(lambda: server.closed == 1)
        await pool.close()


async def test_closing_lets_calls_under_way_finish_and_refuses_new_ones() -> None:
    release = asyncio.Event()

    async def slow(heard: Heard, writer: asyncio.StreamWriter) -> None:
        await release.wait()
        writer.write(OK)

    async with serving(slow) as server:
        pool = Pool(HttpSettings())
        call = asyncio.create_task(pool.request("GET", parse_address(server.url), []))
        await server.until(lambda: len(server.heard) == 1)
        closing = asyncio.create_task(pool.close(grace=5))
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await pool.request("GET", parse_address(server.url), [])
        release.set()
        assert await (await call).read(10) == b"ok"
        await closing


async def test_closing_cuts_what_does_not_finish() -> None:
    async with serving(saying(b"")) as server:
        pool = Pool(HttpSettings())
        call = asyncio.create_task(pool.request("GET", parse_address(server.url), []))
        await server.until(lambda: len(server.heard) == 1)
        await pool.close(grace=0.01)
        with pytest.raises(ConnectionLostError):
            await call


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (b"x", b"a\r\ncontent-length: 0"),
        (b"x", b"a\nb"),
        (b"x", b"a\rb"),
        (b"x", b"a\0b"),
        (b"x\r\ny", b"a"),
        (b"x: y", b"a"),
        (b"X", b"a"),
        (b"", b"a"),
        (b"content-length", b"5"),
        (b"transfer-encoding", b"chunked"),
        (b"host", b"elsewhere"),
        (b"connection", b"close"),
    ],
)
async def test_a_header_cannot_smuggle_anything(name: bytes, value: bytes) -> None:
    pool = Pool(HttpSettings())
    with pytest.raises(UnsendableError) as caught:
        await pool.request("POST", parse_address("http://127.0.0.1:1/"), [(name, value)], b"x")
    assert not caught.value.sent
    await pool.close()


async def test_an_unknown_method_is_not_sent() -> None:
    pool = Pool(HttpSettings())
    with pytest.raises(UnsendableError):
        await pool.request("POST / HTTP/1.1\r\nx: y", parse_address("http://127.0.0.1:1/"), [])
    await pool.close()


async def test_addresses_of_version_six_are_reached() -> None:
    async with serving(saying(OK), host="::1") as server:
        pool = Pool(HttpSettings())
        assert await (await pool.request("GET", parse_address(f"http://[::1]:{server.port}/"), [])).read(10) == b"ok"
        assert server.heard[0].header("host") == f"[::1]:{server.port}"
        await pool.close()


async def _cancelled(calls: list["asyncio.Task[Response]"]) -> None:
    for call in calls:
        call.cancel()
    await asyncio.wait(calls)
