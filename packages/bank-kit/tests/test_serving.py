"""The HTTP server as one ASGI app, without a socket: doors, hosts, sizes."""

from collections.abc import AsyncIterator

import httpx
import pytest
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from starlette.requests import Request

from bank_kit.identity.caller import Caller
from bank_kit.identity.door import DoorSign
from bank_kit.identity.tokens import TokenVerifier
from bank_kit.offer import Offer
from bank_kit.serving import Address, caller_of_request, http_app, nobody

AUDIENCE = "http://127.0.0.1:9999/mcp"
SIGN = DoorSign(server="test-server", audience=AUDIENCE, issuer="https://issuer.example", scopes=("test.read",))


@pytest.fixture
async def http(offer: Offer, verifier: TokenVerifier) -> AsyncIterator[httpx.AsyncClient]:
    app = http_app(offer, SIGN, verifier, Address(host="127.0.0.1", port=9999))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:9999") as client:
        yield client


async def test_health_is_for_anybody(http: httpx.AsyncClient) -> None:
    assert (await http.get("/healthz")).json() == {"status": "ok", "server": "test-server"}


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "PUT", "OPTIONS"])
@pytest.mark.parametrize("path", ["/mcp", "/", "/anything", "/mcp/", "/healthz/x"])
async def test_everything_else_wants_a_token(http: httpx.AsyncClient, method: str, path: str) -> None:
    assert (await http.request(method, path)).status_code == 401


async def test_a_caller_nobody_let_in_gets_nothing() -> None:
    context = object.__new__(ServerRequestContext)
    for request in (None, Request({"type": "http", "headers": []})):
        context.request = request
        with pytest.raises(MCPError):
            await caller_of_request(context)


def test_nobody_holds_the_scopes_of_the_offer_and_no_more(offer: Offer) -> None:
    caller: Caller = nobody(offer)
    assert caller.scopes == {"test.read"}
