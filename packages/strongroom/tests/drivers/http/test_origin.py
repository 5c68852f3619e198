"""The connections to one origin."""

import asyncio

import pytest
from support.raw_server import response, saying, serving

from strongroom.drivers.http import BusyError, HttpSettings
from strongroom.drivers.http.address import Origin
from strongroom.drivers.http.origin import OriginPool


async def test_the_connection_used_last_is_used_next() -> None:
    async with serving(saying(response(b""))) as server:
        pool = OriginPool(Origin(secure=False, host="127.0.0.1", port=server.port), HttpSettings(), None)
        first, second = await pool.acquire(), await pool.acquire()
        pool.released(first)
        pool.released(second)
        assert await pool.acquire() is second
        assert pool.counts() == (2, 1, 0)
        pool.abort()
        await asyncio.sleep(0)


async def test_a_connection_given_back_goes_to_the_first_in_the_queue() -> None:
    async with serving(saying(response(b""))) as server:
        pool = OriginPool(Origin(secure=False, host="127.0.0.1", port=server.port), HttpSettings(connections_per_origin=1), None)
        only = await pool.acquire()
        turns = [asyncio.create_task(pool.acquire()) for _ in range(2)]
        await asyncio.sleep(0)
        pool.released(only)
        assert await turns[0] is only
        assert not turns[1].done()
        pool.released(only)
        assert await turns[1] is only
        pool.abort()
        await asyncio.sleep(0)


async def test_whoever_stops_waiting_at_the_last_moment_passes_the_connection_on() -> None:
    async with serving(saying(response(b""))) as server:
        pool = OriginPool(Origin(secure=False, host="127.0.0.1", port=server.port), HttpSettings(connections_per_origin=1), None)
        only = await pool.acquire()
        turn = asyncio.create_task(pool.acquire())
        await asyncio.sleep(0)
        pool.released(only)
        turn.cancel()
        await asyncio.wait([turn])
        assert await pool.acquire() is only
        pool.abort()
        await asyncio.sleep(0)


async def test_a_full_queue_turns_callers_away() -> None:
    async with serving(saying(response(b""))) as server:
        settings = HttpSettings(connections_per_origin=1, waiting_per_origin=0)
        pool = OriginPool(Origin(secure=False, host="127.0.0.1", port=server.port), settings, None)
        await pool.acquire()
        with pytest.raises(BusyError):
            await pool.acquire()
        pool.abort()
        await asyncio.sleep(0)
