"""The finance server as a process, over real HTTP and real pipes, on the world and store the other tests made."""

import asyncio
import hashlib
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError

from bank_kit.offer import Offer
from bank_kit.testing import AUDIENCE, ISSUER, Issuer, bearer, running

pytestmark = pytest.mark.component

Mode = Literal["auto", "legacy"]
SCOPE = "finance.read"


@asynccontextmanager
async def _client(url: str, token: str, mode: Mode) -> AsyncIterator[Client]:
    async with httpx2.AsyncClient(headers=dict(bearer(token))) as http, Client(streamable_http_client(url, http_client=http), mode=mode) as client:
        yield client


async def test_the_served_tools_answer_in_both_eras(tmp_path: Path, folder: Path, offer: Offer) -> None:
    issuer = Issuer()
    async with running("bank_finance", "--world", str(folder), folder=tmp_path, issuer=issuer) as url:
        answers = []
        for mode in ("auto", "legacy"):
            async with _client(url, issuer.token(scope=SCOPE), mode) as client:
                assert "get_payment" in {tool.name for tool in (await client.list_tools()).tools}
                answers.append((await client.call_tool("get_account", {"account": "A-200001"})).structured_content)
                found = await client.call_tool("search_transactions", {"customer_id": "C-100001", "limit": 1000})
                assert found.structured_content["value"]["next_cursor"] is None
            async with _client(url, issuer.token(scope="other.read"), mode) as client:
                refused = await client.call_tool("get_account", {"account": "A-200001"})
                assert refused.structured_content["error"]["code"] == "NOT_ENTITLED"
        assert answers[0] == answers[1]


async def test_a_document_is_fetched_by_its_link_and_by_nothing_else(tmp_path: Path, folder: Path, offer: Offer) -> None:
    issuer = Issuer()
    async with running("bank_finance", "--world", str(folder), folder=tmp_path, issuer=issuer) as url:
        async with _client(url, issuer.token(scope=SCOPE), "auto") as client:
            answer = await client.call_tool("get_account_statement", {"account": "A-200001", "from_date": "2026-09-01", "format": "camt.053"})
        exported = answer.structured_content["value"]["exported"]
        async with httpx2.AsyncClient() as http:
            found = await http.get(url.replace("/mcp", exported["link"]))
            assert hashlib.sha256(found.content).hexdigest() == exported["sha256"]
            assert found.headers["content-type"] == "application/xml"
            assert (await http.get(url.replace("/mcp", exported["link"][:-2]))).status_code == 404


async def test_the_served_door_refuses_what_it_should(tmp_path: Path, folder: Path, offer: Offer) -> None:
    issuer = Issuer()
    async with running("bank_finance", "--world", str(folder), folder=tmp_path, issuer=issuer) as url, httpx2.AsyncClient() as http:
        good = dict(bearer(issuer.token(scope=SCOPE))) | {"content-type": "application/json", "accept": "application/json, text/event-stream"}
        assert (await http.post(url, json={})).status_code == 401
        assert (await http.post(url, json={}, headers=good | dict(bearer(Issuer().token(scope=SCOPE))))).status_code == 401
        assert (await http.post(url, json={}, headers=good | {"Host": "evil.example"})).status_code == 421
        assert (await http.post(url, json={}, headers=good | {"Origin": "https://evil.example"})).status_code == 403
        assert (await http.post(url, content=b"[" * 10_000_000, headers=good)).status_code == 413
        assert (await http.post(url, content=b"[" * 500_000, headers=good)).status_code == 400
        assert (await http.get(url.replace("/mcp", "/healthz"))).status_code == 200
        host, port = url.removeprefix("http://").removesuffix("/mcp").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n")
        assert (await reader.readline()).split()[1] == b"400"
        writer.close()
        await writer.wait_closed()


async def test_stdio_answers_a_caller_with_a_token_and_nobody_else(tmp_path: Path, folder: Path, offer: Offer) -> None:
    issuer = Issuer()
    keys = tmp_path / "keys.json"
    keys.write_bytes(issuer.key_set())
    common = [
        "-m",
        "bank_finance",
        "serve",
        "--stdio",
        "--world",
        str(folder),
        "--issuer",
        ISSUER,
        "--audience",
        AUDIENCE,
        "--jwks-file",
        str(keys),
    ]
    environment = {"PATH": os.environ["PATH"]}
    token = issuer.token(scope=SCOPE)
    for mode in ("auto", "legacy"):
        with_token = StdioServerParameters(command=sys.executable, args=common, env=environment | {"BANK_ACCESS_TOKEN": token})
        async with Client(with_token, mode=mode) as client:
            assert (await client.call_tool("get_account", {"account": "A-200001"})).structured_content["value"]["id"] == "A-200001"
    without = StdioServerParameters(command=sys.executable, args=common, env=environment)
    async with Client(without, mode="legacy") as client:
        with pytest.raises(MCPError) as caught:
            await client.call_tool("get_account", {"account": "A-200001"})
        assert caught.value.code == 401


async def test_going_without_authentication_is_loud(folder: Path, offer: Offer) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bank_finance", "serve", "--insecure-no-auth", "--stdio", "--world", str(folder),
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, said = await process.communicate()
    assert b"NO AUTHENTICATION" in said
