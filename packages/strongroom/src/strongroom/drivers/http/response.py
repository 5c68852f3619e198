"""A response under way: its head, and its body in pieces as they arrive."""

import asyncio
from typing import Protocol

from strongroom.drivers.http.errors import HttpError, TooLargeError

HIGH_WATER = 128 * 1024
"""Bytes of body that may wait unread before the connection stops reading."""


class Source(Protocol):
    """The connection that a response arrives on, and its loop: asking asyncio for the running one is a system call before Python 3.12."""

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The event loop it lives on."""
        ...

    def abort(self) -> None:
        """Close at once."""
        ...

    def read_on(self) -> None:
        """The waiting body was taken; read again if that had stopped."""
        ...

    def discard(self) -> None:
        """Nobody wants the rest; keep the connection if it is short."""
        ...


class Response:
    """Status, headers (names in lower case) and body. Whoever has one reads it to the end or closes it."""

    __slots__ = ("_chunks", "_complete", "_error", "_source", "_waiter", "buffered", "headers", "status")

    def __init__(self, source: Source) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.buffered = 0
        self._source = source
        self._chunks: list[bytes] = []
        self._complete = False
        self._error: HttpError | None = None
        self._waiter: asyncio.Future[None] | None = None

    def header(self, name: bytes) -> bytes | None:
        """The first header of that name (lower case), or None."""
        for found, value in self.headers:
            if found == name:
                return value
        return None

    async def chunk(self) -> bytes | None:
        """The next piece of the body as soon as there is one, or None at its end; raises HttpError."""
        while not self._chunks:
            if self._error is not None:
                raise self._error
            if self._complete:
                return None
            await self.changed()
        data = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        self._chunks.clear()
        self.buffered = 0
        if not self._complete:
            self._source.read_on()
        return data

    def whole(self, limit: int) -> bytes | None:
        """The whole body if it is here already, in one piece and within `limit`: the common case, without waiting."""
        return self._chunks.pop() if self._complete and len(self._chunks) == 1 and self.buffered <= limit else None

    async def read(self, limit: int) -> bytes:
        """The whole body; raises TooLargeError and closes over `limit` bytes, HttpError where it does not arrive whole."""
        pieces: list[bytes] = []
        size = 0
        while (piece := await self.chunk()) is not None:
            size += len(piece)
            if size > limit:
                self.close()
                message = f"the body is larger than the {limit} bytes allowed"
                raise TooLargeError(message)
            pieces.append(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def close(self) -> None:
        """Stop here: the connection is closed, unless the response had arrived whole."""
        if not self._complete and self._error is None:
            self._source.abort()

    def release(self) -> None:
        """Take no more of the body, of which only an end without content is expected: the connection lives on if that is so."""
        if not self._complete and self._error is None:
            self._source.discard()

    async def changed(self) -> None:
        """Wait until something more is known: the head, a piece, the end, an error."""
        self._waiter = self._source.loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def take(self, data: bytes) -> None:
        """The connection brings a piece of the body."""
        self._chunks.append(data)
        self.buffered += len(data)

    def wake(self) -> None:
        """The connection has news."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def end(self, error: HttpError | None) -> None:
        """The connection brings the end, good or bad; the first word counts."""
        if not self._complete and self._error is None:
            self._complete = error is None
            self._error = error
            self.wake()

    @property
    def settled(self) -> bool:
        """Whether the head is known, or no head will come."""
        return self.status != 0 or self._error is not None

    def raise_failure(self) -> None:
        """Raise what went wrong before there was a head."""
        if self.status == 0 and self._error is not None:
            raise self._error
