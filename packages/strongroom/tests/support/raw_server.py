"""A server on loopback that says exactly what a test tells it to, byte for byte."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heard:
    """One request as it came."""

    line: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for found, value in self.headers if found == name), None)


@dataclass(slots=True)
class Loopback:
    """What the server heard so far, and where it is. `connections` counts those that were ever opened, `closed` those that ended."""

    port: int = 0
    heard: list[Heard] = field(default_factory=list)
    connections: int = 0
    closed: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/mcp"

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for something to have happened here."""
        async with self.changed, asyncio.timeout(5):
            await self.changed.wait_for(true)

    async def tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()


Answer = Callable[[Heard, asyncio.StreamWriter], Awaitable[None]]


async def read_request(reader: asyncio.StreamReader) -> Heard | None:
    """The next request, or None at the end."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    line, *lines = head.rstrip().split("\r\n")
    headers = tuple((name.lower(), value.strip()) for name, _, value in (one.partition(":") for one in lines))
    length = int(dict(headers).get("content-length", "0"))
    return Heard(line, headers, await reader.readexactly(length))


@asynccontextmanager
async def serving(answer: Answer, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> AsyncIterator[Loopback]:
    """A server that calls `answer` for each request, on kept connections; an answer that closes the writer ends its connection."""
    state = Loopback()
    tasks: set[asyncio.Task[None]] = set()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        state.connections += 1
        try:
            while not writer.is_closing() and (heard := await read_request(reader)) is not None:
                state.heard.append(heard)
                await state.tell()
                await answer(heard, writer)
                await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            state.closed += 1
            writer.close()
            await state.tell()

    async def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(converse(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(accepted, host, 0, ssl=tls)
    state.port = server.sockets[0].getsockname()[1]
    try:
        yield state
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        await server.wait_closed()


def saying(data: bytes, *, then_close: bool = False) -> Answer:
    """Answers every request with these bytes."""

    async def answer(heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        if then_close:
            await writer.drain()
            writer.close()

    return answer


def response(body: bytes, *, status: str = "200 OK", kind: str = "application/json", more: str = "") -> bytes:
    """A whole response."""
    return f"HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n{more}\r\n".encode() + body


def events(*data: bytes) -> bytes:
    """A whole, chunked event stream of these messages."""
    body = b"".join(b"data: %b\n\n" % one for one in data)
    return b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
