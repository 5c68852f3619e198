"""Batches, which only revision 2025-03-26 has: one POST with several messages, answered on one stream.

Above: the doors. Below: the JSON-RPC and SSE codecs.
Does not know: what the messages ask. Each is a call of its own, decided and sealed on its own, one after the other.
"""

from typing import Final, cast

import msgspec

from strongroom.core.reason import Reason
from strongroom.edge.port import AsgiMessage, Send
from strongroom.edge.reply import respond
from strongroom.wire import jsonrpc, sse
from strongroom.wire.jsonrpc import INVALID_REQUEST, Limits, Message, MessageError
from strongroom.wire.mcp.inbound import WireError, wire_error

_MOST: Final = 32
_read_items = msgspec.json.Decoder(list[msgspec.Raw]).decode
_EVENTS: Final = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-cache, no-transform"), (b"x-accel-buffering", b"no")]


def split(body: bytes, limits: Limits) -> list[Message]:
    """The messages of a batch; raises WireError where one is malformed, where there are too many, or none, and for a handshake among them."""
    items = _read_items(body)
    if not 0 < len(items) <= _MOST:
        raise WireError(f"A batch has 1 to {_MOST} messages.", reason=Reason.TOO_LARGE, code=INVALID_REQUEST)
    try:
        messages = [jsonrpc.parse(bytes(item), limits) for item in items]
    except MessageError as error:
        raise wire_error(error) from None
    if any(message.method == "initialize" for message in messages):
        raise WireError("The handshake is never part of a batch.", code=INVALID_REQUEST)
    return messages


class BatchStream:
    """One stream for several answers: whole answers become events of it, streams flow into it, and what has no answer adds nothing."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._started = False

    def part(self) -> Send:
        """Where the next answer goes."""
        return _Part(self).send

    async def write(self, data: bytes) -> None:
        """Events for the client."""
        if not self._started:
            self._started = True
            await self._send({"type": "http.response.start", "status": 200, "headers": _EVENTS})
        await self._send({"type": "http.response.body", "body": data, "more_body": True})

    async def end(self) -> None:
        """No more answers: 202 where there was none at all."""
        if self._started:
            await self._send({"type": "http.response.body", "body": b""})
        else:
            await respond(self._send, 202)


class _Part:
    """Stands where the connection would, for one answer."""

    def __init__(self, stream: BatchStream) -> None:
        self._stream = stream
        self._whole = True

    async def send(self, message: AsgiMessage) -> None:
        """Take what an answer would send over a connection of its own."""
        if message["type"] == "http.response.start":
            headers = cast("list[tuple[bytes, bytes]]", message["headers"])
            self._whole = (b"content-type", b"text/event-stream") not in headers
            return
        body = cast("bytes", message.get("body", b""))
        if body:
            await self._stream.write(sse.encode_event(body) if self._whole else body)
