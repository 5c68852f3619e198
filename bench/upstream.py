"""A fast MCP server (2026-07-28) that costs next to nothing, so that what stands in front of it is what is measured; also the issuer of the benchmark's tokens.

Usage: python bench/upstream.py --port N [--jwks FILE]
Knows two tools, `get_account` (a clean answer) and `get_account_iban` (an answer with an account number in it), and verifies nothing.
"""

import argparse
import asyncio
from pathlib import Path
from typing import Final, cast

import httptools
import orjson
import uvloop

INFO: Final = {"io.modelcontextprotocol/serverInfo": {"name": "bench", "version": "1"}}
SCHEMA: Final = {"type": "object", "properties": {"account": {"type": "string"}}, "required": ["account"]}
RECORD: Final[dict[str, object]] = {
    "value": {
        "id": "A-200001",
        "customer_id": "C-100001",
        "product": "CURRENT",
        "status": "OPEN",
        "opened_on": "2019-03-04",
        "ledger_balance": {"amount": "10482.17", "currency": "EUR"},
        "blocked_amount": {"amount": "120.00", "currency": "EUR"},
        "available_balance": {"amount": "10362.17", "currency": "EUR"},
    },
    "as_of": "2026-11-20",
    "source_system": "core-banking",
    "method": "lookup",
}
WITH_IBAN: Final = RECORD | {"value": {"id": "A-200001", "iban": "DE89370400440532013000", "status": "OPEN"}}


def _complete(**members: object) -> bytes:
    return orjson.dumps({"resultType": "complete", **members, "_meta": INFO})


def _answer(record: object) -> bytes:
    return _complete(content=[{"type": "text", "text": orjson.dumps(record).decode()}], structuredContent=record)


CALLS: Final = {"get_account": _answer(RECORD), "get_account_iban": _answer(WITH_IBAN)}
TOOLS: Final = [{"name": name, "description": "One account.", "inputSchema": SCHEMA, "annotations": {"readOnlyHint": True}} for name in CALLS]
RESULTS: Final = {
    "server/discover": _complete(supportedVersions=["2026-07-28"], capabilities={"tools": {}}, ttlMs=60000, cacheScope="public"),
    "tools/list": _complete(tools=TOOLS, ttlMs=60000, cacheScope="public"),
}
MISSING: Final = b'{"code":-32601,"message":"no such method"}'


class Server(asyncio.Protocol):
    """One connection: reads requests, answers each with one write."""

    jwks: bytes = b'{"keys":[]}'

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready for the first request."""
        self._transport = cast("asyncio.Transport", transport)
        self._parser = httptools.HttpRequestParser(self)
        self._body = b""

    def data_received(self, data: bytes) -> None:
        """Feed the parser; what is no HTTP ends the connection."""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._transport.close()

    def on_message_begin(self) -> None:
        """The parser's hook: a new request."""
        self._body = b""
        self._url = b""

    def on_url(self, url: bytes) -> None:
        """The parser's hook: (a part of) the path."""
        self._url += url

    def on_body(self, body: bytes) -> None:
        """The parser's hook: (a part of) the body."""
        self._body += body

    def on_message_complete(self) -> None:
        """The parser's hook: answer."""
        if self._parser.get_method() == b"GET":
            self._write(b"200 OK", self.jwks)
            return
        try:
            message = orjson.loads(self._body)
        except orjson.JSONDecodeError:
            self._write(b"400 Bad Request", b'{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no JSON"}}')
            return
        if "id" not in message:
            self._write(b"202 Accepted", b"")
            return
        method = message["method"]
        result = CALLS.get(message["params"]["name"]) if method == "tools/call" else RESULTS.get(method)
        if result is None:
            self._write(b"404 Not Found", b'{"jsonrpc":"2.0","id":%b,"error":%b}' % (orjson.dumps(message["id"]), MISSING))
        else:
            self._write(b"200 OK", b'{"jsonrpc":"2.0","id":%b,"result":%b}' % (orjson.dumps(message["id"]), result))

    def _write(self, status: bytes, body: bytes) -> None:
        self._transport.write(b"HTTP/1.1 %b\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b" % (status, len(body), body))


async def serve(port: int) -> None:
    """Listen on loopback until stopped."""
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", port, backlog=1024)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--jwks", type=Path, help="key set to serve at every GET")
    given = parser.parse_args()
    if given.jwks:
        Server.jwks = given.jwks.read_bytes()
    uvloop.run(serve(given.port))


if __name__ == "__main__":
    main()
