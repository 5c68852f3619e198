"""The connections to one origin: a bounded number, reused last in first out, and a bounded queue for them."""

import asyncio
import ssl
from collections import deque

from strongroom.drivers.http.address import Origin
from strongroom.drivers.http.connection import Connection
from strongroom.drivers.http.errors import BusyError, ConnectError
from strongroom.drivers.http.settings import HttpSettings


class OriginPool:
    """Connections to one origin. A place freed by a lost connection goes to the first in the queue, who then opens a new one."""

    def __init__(self, origin: Origin, settings: HttpSettings, tls: ssl.SSLContext | None) -> None:
        self._origin = origin
        self._settings = settings
        self._tls = tls
        self._loop = asyncio.get_running_loop()
        self._idle: list[Connection] = []
        self._all: set[Connection] = set()
        self._places = settings.connections_per_origin
        self._queue: deque[asyncio.Future[Connection | None]] = deque()
        self._empty: asyncio.Future[None] | None = None

    def take(self) -> Connection | None:
        """An idle connection that can be used now, or None."""
        while self._idle:
            connection = self._idle.pop()
            if connection.usable:
                return connection
        return None

    async def acquire(self) -> Connection:
        """A connection: idle, new, or one that somebody gives back; raises ConnectError or BusyError, each after the time to connect."""
        connection = self.take()
        if connection is not None:
            return connection
        if self._places <= 0:
            given = await self._wait()
            if given is not None:
                return given
        else:
            self._places -= 1
        return await self._connect()

    async def _wait(self) -> Connection | None:
        """A connection that was given back, or None: the place of one that was lost, taken for the caller."""
        if len(self._queue) >= self._settings.waiting_per_origin:
            message = f"{len(self._queue)} calls wait for a connection already"
            raise BusyError(message)
        turn: asyncio.Future[Connection | None] = self._loop.create_future()
        self._queue.append(turn)
        try:
            async with asyncio.timeout(self._settings.connect_seconds):
                return await asyncio.shield(turn)
        except TimeoutError:
            self._leave_queue(turn)
            message = f"no connection became free within {self._settings.connect_seconds} seconds"
            raise BusyError(message) from None
        except asyncio.CancelledError:
            self._leave_queue(turn)
            raise

    def _leave_queue(self, turn: "asyncio.Future[Connection | None]") -> None:
        """Whoever stops waiting passes on what was given in the meantime."""
        if not turn.done():
            turn.cancel()
            self._queue.remove(turn)
        elif (given := turn.result()) is not None:
            self.released(given)
        else:
            self._place_free()

    async def _connect(self) -> Connection:
        """Open a connection in a place already taken."""
        origin = self._origin
        held = True
        try:
            async with asyncio.timeout(self._settings.connect_seconds):
                _, connection = await self._loop.create_connection(
                    lambda: Connection(self, self._loop), origin.host, origin.port, ssl=self._tls, server_hostname=origin.host if self._tls else None
                )
            if connection.usable:
                self._all.add(connection)
                held = False
                return connection
            message = "the server closed the connection at once"
            raise ConnectError(message)
        except ssl.SSLCertVerificationError as error:
            message = f"the certificate does not verify: {error.verify_message}"
            raise ConnectError(message) from error
        except TimeoutError as error:
            message = f"no connection within {self._settings.connect_seconds} seconds"
            raise ConnectError(message) from error
        except OSError as error:
            message = f"no connection: {error.strerror or type(error).__name__}"
            raise ConnectError(message) from error
        finally:
            if held:
                self._place_free()

    def _place_free(self) -> None:
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._places += 1
        self._tell_if_empty()

    def released(self, connection: Connection) -> None:
        """A connection is free: for the first in the queue, or for later."""
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                connection.quiet_until = float("inf")
                turn.set_result(connection)
                return
        connection.quiet_until = self._loop.time() + self._settings.idle_seconds
        self._idle.append(connection)
        self._tell_if_empty()

    def lost(self, connection: Connection) -> None:
        """A connection is gone, and its place is free."""
        if connection in self._all:
            self._all.discard(connection)
            if connection in self._idle:
                self._idle.remove(connection)
            self._place_free()

    def overdue(self, now: float) -> list[Connection]:
        """Connections whose server is silent for too long, and those idle for too long."""
        return [one for one in self._all if one.quiet_until < now and not one.stalled]

    def counts(self) -> tuple[int, int, int]:
        """Connections open, idle, and calls waiting."""
        return len(self._all), len(self._idle), len(self._queue)

    async def drained(self) -> None:
        """Return when no response is under way."""
        while any(one.busy for one in self._all) or self._queue:
            self._empty = self._loop.create_future()
            await self._empty

    def _tell_if_empty(self) -> None:
        if self._empty is not None and not self._empty.done():
            self._empty.set_result(None)

    def abort(self) -> None:
        """Close every connection at once."""
        for connection in list(self._all):
            connection.abort()
