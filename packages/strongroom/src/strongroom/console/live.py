"""The living part of the page: server-sent events, each the printed HTML of what changed.

`calls` replaces all rows (first, and so after every reconnect), `call` brings one new row, `standing` the tiles, servers and log, every other second.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import Final

from strongroom.console.page import Page
from strongroom.console.port import RecentCalls
from strongroom.core.json import JsonObject

MAX_WATCHERS: Final = 64
STANDING_SECONDS: Final = 2.0
_GATHER_SECONDS: Final = 0.05
_MOST_AT_ONCE: Final = 100


class Live:
    """The open pages. `close` ends them all, so that a process that stops is not kept waiting by them."""

    def __init__(self, page: Page, calls: RecentCalls) -> None:
        self._page = page
        self._calls = calls
        self._watchers = 0
        self._closing = asyncio.Event()

    def close(self) -> None:
        """End every stream, and begin none any more."""
        self._closing.set()

    @property
    def full(self) -> bool:
        """Whether there is no room for one more page that stays open."""
        return self._watchers >= MAX_WATCHERS or self._closing.is_set()

    async def watch(self) -> AsyncGenerator[bytes, None]:
        """The events of one open page."""
        self._watchers += 1
        queue: asyncio.Queue[JsonObject] = asyncio.Queue(_MOST_AT_ONCE)
        reading = asyncio.create_task(_read(self._calls, queue))
        ending = asyncio.create_task(self._closing.wait())
        try:
            await asyncio.sleep(0)
            yield event("calls", self._page.calls())
            while not ending.done():
                yield event("standing", self._page.standing())
                async for piece in self._until_next_standing(queue, ending):
                    yield piece
        finally:
            self._watchers -= 1
            ending.cancel()
            reading.cancel()
            with suppress(asyncio.CancelledError):
                await reading

    async def _until_next_standing(self, queue: "asyncio.Queue[JsonObject]", ending: "asyncio.Task[bool]") -> AsyncGenerator[bytes, None]:
        """Calls as they come, for STANDING_SECONDS; under load the ones of a moment go out together."""
        loop = asyncio.get_running_loop()
        until = loop.time() + STANDING_SECONDS
        while (left := until - loop.time()) > 0 and not ending.done():
            coming = asyncio.create_task(queue.get())
            await asyncio.wait({coming, ending}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            if not coming.done():
                coming.cancel()
                continue
            yield event("call", self._page.call(coming.result()))
            if not queue.empty():
                await asyncio.sleep(_GATHER_SECONDS)


async def _read(calls: RecentCalls, queue: "asyncio.Queue[JsonObject]") -> None:
    """Move calls into the queue of one page; one that does not keep up misses the oldest."""
    async for entry in calls.subscribe():
        if queue.full():
            queue.get_nowait()
        queue.put_nowait(entry)


def event(name: str, html: str) -> bytes:
    """One server-sent event (WHATWG HTML, 9.2)."""
    lines = "".join(f"data: {line}\n" for line in html.splitlines())
    return f"event: {name}\n{lines}\n".encode()
