"""Progress and cancellation of long runs as a real client sees them, over HTTP on a socket, in both eras."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Literal, Protocol

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from bank_kit.offer import Offer
from bank_kit.testing import Issuer, bearer

pytestmark = pytest.mark.component

Mode = Literal["auto", "legacy"]
ERAS = pytest.mark.parametrize("mode", ["auto", "legacy"])
MODERN = "2026-07-28"


class Stopped(Protocol):
    ended: threading.Event
    stopped_by: str | None


Served = Callable[[Offer], AbstractAsyncContextManager[str]]


@asynccontextmanager
async def _client(url: str, token: str, mode: Mode) -> AsyncIterator[Client]:
    async with httpx2.AsyncClient(headers=dict(bearer(token))) as http, Client(streamable_http_client(url, http_client=http), mode=mode) as client:
        yield client


@ERAS
async def test_progress_reaches_the_client_and_then_the_answer(milling: Offer, served: Served, issuer: Issuer, mode: Mode) -> None:
    heard: list[tuple[float, float | None, str | None]] = []

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        heard.append((progress, total, message))

    async with served(milling) as url, _client(url, issuer.token(), mode) as client:
        result = await client.call_tool("turn", {"turns": 40}, progress_callback=hear)
        assert result.structured_content["value"]["word"] == "turned"
    assert len(heard) >= 2
    assert heard[-1] == (40, 40, "turning")


@ERAS
async def test_a_client_that_gives_up_stops_the_run(milling: Offer, mill: Stopped, served: Served, issuer: Issuer, mode: Mode) -> None:
    begun = asyncio.Event()

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        begun.set()

    async with served(milling) as url, _client(url, issuer.token(), mode) as client:
        async with anyio.create_task_group() as group:
            group.start_soon(lambda: client.call_tool("turn", {"turns": 100_000}, progress_callback=hear))
            await begun.wait()
            group.cancel_scope.cancel()
        assert await asyncio.to_thread(mill.ended.wait, 10)
        assert mill.stopped_by == "CANCELLED"
        assert (await client.call_tool("echo", {"word": "alive"})).structured_content["value"]["word"] == "alive"


async def test_a_connection_that_is_lost_stops_the_run(milling: Offer, mill: Stopped, served: Served, issuer: Issuer) -> None:
    meta = {"io.modelcontextprotocol/protocolVersion": MODERN, "io.modelcontextprotocol/clientCapabilities": {}, "progressToken": 1}
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "turn", "arguments": {"turns": 100_000}, "_meta": meta}}
    headers = dict(bearer(issuer.token())) | {
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": MODERN,
        "mcp-method": "tools/call",
        "mcp-name": "turn",
    }
    async with served(milling) as url, httpx2.AsyncClient(headers=headers) as http:
        async with http.stream("POST", url, json=call) as response:
            assert response.headers["content-type"].startswith("text/event-stream")
            async for line in response.aiter_lines():
                if "notifications/progress" in line:
                    break
        assert await asyncio.to_thread(mill.ended.wait, 10)
        assert mill.stopped_by == "CANCELLED"


async def test_a_quick_answer_stays_one_json_document(milling: Offer, served: Served, issuer: Issuer) -> None:
    meta = {"io.modelcontextprotocol/protocolVersion": MODERN, "io.modelcontextprotocol/clientCapabilities": {}}
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "echo", "arguments": {"word": "quick"}, "_meta": meta}}
    headers = dict(bearer(issuer.token())) | {
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": MODERN,
        "mcp-method": "tools/call",
        "mcp-name": "echo",
    }
    async with served(milling) as url, httpx2.AsyncClient(headers=headers) as http:
        answer = await http.post(url, json=call)
        assert answer.headers["content-type"] == "application/json"
        assert answer.json()["result"]["structuredContent"]["value"]["word"] == "quick"
