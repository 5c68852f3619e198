"""What a stage stands on: a thread with an event loop for the servers of a test, and an issuer that says what a test wants."""

import asyncio
import contextlib
import json
import threading
import time
import uuid
from collections.abc import Coroutine, Iterator, Mapping
from typing import TypeVar

from joserfc import jwt
from joserfc.jwk import ECKey
from staging.hostile import Hostile, Json

_Made = TypeVar("_Made")


class Ground:
    """A loop in a thread of its own, and the servers on it."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="ground", daemon=True)
        self._servers: dict[int, asyncio.Server] = {}

    def do(self, what: Coroutine[object, object, _Made]) -> _Made:
        """Run a coroutine there and wait for it."""
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(30)

    def raise_up(self, server: Hostile, port: int = 0) -> Hostile:
        """Let a server listen."""
        made = self.do(server.serve(port))
        self._servers[server.port] = made
        return server

    def take_down(self, port: int) -> None:
        """Stop listening there; connections end with the next answer."""

        async def stop() -> None:
            self._servers.pop(port).close()

        self.do(stop())

    def issuer(self) -> "Issuer":
        """An issuer, listening."""
        made = Issuer()
        self._servers[made.port] = self.do(made.serve())
        return made

    @contextlib.contextmanager
    def running(self) -> Iterator["Ground"]:
        """While the block runs."""
        self._thread.start()
        try:
            yield self
        finally:
            self.do(self._end())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)
            self._loop.close()

    async def _end(self) -> None:
        for server in self._servers.values():
            server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


class Issuer:
    """Signs with one ES256 key, whose public half it serves at /jwks."""

    def __init__(self) -> None:
        self.port = 0
        self.key = ECKey.generate_key("P-256", {"kid": "attack", "use": "sig", "alg": "ES256"})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def token(self, door: str, subject: str = "alice", claims: Mapping[str, Json] | None = None, *, key: ECKey | None = None) -> str:
        """An access token (RFC 9068); `claims` override, and None removes."""
        now = int(time.time())
        said: dict[str, Json] = {
            "iss": self.url,
            "aud": door,
            "sub": subject,
            "client_id": "agent",
            "jti": str(uuid.uuid4()),
            "iat": now,
            "exp": now + 900,
            "scope": "use",
            "roles": ["reader"],
            "clearance": "confidential",
            **(claims or {}),
        }
        return jwt.encode(
            {"alg": "ES256", "typ": "at+jwt", "kid": "attack"}, {name: value for name, value in said.items() if value is not None}, key or self.key
        )

    async def serve(self) -> asyncio.Server:
        """Listen on loopback."""
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            body = json.dumps({"keys": [self.key.as_dict(private=False)]}).encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
            await writer.drain()
        writer.close()
