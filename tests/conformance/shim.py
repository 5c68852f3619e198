"""A relay that adds a bearer token to each request and changes nothing else: the suite cannot send headers of its own.

One request per connection, so that everything after its head can be passed on unread, streams included. Host and Origin stay as they came.
"""

import asyncio
import contextlib
from dataclasses import dataclass

HEAD_LIMIT = 64 * 1024
PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Relay:
    """Where to connect to, and the token to add; no token, no header."""

    port: int
    token: str = ""

    async def serve(self, port: int) -> asyncio.Server:
        """Listen on loopback, both families, since `localhost` may mean either."""
        return await asyncio.start_server(self._connection, ["127.0.0.1", "::1"], port, limit=HEAD_LIMIT)

    def head(self, received: bytes) -> bytes:
        """The head to send on: the received one, with the token, and closing the connection after the answer."""
        first, *lines = received.removesuffix(b"\r\n\r\n").split(b"\r\n")
        kept = [line for line in lines if line.split(b":", 1)[0].strip().lower() not in {b"connection", b"keep-alive", b"authorization"}]
        if self.token:
            kept.append(b"Authorization: Bearer " + self.token.encode())
        return b"\r\n".join([first, *kept, b"Connection: close"]) + b"\r\n\r\n"

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = await reader.readuntil(b"\r\n\r\n")
            behind, ahead = await asyncio.open_connection("127.0.0.1", self.port)
            ahead.write(self.head(head))
            ways = {asyncio.create_task(_pass_on(reader, ahead)), asyncio.create_task(_pass_on(behind, writer))}
            # Either end ends both: a client that hung up must be noticed by the server, and the answer's end is the connection's.
            _, left = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in left:
                way.cancel()
            ahead.close()
        writer.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Copy until the end, or until one side is gone."""
    with contextlib.suppress(ConnectionError):
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()
