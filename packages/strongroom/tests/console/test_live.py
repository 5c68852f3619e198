"""The living part."""

import asyncio
from collections.abc import AsyncGenerator, Callable

from support.console import Stand

from strongroom.console import live as module
from strongroom.console.live import Live, event
from strongroom.console.page import Page
from strongroom.core.json import JsonObject

MakeEntry = Callable[..., JsonObject]


def lively(stand: Stand) -> Live:
    return Live(Page(stand.page_facts()), stand.calls)


async def of_kind(stream: AsyncGenerator[bytes, None], kind: str) -> str:
    async with asyncio.timeout(5):
        async for piece in stream:
            if piece.startswith(f"event: {kind}\n".encode()):
                return piece.decode()
    raise AssertionError(kind)


def test_an_event_is_one_block_whatever_its_lines() -> None:
    assert event("call", "<tr>\r\n<td>\n") == b"event: call\ndata: <tr>\ndata: <td>\n\n"


async def test_a_page_gets_all_rows_first_then_the_standing_then_each_new_call(stand: Stand, make_entry: MakeEntry) -> None:
    stand.calls.add(make_entry(call="before"))
    stream = lively(stand).watch()
    assert "before" in await of_kind(stream, "calls")
    assert "Audit log" in await of_kind(stream, "standing")
    stand.calls.add(make_entry(call="after"))
    assert "after" in await of_kind(stream, "call")
    await stream.aclose()


async def test_a_closed_page_leaves_nothing_behind(stand: Stand) -> None:
    live = lively(stand)
    stream = live.watch()
    await of_kind(stream, "standing")
    assert len(stand.calls.queues) == 1
    await stream.aclose()
    await asyncio.sleep(0)
    assert stand.calls.queues == [] and not live.full


async def test_a_process_that_stops_ends_its_pages(stand: Stand) -> None:
    live = lively(stand)
    stream = live.watch()
    await of_kind(stream, "standing")
    live.close()
    async with asyncio.timeout(2):
        assert [piece async for piece in stream] == []
    assert live.full


async def test_pages_that_stay_open_are_bounded(stand: Stand) -> None:
    live = lively(stand)
    streams = [live.watch() for _ in range(module.MAX_WATCHERS)]
    for stream in streams:
        await of_kind(stream, "calls")
    assert live.full
    live.close()
    for stream in streams:
        await stream.aclose()
