"""What a hostile caller sends to the HTTP door gets a typed refusal, in both eras, and the server goes on."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Literal
from urllib.parse import urlsplit

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from bank_kit.offer import Offer
from bank_kit.testing import Issuer, bearer

pytestmark = pytest.mark.component

MODERN = "2026-07-28"
META = '{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}'


@pytest.fixture
async def url(milling: Offer, served: Callable[[Offer], AbstractAsyncContextManager[str]]) -> AsyncIterator[str]:
    async with served(milling) as address:
        yield address


@pytest.fixture
async def http(issuer: Issuer) -> AsyncIterator[httpx2.AsyncClient]:
    headers = dict(bearer(issuer.token())) | {"accept": "application/json, text/event-stream", "content-type": "application/json"}
    async with httpx2.AsyncClient(headers=headers) as client:
        yield client


def _call(tool: str, arguments: str) -> bytes:
    return f'{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{"name":"{tool}","arguments":{arguments},"_meta":{META}}}}}'.encode()


def _headers(tool: str) -> dict[str, str]:
    return {"mcp-protocol-version": MODERN, "mcp-method": "tools/call", "mcp-name": tool}


@pytest.mark.parametrize("era", [{}, _headers("echo")], ids=["legacy", "modern"])
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"\x00\xff" * 5_000_000, 413),
        (b"[" * 10_000_000, 413),
        (b"[" * 900_000, 400),
        (b'{"a":' * 150_000, 400),
        (b"\x00\xff" * 1000, 400),
        (b"", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'{"jsonrpc":"2.0","id":1,"method":"tools/call"' + b" " * 1000, 400),
    ],
    ids=lambda value: f"{value[:6]!r}x{len(value)}" if isinstance(value, bytes) else str(value),
)
async def test_junk_is_refused_at_the_door(url: str, http: httpx2.AsyncClient, era: dict[str, str], body: bytes, status: int) -> None:
    answer = await http.post(url, content=body, headers=era)
    assert answer.status_code == status
    assert len(answer.content) < 2000
    assert (await http.get(url.replace("/mcp", "/healthz"))).status_code == 200


@pytest.mark.parametrize(
    ("tool", "arguments", "field"),
    [
        ("echo", '{"word":"a","other":1}', "other"),
        ("echo", '{"word":"a","' + "k" * 10_000 + '":1}', "kkk"),
        ("echo", '{"word":' + "[" * 500 + "]" * 500 + "}", "word"),
        ("echo", '{"word":"' + "x" * 900_000 + '"}', "word"),
        ("echo", "{}", "word"),
        ("turn", '{"turns":NaN}', "turns"),
        ("turn", '{"turns":1e999}', "turns"),
        ("turn", '{"turns":-1}', "turns"),
        ("turn", '{"turns":' + "9" * 4000 + "}", "turns"),
        ("turn", '{"turns":1.5}', "turns"),
    ],
)
async def test_bad_arguments_are_a_typed_error_that_names_the_field(url: str, http: httpx2.AsyncClient, tool: str, arguments: str, field: str) -> None:
    answer = await http.post(url, content=_call(tool, arguments), headers=_headers(tool))
    assert answer.status_code == 200
    result = answer.json()["result"]
    assert result["isError"] is True
    error = result["structuredContent"]["error"]
    assert error["code"] == "INVALID_ARGUMENT"
    assert error["field"].startswith(field)
    assert len(answer.content) < 3000


async def test_arguments_that_are_no_object_are_a_protocol_error_without_the_value(url: str, http: httpx2.AsyncClient) -> None:
    answer = await http.post(url, content=_call("echo", '"hunter2"'), headers=_headers("echo"))
    assert answer.json()["error"]["code"] == -32602
    assert "hunter2" not in answer.text


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_the_official_client_gets_the_same_refusal_in_both_eras(url: str, issuer: Issuer, mode: Literal["auto", "legacy"]) -> None:
    token = dict(bearer(issuer.token()))
    async with httpx2.AsyncClient(headers=token) as http, Client(streamable_http_client(url, http_client=http), mode=mode) as client:
        result = await client.call_tool("echo", {"word": "x", "other": [[["deep"]]]})
        assert result.structured_content["error"]["field"] == "other"


async def test_white_space_around_a_header_value_is_no_part_of_it(url: str, issuer: Issuer) -> None:
    body = _call("echo", '{"word":"a"}')
    headers = _headers("echo") | dict(bearer(issuer.token())) | {"mcp-name": " \techo \t ", "content-length": str(len(body)), "connection": "close"}
    headers |= {"host": urlsplit(url).netloc, "accept": "application/json, text/event-stream", "content-type": "application/json"}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    # A socket, because the client refuses to send such a value.
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
    writer.write(f"POST /mcp HTTP/1.1\r\n{head}\r\n".encode() + body)
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 200"), answer
    assert b'"word":"a"' in answer
