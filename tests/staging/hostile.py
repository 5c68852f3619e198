"""An MCP server of our own on a loopback socket, as helpful or as hostile as a test wants: raw bytes, and a record of everything it was sent.

It runs on the loop of `ground.Ground`, in a thread beside the tests, so that one server can serve a whole module.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

CHUNKED = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"


@dataclass(slots=True)
class Heard:
    """One request as it came, and the way back."""

    line: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    writer: asyncio.StreamWriter
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def message(self) -> dict[str, Json]:
        """The JSON-RPC message; empty where there is none."""
        found: Json = json.loads(self.body) if self.body else {}
        return found if isinstance(found, dict) else {}

    @property
    def method(self) -> str:
        return str(self.message.get("method", ""))

    @property
    def params(self) -> dict[str, Json]:
        found = self.message.get("params")
        return found if isinstance(found, dict) else {}

    @property
    def name(self) -> str:
        return str(self.params.get("name", ""))

    @property
    def modern(self) -> bool:
        return self.header("mcp-protocol-version") == "2026-07-28"

    def header(self, name: str) -> str:
        return next((value for found, value in self.headers if found == name), "")

    async def raw(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def json(self, value: Json, *, status: str = "200 OK", more: str = "") -> None:
        await self.whole(json.dumps(value, ensure_ascii=False).encode(), status=status, more=more)

    async def whole(self, body: bytes, *, status: str = "200 OK", more: str = "") -> None:
        """A JSON body, byte for byte."""
        await self.raw(f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n{more}\r\n".encode() + body)

    async def result(self, value: dict[str, Json], *, more: str = "") -> None:
        whole = {"resultType": "complete", **value} if self.modern else value
        await self.json({"jsonrpc": "2.0", "id": self.message.get("id"), "result": whole}, more=more)

    async def text(self, text: str, **more: Json) -> None:
        await self.result({"content": [{"type": "text", "text": text}], **more})

    async def error(self, code: int, message: str, data: Json = None, *, status: str = "200 OK") -> None:
        await self.json({"jsonrpc": "2.0", "id": self.message.get("id"), "error": {"code": code, "message": message, "data": data}}, status=status)

    async def begin(self) -> None:
        """Start an event stream."""
        await self.raw(CHUNKED)

    async def event(self, value: Json) -> None:
        await self.frame(b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n")

    async def frame(self, data: bytes) -> None:
        """One chunk of a stream, byte for byte."""
        await self.raw(b"%x\r\n%b\r\n" % (len(data), data))

    async def last(self, value: dict[str, Json]) -> None:
        """The answer, and the end of the stream."""
        whole = {"resultType": "complete", **value} if self.modern else value
        await self.event({"jsonrpc": "2.0", "id": self.message.get("id"), "result": whole})
        await self.raw(b"0\r\n\r\n")

    async def until_gone(self, seconds: float = 20.0) -> None:
        """Wait for the gateway to hang up."""
        async with asyncio.timeout(seconds):
            await self.gone.wait()


Act: TypeAlias = Callable[[Heard], Awaitable[None]]


def tool(name: str, **more: Json) -> dict[str, Json]:
    """A tool as a list shows it."""
    return {"name": name, "description": f"The tool {name}.", "inputSchema": {"type": "object"}, **more}


class Hostile:
    """The server. `tools` maps names to what a call of them does; `acts` maps methods to what they do instead of the honest thing."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.port = 0
        self.heard: list[Heard] = []
        self.tools: dict[str, Act] = {}
        self.listed: list[Json] = []
        self.resources: dict[str, str] = {}
        self.prompts: dict[str, str] = {}
        self.acts: dict[str, Act] = {}
        self.sessions: set[str] = set()
        self.up = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/mcp"

    def offer(self, name: str, act: Act, **more: Json) -> None:
        """One more tool."""
        self.tools[name] = act
        self.listed.append(tool(name, **more))

    def calls(self, name: str) -> list[Heard]:
        """The calls of one tool so far."""
        return [one for one in self.heard if one.method == "tools/call" and one.name == name]

    def wait(self, true: Callable[[], bool], seconds: float = 10.0) -> None:
        """From a test's thread: wait for something to have been heard."""
        until = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < until, f"{self.label} did not hear it; heard {[one.method or one.line for one in self.heard[-5:]]}"
            time.sleep(0.01)

    async def serve(self, port: int = 0) -> asyncio.Server:
        server = await asyncio.start_server(self._converse, "127.0.0.1", port, limit=64 * 1024 * 1024)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (heard := await _read(reader, writer)) is not None:
                self.heard.append(heard)
                work = asyncio.ensure_future(self._answer(heard))
                watch = asyncio.ensure_future(_watched(reader, heard))
                await asyncio.wait({work, watch}, return_when=asyncio.FIRST_COMPLETED)
                if not work.done():
                    await asyncio.wait({work}, timeout=1.0)
                watch.cancel()
                if not work.done():
                    work.cancel()
                await asyncio.wait({work, watch})
                if heard.gone.is_set() or (not work.cancelled() and work.exception() is not None):
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, heard: Heard) -> None:
        if not self.up:
            heard.writer.close()
            return
        method = heard.method
        session = heard.header("mcp-session-id")
        if session and session not in self.sessions:
            await heard.raw(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")
        elif method in self.acts:
            await self.acts[method](heard)
        elif heard.line.startswith("DELETE"):
            self.sessions.discard(heard.header("mcp-session-id"))
            await heard.raw(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
        elif heard.line.startswith("GET"):
            await self.acts.get("GET", _not_offered)(heard)
        elif "id" not in heard.message or not method:
            await heard.raw(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n")
        else:
            await self._request(heard, method)

    async def _request(self, heard: Heard, method: str) -> None:
        honest: dict[str, Json] = {"ttlMs": 1000, "cacheScope": "private"} if heard.modern else {}
        if method == "initialize":
            session = f"{self.label}-{len(self.heard)}"
            self.sessions.add(session)
            capabilities: dict[str, Json] = {"tools": {"listChanged": True}, "resources": {"subscribe": True}, "prompts": {}, "completions": {}, "logging": {}}
            version = heard.params.get("protocolVersion")
            info: Json = {"name": self.label, "version": "1"}
            await heard.result({"protocolVersion": version, "capabilities": capabilities, "serverInfo": info}, more=f"mcp-session-id: {session}\r\n")
        elif method == "server/discover":
            await heard.result(
                {"supportedVersions": ["2026-07-28"], "capabilities": {"tools": {}, "resources": {}, "prompts": {}, "completions": {}}, **honest}
            )
        elif method == "tools/list":
            await heard.result({"tools": self.listed, **honest})
        elif method == "tools/call":
            await self.tools.get(heard.name, _unknown)(heard)
        elif method == "resources/list":
            await heard.result({"resources": [{"uri": uri, "name": uri} for uri in self.resources], **honest})
        elif method == "resources/templates/list":
            await heard.result({"resourceTemplates": [], **honest})
        elif method == "resources/read":
            uri = str(heard.params.get("uri"))
            await heard.result({"contents": [{"uri": uri, "text": self.resources.get(uri, "")}], **honest})
        elif method == "prompts/list":
            await heard.result({"prompts": [{"name": name} for name in self.prompts], **honest})
        else:
            await self._lesser(heard, method)

    async def _lesser(self, heard: Heard, method: str) -> None:
        if method == "prompts/get":
            text = self.prompts.get(heard.name, "")
            await heard.result({"messages": [{"role": "user", "content": {"type": "text", "text": text}}]})
        elif method == "completion/complete":
            await heard.result({"completion": {"values": ["one"], "total": 1, "hasMore": False}})
        elif method in {"ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe"}:
            await heard.result({})
        else:
            await heard.error(-32601, f"Method not found: {method}", status="404 Not Found")


async def _unknown(heard: Heard) -> None:
    await heard.error(-32602, f"Unknown tool: {heard.name}")


async def _not_offered(heard: Heard) -> None:
    await heard.raw(b"HTTP/1.1 405 Method Not Allowed\r\ncontent-length: 0\r\n\r\n")


async def _read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Heard | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    line, *lines = head.removesuffix("\r\n\r\n").split("\r\n")
    headers = tuple((name.lower(), value.strip()) for name, _, value in (one.partition(":") for one in lines))
    length = int(dict(headers).get("content-length", "0"))
    return Heard(line, headers, await reader.readexactly(length), writer)


async def _watched(reader: asyncio.StreamReader, heard: Heard) -> None:
    """Notice that the gateway hung up. A next request on the same connection would wake this too, but the gateway sends none before its answer."""
    while not reader.at_eof() and not heard.writer.is_closing():
        await asyncio.sleep(0.02)
    heard.gone.set()
