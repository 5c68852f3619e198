"""The caller's end of the road over HTTP: one JSON answer where one message is all there is, else a stream of server-sent events.

Above: the doors. Below: the SSE codec, `endings`.
Does not know: why anything ended, nor what the messages say.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from strongroom.core.reason import Reason
from strongroom.core.stops import ClientGoneError, Deny, Event, Hold
from strongroom.edge.endings import Asked, Reply, held, refusal
from strongroom.edge.port import Send
from strongroom.edge.reply import JSON, respond
from strongroom.wire import sse
from strongroom.wire.mcp.revisions import Era

Lines = tuple[tuple[bytes, bytes], ...]

_EVENTS: Final[Lines] = ((b"content-type", b"text/event-stream"), (b"cache-control", b"no-cache, no-transform"), (b"x-accel-buffering", b"no"))
_KEEP_ALIVE: Final = sse.encode_comment("still here")
_HANDSHAKE: Final = "initialize"
_MIRRORED: Final = {str(status): status for status in (200, 202, 204, 400, 404, 405, 409)}
_CHALLENGED: Final = frozenset({Reason.UNAUTHENTICATED, Reason.STEP_UP_REQUIRED, Reason.INSUFFICIENT_SCOPE})


class Hooks(NamedTuple):
    """What differs between the kinds of request on the way back; None where there is nothing to it."""

    challenge: Callable[[Deny], Lines] | None = None
    """The header that says how to come back after 401 and 403."""
    passes: Callable[[Event], bool] | None = None
    """Whether the client gets this event."""
    mark: Callable[[str], str] | None = None
    """The client's event id for one of the server behind; empty for none."""
    headers: Callable[[Mapping[str, str], Event | None], Lines] | None = None
    """Headers for what the server behind said beside its answer."""
    empty_status: int = 202
    streams: bool = False
    """Whether even a single message must come as a stream, as GET asks for."""


class AnswerSink:
    """Implements core's Sink for one HTTP request.

    `touched` (loop seconds of the last write) and `busy_since` (of the one under way, 0 if none) are for whoever watches over silent and slow ends.
    """

    __slots__ = ("_asked", "_clock", "_early", "_facts", "_hooks", "_send", "_streaming", "busy_since", "ended", "gone", "marked", "pulse", "touched")

    def __init__(self, send: Send, asked: Asked, hooks: Hooks, clock: Callable[[], float]) -> None:
        self._send = send
        self._asked = asked
        self._hooks = hooks
        self._clock = clock
        self._streaming = False
        self.ended = False
        self._facts: Mapping[str, str] = {}
        self._early: list[bytes] = []
        self.gone = False
        self.marked = False
        self.busy_since = 0.0
        self.touched = clock()
        self.pulse: asyncio.Task[None] | None = None

    async def send(self, event: Event) -> None:
        """Write one event of a stream; raises ClientGoneError where a modern client has hung up."""
        if self.gone and not self.marked:
            raise ClientGoneError
        if event.facts:
            self._facts = {**self._facts, **event.facts}
        await self._quiet()
        if self.gone or not self._passes(event):
            return
        if self._asked.method == _HANDSHAKE:
            # The session's header stands at the top of the answer and is known only with its last message.
            self._early.append(self._framed(event))
            return
        await self._write(self._framed(event))

    async def close(self, ending: Event | Deny | Hold | None) -> None:
        """Write the last of it."""
        if self.pulse is not None:
            await self._quiet()
        self.ended = True
        if isinstance(ending, Event):
            await self._last(ending)
        elif isinstance(ending, Deny):
            await self._refuse(refusal(ending, self._asked), ending)
        elif isinstance(ending, Hold):
            await self._refuse(held(ending, self._asked), None)
        elif self._streaming:
            await self._send({"type": "http.response.body", "body": b""})
        else:
            await respond(self._send, self._status(self._hooks.empty_status), b"", self._traced())

    async def keep_alive(self) -> None:
        """A sign of life; a silent call becomes a stream by it."""
        if not (self.ended or self.gone or self._asked.method == _HANDSHAKE):
            await self._write(_KEEP_ALIVE)

    async def _quiet(self) -> None:
        """Let a sign of life that is being written come to its end."""
        if self.pulse is not None:
            await asyncio.wait((self.pulse,))
            self.pulse = None

    async def _last(self, event: Event) -> None:
        if event.facts:
            self._facts = {**self._facts, **event.facts} if self._facts else event.facts
        status = self._status(200)
        if not self._passes(event) and (self._streaming or status == 200):
            await self._write(b"", more=False)
        elif self._streaming or self._early or (self._hooks.streams and status == 200):
            await self._write(b"".join((*self._early, self._framed(event))), more=False, event=event)
        else:
            await respond(self._send, status, event.data, (JSON, *self._traced(event)))

    async def _refuse(self, reply: Reply, deny: Deny | None) -> None:
        if self._streaming or (self._hooks.streams and reply.status == 200):
            await self._write(sse.encode_event(reply.body), more=False)
            return
        hook = self._hooks.challenge
        challenge = hook(deny) if hook is not None and deny is not None and deny.reason in _CHALLENGED else ()
        if self._asked.id is None and reply.status == 200:
            await respond(self._send, 202, b"", self._traced())
            return
        await respond(self._send, reply.status, reply.body, (*reply.all_headers(), *challenge, *self._traced()))

    async def _write(self, data: bytes, *, more: bool = True, event: Event | None = None) -> None:
        self.touched = self.busy_since = self._clock()
        if not self._streaming:
            self._streaming = True
            await self._send({"type": "http.response.start", "status": 200, "headers": [*_EVENTS, *self._traced(event)]})
        await self._send({"type": "http.response.body", "body": data, "more_body": more})
        self.busy_since = 0.0

    def _framed(self, event: Event) -> bytes:
        hook = self._hooks.mark
        mark = hook(event.mark) if hook is not None and event.mark else ""
        if mark:
            self.marked = True
        retry = event.facts.get("retry", "") if event.facts else ""
        return sse.encode_event(event.data, mark=mark, retry=int(retry) if retry.isdigit() else None)

    def _status(self, otherwise: int) -> int:
        """The status of the server behind, if it is one of the few that mean something to the client's protocol."""
        return _MIRRORED.get(self._facts.get("status", ""), otherwise) if self._facts else otherwise

    def _traced(self, event: Event | None = None) -> Lines:
        """The headers that every answer has, and those that this event asks for."""
        call: Lines = ((b"strongroom-call", self._asked.call_id.encode()),)
        hook = self._hooks.headers
        return call if hook is None else (*call, *hook(self._facts, event))

    def _passes(self, event: Event) -> bool:
        hook = self._hooks.passes
        return hook is None or hook(event)

    @property
    def cancels(self) -> bool:
        """Whether the client's hanging up ends the call: always in the modern era, and before it unless the stream can be taken up again."""
        return self._asked.era is Era.MODERN or not self.marked
