"""One connection: sends one request at a time, parses what comes back with llhttp, and is strict about whatever that is.

Below it is a raw transport, above it the origin's pool, which gets it back when the response is whole and the connection still good.
"""

import asyncio
import socket
from typing import Final, Protocol, cast

import httptools

from strongroom.drivers.http.errors import ConnectionLostError, HttpError, InvalidResponseError, TooLargeError
from strongroom.drivers.http.response import HIGH_WATER, Response

HEAD_LIMIT: Final = 64 * 1024
_HEADERS_LIMIT: Final = 256
_FRAMING_PER_BYTE: Final = 8
_DISCARD_LIMIT: Final = 64 * 1024
_DISCARD_SECONDS: Final = 1.0
_CONTINUES: Final = range(100, 200)
_SWITCHING: Final = 101
_FOREVER: Final = float("inf")


class Owner(Protocol):
    """The pool of the connection's origin."""

    def released(self, connection: "Connection") -> None:
        """The response is whole and the connection can be used again."""
        ...

    def lost(self, connection: "Connection") -> None:
        """The connection is closed."""
        ...


class Connection(asyncio.Protocol):
    """One HTTP/1.1 connection. `quiet_until` is the loop time at which the pool's sweep gives up waiting, or at which an idle one is closed."""

    __slots__ = (
        "_body",
        "_complete",
        "_fed",
        "_framed",
        "_interim",
        "_keep",
        "_open",
        "_owner",
        "_parser",
        "_paused",
        "_response",
        "_silence",
        "_transport",
        "_unsent",
        "_unwanted",
        "loop",
        "quiet_until",
    )

    def __init__(self, owner: Owner, loop: asyncio.AbstractEventLoop) -> None:
        self._owner = owner
        self.loop = loop
        self._parser = httptools.HttpResponseParser(self)
        self._transport: asyncio.Transport | None = None
        self._open = False
        self._response: Response | None = None
        self._silence = _FOREVER
        self.quiet_until = _FOREVER
        self._paused = False
        self._reset()

    def _reset(self) -> None:
        self._fed = 0
        self._body = 0
        self._framed = False
        self._interim = False
        self._complete = False
        self._keep = False
        self._unsent = False
        self._unwanted = False

    @property
    def usable(self) -> bool:
        """Whether a request can be sent now."""
        return self._open and self._response is None and self._transport is not None and not self._transport.is_closing()

    @property
    def busy(self) -> bool:
        """Whether a response is awaited or under way."""
        return self._response is not None

    @property
    def stalled(self) -> bool:
        """Whether it is the reader, not the server, that keeps the response waiting."""
        return self._paused

    def send(self, request: bytes, silence: float) -> Response:
        """Send a whole request; `silence` is how many seconds the server may say nothing, before its answer and within.

        The bytes leave in the next turn of the loop, right behind one another with those of other calls: a write to a server that sleeps has to wake
        it, which costs more than the write, and requests written one by one, each after the work for the next, find it asleep each time.
        """
        response = Response(self)
        self._reset()
        self._response = response
        self._silence = silence
        self.quiet_until = self.loop.time() + silence
        self._unsent = True
        self.loop.call_soon(self._write, request, response)
        return response

    def _write(self, request: bytes, response: Response) -> None:
        """Unless the call was given up meanwhile."""
        if self._response is response and self._transport is not None and not self._transport.is_closing():
            self._unsent = False
            self._transport.write(request)

    def abort(self) -> None:
        """Close at once; whoever waits for the response learns that it was lost."""
        self.fail(ConnectionLostError("the connection was closed before the response was whole"))

    def fail(self, error: HttpError) -> None:
        """Close at once, for this reason."""
        response, self._response = self._response, None
        if response is not None:
            response.end(error)
        if self._transport is not None:
            self._transport.abort()

    def read_on(self) -> None:
        """The waiting body was taken; read again if that had stopped."""
        if self._paused and self._transport is not None and not self._transport.is_closing():
            self._paused = False
            self.quiet_until = self.loop.time() + self._silence
            self._transport.resume_reading()

    def discard(self) -> None:
        """Nobody wants the rest: allow it a second and 64 KiB to end, so that the connection can be used again."""
        self._unwanted = True
        self._silence = _DISCARD_SECONDS
        self.read_on()
        self.quiet_until = self.loop.time() + _DISCARD_SECONDS

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The transport is there, TLS done."""
        self._transport = cast("asyncio.Transport", transport)
        self._open = True
        raw = transport.get_extra_info("socket")
        if raw is not None:
            # A standing stream may be silent for hours: the kernel finds out if its peer is gone.
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)

    def connection_lost(self, exc: Exception | None) -> None:
        """The transport is gone: the end of a body that only the end of the connection ends, otherwise the loss of a response."""
        self._open = False
        response, self._response = self._response, None
        if response is not None:
            whole = exc is None and response.status != 0 and not self._framed
            response.end(None if whole else ConnectionLostError("the server closed the connection before the response was whole"))
        self._owner.lost(self)

    def data_received(self, data: bytes) -> None:
        """Bytes from the server: parse, bound, hand on. Bytes nobody asked for mean that the two sides disagree: the connection is closed."""
        response = self._response
        if response is None or self._unsent:
            self.abort()
            return
        self._fed += len(data)
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            self._broken(response, error)
            return
        if self._fed - self._body > HEAD_LIMIT + _FRAMING_PER_BYTE * self._body:
            self.fail(TooLargeError(f"the response's head or framing is larger than the {HEAD_LIMIT} bytes allowed"))
        elif self._complete:
            self._finish(response)
        elif response.status:
            self._go_on(response)

    def _go_on(self, response: Response) -> None:
        if self._unwanted:
            if response.buffered > _DISCARD_LIMIT:
                self.abort()
            return
        self.quiet_until = self.loop.time() + self._silence
        if response.buffered > HIGH_WATER and self._transport is not None and not self._paused:
            self._paused = True
            self._transport.pause_reading()
        response.wake()

    def _finish(self, response: Response) -> None:
        transport = cast("asyncio.Transport", self._transport)
        self._response = None
        response.end(None)
        if self._keep and not transport.is_closing() and transport.get_write_buffer_size() == 0:
            self._owner.released(self)
        else:
            transport.abort()

    def _broken(self, response: Response, error: Exception) -> None:
        if self._complete:
            self._response = None
            response.end(None)
            self.abort()
            return
        cause = error.__context__
        self.fail(cause if isinstance(cause, HttpError) else InvalidResponseError(f"not an HTTP/1.1 response: {error}"))

    def on_message_begin(self) -> None:
        """llhttp: a response begins; only one was asked for."""
        if self._complete:
            message = "more than one response to one request"
            raise InvalidResponseError(message)

    def on_header(self, name: bytes, value: bytes) -> None:
        """llhttp: one whole header, or trailer; trailers are dropped, and so are the headers of interim responses."""
        response = self._response
        if response is None or response.status:
            return
        name = name.lower()
        if name == b"transfer-encoding":
            if self._framed or value.lower() != b"chunked":
                message = "a transfer coding other than chunked"
                raise InvalidResponseError(message)
            self._framed = True
        elif name == b"content-length":
            self._framed = True
        response.headers.append((name, value.strip()))
        if len(response.headers) > _HEADERS_LIMIT:
            message = f"more than {_HEADERS_LIMIT} headers"
            raise TooLargeError(message)

    def on_headers_complete(self) -> None:
        """llhttp: the head is whole."""
        status = self._parser.get_status_code()
        response = cast("Response", self._response)
        if status in _CONTINUES:
            if status == _SWITCHING:
                message = "the server wants to switch protocols"
                raise InvalidResponseError(message)
            self._interim = True
            self._framed = False
            response.headers.clear()
            return
        response.status = status

    def on_body(self, body: bytes) -> None:
        """llhttp: a piece of the body."""
        self._body += len(body)
        if self._response is not None:
            self._response.take(body)

    def on_message_complete(self) -> None:
        """llhttp: the response is whole, or an interim one is over."""
        if self._interim:
            self._interim = False
            return
        self._complete = True
        self._keep = self._parser.should_keep_alive()
