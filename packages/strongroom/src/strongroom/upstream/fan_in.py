"""Several standing streams as one: what any of them says is passed on, and the end of one does not end the others."""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import orjson

from strongroom.core.json import Json, JsonObject
from strongroom.core.stops import Event, Refusal, Stream
from strongroom.wire import jsonrpc

ACKNOWLEDGED: Final = "notifications/subscriptions/acknowledged"
SUBSCRIPTION_ID: Final = "io.modelcontextprotocol/subscriptionId"


@dataclass(frozen=True, slots=True)
class Listening:
    """The `subscriptions/listen` that the streams answer: its id, and how many seconds servers have to say what they honour."""

    id: str | int
    seconds: float


class JoinedStream:
    """Relays `streams`, one event of each at a time. Nothing that comes this way can be resumed, so events carry no mark; a stream that fails just ends.

    For `listening`, the first event is one acknowledgement: the union of what the servers honour, as far as they said so in time. When all
    streams have ended, the result of one of them ends the whole, or else an error.
    """

    def __init__(self, streams: Sequence[Stream], listening: Listening | None = None) -> None:
        self._streams = tuple(streams)
        self._pending: dict[asyncio.Task[Event | None], Stream] = {}
        self._listening = listening
        self._begun = False
        self._honoured: list[JsonObject] = []
        self._ready: deque[Event] = deque()
        self._final: Event | None = None

    async def next(self) -> Event | None:
        """The next event of any stream; None after the end of all."""
        if not self._begun:
            self._begun = True
            for stream in self._streams:
                self._ask(stream)
            if self._listening is not None:
                await self._acknowledgements(self._listening)
        while not self._ready and self._pending:
            self._take(await self._some(None))
        if self._ready:
            return self._ready.popleft()
        final, self._final = self._final, None
        return final

    async def _acknowledgements(self, listening: Listening) -> None:
        """Wait until each stream said what it honours, or ended, or time is up; then one acknowledgement goes first."""
        loop = asyncio.get_running_loop()
        until = loop.time() + listening.seconds
        early: deque[Event] = deque()
        while len(self._honoured) < len(self._pending) and (left := until - loop.time()) > 0:
            self._take(await self._some(left))
            early.extend(self._ready)
            self._ready.clear()
        if self._honoured or self._pending:
            params: JsonObject = {"notifications": _union(self._honoured), "_meta": {SUBSCRIPTION_ID: listening.id}}
            self._ready.append(Event(jsonrpc.encode_notification(ACKNOWLEDGED, orjson.dumps(params))))
        self._ready.extend(early)

    async def _some(self, seconds: float | None) -> set["asyncio.Task[Event | None]"]:
        done, _ = await asyncio.wait(self._pending, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        return done

    def _ask(self, stream: Stream) -> None:
        self._pending[asyncio.get_running_loop().create_task(_next(stream))] = stream

    def _take(self, done: set["asyncio.Task[Event | None]"]) -> None:
        for task in done:
            stream = self._pending.pop(task)
            event = task.result()
            if event is None:
                continue
            if event.last:
                if self._final is None or _is_error(self._final):
                    self._final = replace(event, mark="")
                continue
            self._ask(stream)
            honoured = _honoured(event)
            if honoured is not None:
                self._honoured.append(honoured)
            elif event.data:
                self._ready.append(replace(event, mark=""))

    async def close(self) -> None:
        """End all streams."""
        for task in self._pending:
            task.cancel()
        if self._pending:
            await asyncio.wait(self._pending)
        await asyncio.gather(*(stream.close() for stream in self._streams))


async def _next(stream: Stream) -> Event | None:
    try:
        return await stream.next()
    except Refusal:
        return None


def _is_error(event: Event) -> bool:
    return "status" in event.facts or event.message is None or "error" in event.message


def _honoured(event: Event) -> JsonObject | None:
    """What a server says it honours, if that is what the event is about."""
    if event.message is None or event.message.get("method") != ACKNOWLEDGED:
        return None
    params = event.message.get("params")
    honoured = params.get("notifications") if isinstance(params, dict) else None
    return honoured if isinstance(honoured, dict) else {}


def _union(honoured: Sequence[JsonObject]) -> JsonObject:
    """Kinds that any server honours, and every resource that one of them does."""
    merged: dict[str, Json] = {}
    for one in honoured:
        for name, value in one.items():
            mine = merged.get(name)
            if isinstance(mine, list) and isinstance(value, list):
                merged[name] = [*mine, *(item for item in value if item not in mine)]
            elif not mine:
                merged[name] = value
    return merged
