"""One client connection, bounded before any request exists: how large a request head may be, and how long it may take to arrive.

uvicorn's httptools protocol refuses malformed framing, but lets a head grow and dawdle without end; a public door may not.
It also forgets the host of a request line in absolute form, so that is the one place to compare it with the Host header (RFC 9112 section 3.2.2).
"""

import asyncio
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_LENGTH = b"\r\ncontent-length: "


class JoinedWrites(asyncio.Transport):
    """The transport as one answer sees it: a head that announces its length waits for the body, and both go out in one write.

    uvicorn writes them one by one, and each write is a system call that wakes the client. A body that is not there in the same turn of the loop
    is not waited for.
    """

    __slots__ = ("_begun", "_head", "_loop", "_transport")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._head = b""
        self._begun = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Write, or hold back what is such a head."""
        if self._head:
            data, self._head = self._head + data, b""
        elif not self._begun and isinstance(data, bytes) and _LENGTH in data:
            self._begun = True
            self._head = data
            self._loop.call_soon(self._flush)
            return
        self._transport.write(data)

    def _flush(self) -> None:
        if self._head and not self._transport.is_closing():
            head, self._head = self._head, b""
            self._transport.write(head)

    def is_closing(self) -> bool:
        """Whether the connection is about to end."""
        return self._transport.is_closing()

    def close(self) -> None:
        """End the connection once everything was written."""
        self._flush()
        self._transport.close()


class BoundedConnection(HttpToolsProtocol):
    """uvicorn's connection with a bound on the request head. Sizes in bytes, times in seconds."""

    largest_head: ClassVar[int] = 32 * 1024
    head_seconds: ClassVar[float] = 10.0

    _in_head = True
    _head_bytes = 0
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn narrows the transport likewise
        """A client connected: its first head is due."""
        super().connection_made(transport)
        self._arm()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client left."""
        self._disarm()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes arrived. The timer is touched only where a head is still incomplete, so a whole request costs nothing more."""
        before = self._in_head
        super().data_received(data)
        if not self._in_head:
            self._disarm()
            return
        self._head_bytes += len(data) if before else 1
        if self._head_bytes > self.largest_head:
            self._refuse(_TOO_LARGE)
        elif self._head_timer is None:
            self._arm()

    def on_message_begin(self) -> None:
        """A head begins."""
        super().on_message_begin()
        self._in_head = True
        self._head_bytes = 0

    def on_headers_complete(self) -> None:
        """The head is here; raises ValueError, which the parser's caller answers with 400, where it names two hosts or asks for another protocol."""
        self._in_head = False
        if not self.url.startswith(b"/"):
            self._check_target()
        if self.parser.should_upgrade():
            # The parser takes what follows for another protocol, so the body of such a request would be read as the next request.
            message = "no other protocol is spoken here"
            raise ValueError(message)
        super().on_headers_complete()
        # Its task has not begun, so nothing was written through the transport that it was given.
        self.cycle.transport = JoinedWrites(self.transport, self.loop)

    def _check_target(self) -> None:
        """Another form than a plain path: whoever went by the line and whoever went by the header must have meant the same host."""
        scheme, between, rest = self.url.partition(b"://")
        authority = rest.partition(b"/")[0].partition(b"?")[0].lower()
        hosts = [value.strip().lower() for name, value in self.headers if name == b"host"]
        if not between or scheme.lower() not in {b"http", b"https"} or hosts != [authority]:
            message = "the request line is for another host than the Host header"
            raise ValueError(message)

    def _arm(self) -> None:
        self._head_timer = self.loop.call_later(self.head_seconds, self._refuse, _TOO_SLOW)

    def _disarm(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _refuse(self, answer: bytes) -> None:
        self._disarm()
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()
