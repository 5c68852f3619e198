"""Answers under way: one message, none, or a stream of server-sent events, each as core's Stream."""

from collections import deque
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import orjson

from strongroom.core.call import Request
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Event, Refusal
from strongroom.drivers.http import HttpError, Response
from strongroom.upstream.attempt import invalid, unavailable
from strongroom.wire import jsonrpc
from strongroom.wire.jsonrpc import Kind, Message, MessageError
from strongroom.wire.mcp.names import join_id
from strongroom.wire.mcp.revisions import MODERN
from strongroom.wire.sse import SseEvent, SseReader, StreamError

_DEPTH: Final = 64
_KEYS: Final = 500_000
_CANCELLED: Final = "notifications/cancelled"


def limits_for(size: int) -> jsonrpc.Limits:
    """Bounds on one message of a server: wider than for clients, since lists with schemas are large and deep."""
    return jsonrpc.Limits(size=size, depth=_DEPTH, keys=_KEYS)


class WholeAnswer:
    """An answer that is here already: at most one event."""

    __slots__ = ("_event",)

    def __init__(self, event: Event | None) -> None:
        self._event = event

    async def next(self) -> Event | None:
        """The event, then None."""
        event, self._event = self._event, None
        return event

    async def close(self) -> None:
        """Nothing is held."""


class Reading(NamedTuple):
    """How to read one server's stream: whose it is, for which request, within which bounds, and what comes with its last event."""

    server: str
    request: Request
    limits: jsonrpc.Limits
    total: float
    facts: Mapping[str, str]
    on_cut: Callable[[], None]
    """Called where the stream is closed before its answer came."""


class EventStream:
    """A server's event stream, one message at a time, its text untouched.

    Priming events (an id or a retry time without a message) are events with empty `data`. At the door to all servers, ids of server requests
    name the server, so that the client's answers find back.
    """

    __slots__ = ("_answered", "_how", "_joined", "_reader", "_ready", "_response", "_taken")

    def __init__(self, response: Response, how: Reading) -> None:
        self._response = response
        self._how = how
        self._reader = SseReader(how.limits.size)
        self._ready: deque[Event] = deque()
        self._taken = 0
        self._answered = False
        self._joined = not how.request.endpoint

    async def next(self) -> Event | None:
        """The next event; None after the answer, or where a stream that can be resumed ended early; raises Refusal."""
        while not self._ready:
            if self._answered:
                return None
            chunk = await self._chunk()
            if chunk is None:
                self._check_end()
                return None
            self._taken += len(chunk)
            if self._taken > self._how.total:
                raise Refusal(Deny(Reason.TOO_LARGE, f"The server {self._how.server} answered more than Strongroom lets pass."))
            self._read(chunk)
        return self._ready.popleft()

    async def _chunk(self) -> bytes | None:
        try:
            return await self._response.chunk()
        except HttpError:
            raise Refusal(unavailable(self._how.server, "broke off in the middle of its answer")) from None

    def _check_end(self) -> None:
        """A stream may end before the answer if it can be resumed (SEP-1699), and if none was asked for."""
        request = self._how.request
        if request.id is not None and not self._reader.last_id:
            raise Refusal(unavailable(self._how.server, "ended its stream without an answer"))
        self._answered = True

    def _read(self, chunk: bytes) -> None:
        try:
            for found in self._reader.feed(chunk):
                if self._answered:
                    return
                if found.name == "message":
                    self._ready.append(self._event(found))
        except (StreamError, MessageError):
            self._response.close()
            raise Refusal(invalid(self._how.server, "sent an event that is no valid message")) from None

    def _event(self, found: SseEvent) -> Event:
        mark = found.id
        if not found.data:
            return Event(b"", mark=mark, facts={"retry": str(found.retry)} if found.retry is not None else {})
        message = jsonrpc.parse(found.data, self._how.limits)
        if message.kind is Kind.REQUEST or message.kind is Kind.NOTIFICATION:
            return self._from_server(message, mark)
        request = self._how.request
        if request.id is None:
            return Event(found.data, mark=mark, message=message.value)
        if not answers(message, request.id):
            raise Refusal(invalid(self._how.server, "answered another request than the one it was asked"))
        self._answered = True
        return Event(found.data, last=True, mark=mark, message=message.value, facts=self._how.facts)

    def _from_server(self, message: Message, mark: str) -> Event:
        if message.id is not None:
            if self._how.request.version >= MODERN:
                raise Refusal(invalid(self._how.server, "sent a request of its own, which this protocol revision does not have"))
            if self._joined:
                return Event(jsonrpc.with_id(message.body, join_id(self._how.server, message.id)), mark=mark)
        elif self._joined and message.method == _CANCELLED:
            asked = message.params.get("requestId")
            if isinstance(asked, str | int):
                return Event(jsonrpc.with_params(message.body, {"requestId": orjson.dumps(join_id(self._how.server, asked))}), mark=mark)
        return Event(message.body, mark=mark, message=message.value)

    async def close(self) -> None:
        """After the answer the connection may live on; before it, closing is the cancellation."""
        if self._answered:
            self._response.release()
        else:
            self._answered = True
            self._response.close()
            self._how.on_cut()


def answers(message: Message, asked: str | int) -> bool:
    """Whether a message is the answer to the request `asked`: same id and type of id, or an error of a server that could not read the id."""
    if message.id is None:
        return message.kind is Kind.ERROR
    return message.id == asked and type(message.id) is type(asked)
