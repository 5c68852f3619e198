"""The pool: a request in, a response out, over kept connections that are bounded per origin.

Sends each request once. Only a connection found dead before the first byte was written is replaced silently; whether to send again
after that is for those who know what the request does.
"""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from strongroom.drivers.http.address import Address, Origin
from strongroom.drivers.http.errors import BusyError, SilenceError, UnsendableError
from strongroom.drivers.http.origin import OriginPool
from strongroom.drivers.http.response import Response
from strongroom.drivers.http.settings import HttpSettings
from strongroom.drivers.http.tls import client_context

_SWEEP_SECONDS: Final = 0.25
_TOKEN: Final = re.compile(rb"[a-z0-9!#$%&'*+.^_`|~-]{1,256}")
_OURS: Final = frozenset({b"host", b"content-length", b"transfer-encoding", b"connection", b"upgrade", b"te", b"trailer", b"expect", b"keep-alive"})
_VISIBLE: Final = bytes([9, *range(0x20, 0x7F), *range(0x80, 0x100)])
_NAMES_KEPT: Final = 1024


@dataclass(frozen=True, slots=True)
class Occupancy:
    """Connections of one origin: open, of these idle, and calls that wait for one."""

    open: int
    idle: int
    waiting: int


class Pool:
    """Connections to any number of origins, one TLS context for all. Lives on one event loop; `close` it there."""

    def __init__(self, settings: HttpSettings) -> None:
        self._settings = settings
        self._tls = client_context(settings)
        self._origins: dict[Origin, OriginPool] = {}
        self._names: set[bytes] = set()
        self._sweeping: asyncio.TimerHandle | None = None
        self._closing = False

    async def request(
        self, method: str, address: Address, headers: Sequence[tuple[bytes, bytes]], body: bytes = b"", *, silence: float = float("inf")
    ) -> Response:
        """Send one request and return when the head of its response is there.

        `headers` are sent as given, names in lower case, without the framing ones, which are the pool's. `silence` is how many seconds the
        server may say nothing, before the head and within the body. Raises HttpError; cancelling closes the connection.
        """
        request = self._encode(method, address, headers, body)
        if self._closing:
            message = "Strongroom is stopping"
            raise BusyError(message)
        origin = self._origins.get(address.origin) or self._open_origin(address.origin)
        connection = origin.take()
        if connection is None:
            connection = await origin.acquire()
            while not connection.usable:
                connection = await origin.acquire()
        response = connection.send(request, silence)
        try:
            while not response.settled:
                await response.changed()
        except asyncio.CancelledError:
            connection.abort()
            raise
        response.raise_failure()
        return response

    def _encode(self, method: str, address: Address, headers: Sequence[tuple[bytes, bytes]], body: bytes) -> bytes:
        """The whole request as bytes; no header can end the head early, add another, or reframe the body."""
        head = address.heads.get(method)
        if head is None:
            message = f"only {', '.join(address.heads)} can be sent"
            raise UnsendableError(message)
        known = self._names
        for name, _ in headers:
            if name not in known:
                self._check_name(name)
        lines = b"".join([b"%b: %b\r\n" % line for line in headers])
        if lines.translate(None, _VISIBLE) != b"\r\n" * len(headers):
            message = "a header value has a control character in it"
            raise UnsendableError(message)
        if body or method == "POST":
            return b"%b%bcontent-length: %d\r\n\r\n%b" % (head, lines, len(body), body)
        return head + lines + b"\r\n"

    def _check_name(self, name: bytes) -> None:
        if not _TOKEN.fullmatch(name) or name in _OURS:
            message = f"not a header a caller may set: {name[:64]!r}"
            raise UnsendableError(message)
        if len(self._names) < _NAMES_KEPT:
            self._names.add(name)

    def _open_origin(self, origin: Origin) -> OriginPool:
        opened = OriginPool(origin, self._settings, self._tls if origin.secure else None)
        self._origins[origin] = opened
        if self._sweeping is None:
            self._sweeping = asyncio.get_running_loop().call_later(_SWEEP_SECONDS, self._sweep)
        return opened

    def _sweep(self) -> None:
        """Every quarter second: give up on silent servers, close what idled too long. One timer for all calls instead of one each."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        for origin in self._origins.values():
            for connection in origin.overdue(now):
                connection.fail(SilenceError("the server said nothing for longer than it may"))
        self._sweeping = loop.call_later(_SWEEP_SECONDS, self._sweep)

    def occupancy(self) -> Mapping[str, Occupancy]:
        """How full the pool is, by origin."""
        return {str(origin): Occupancy(*found.counts()) for origin, found in self._origins.items()}

    async def close(self, *, grace: float = 5.0) -> None:
        """Refuse new requests, let those under way finish for `grace` seconds, then close every connection."""
        self._closing = True
        try:
            async with asyncio.timeout(grace):
                await asyncio.gather(*(origin.drained() for origin in self._origins.values()))
        except TimeoutError:
            pass
        if self._sweeping is not None:
            self._sweeping.cancel()
        for origin in self._origins.values():
            origin.abort()
        # Transports tell of their end one turn of the loop later; nobody should find them open after this.
        await asyncio.sleep(0)
