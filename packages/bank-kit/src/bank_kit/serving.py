"""Serves an Offer over Streamable HTTP on `/mcp`, in both eras, or over stdio; who may call is decided before anything is read."""

import os
import socket
import sys
from dataclasses import dataclass
from urllib.parse import urlsplit

import anyio
import uvicorn
from mcp.server.context import ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.exceptions import MCPError
from starlette.types import ASGIApp, Receive, Scope, Send

from bank_kit.downloads import LinkDoor
from bank_kit.identity.caller import Caller, TokenRefusedError
from bank_kit.identity.door import CALLER_KEY, DoorSign, OpenDoor, TokenDoor
from bank_kit.identity.keys import LOOPBACK
from bank_kit.identity.tokens import TokenVerifier
from bank_kit.offer import Offer
from bank_kit.server import build_server

MAX_BODY = 1024 * 1024
STDIO_VARIABLE = "BANK_ACCESS_TOKEN"
NOT_IDENTIFIED = 401
"""Our own JSON-RPC code for a caller nobody vouches for; outside the range the protocol keeps for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where to listen, and the Host values that are ours: port 0 takes a free one."""

    host: str
    port: int
    allowed_hosts: tuple[str, ...] = ()


def nobody(offer: Offer) -> Caller:
    """The caller of a server without authentication: holds every scope of the offer. For tests only."""
    return Caller(subject="nobody", issuer="none", client="insecure", scopes=frozenset(offer.scopes()), expires_at=float("inf"))


async def caller_of_request(context: ServerRequestContext) -> Caller:
    """The caller whom the door let in; fails closed when a request came in another way."""
    request = context.request
    caller = request.scope.get(CALLER_KEY) if request is not None else None
    if not isinstance(caller, Caller):
        raise MCPError(code=NOT_IDENTIFIED, message="the request carries no verified caller")
    return caller


def http_app(offer: Offer, sign: DoorSign, verifier: TokenVerifier | None, address: Address) -> ASGIApp:
    """The whole HTTP server; without `verifier` everybody is `nobody`, which the caller of this function must have been told loudly."""
    app = build_server(offer, caller_of_request).streamable_http_app(
        max_request_body_size=MAX_BODY,
        transport_security=_rebinding_protection(sign, address),
    )
    door = OpenDoor(app, sign, nobody(offer)) if verifier is None else TokenDoor(app, sign, verifier)
    return _Trimming(door if offer.open_link is None else LinkDoor(door, offer.open_link))


class _Trimming:
    """Takes the white space around header values away (RFC 9110 section 5.5): the parser leaves what follows them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = {**scope, "headers": [(name, value.strip(b" \t")) for name, value in scope["headers"]]}
        await self._app(scope, receive, send)


def _rebinding_protection(sign: DoorSign, address: Address) -> TransportSecuritySettings:
    local = [f"{host}:*" for host in ("127.0.0.1", "localhost", "[::1]")] if address.host in LOOPBACK else []
    audience = [urlsplit(sign.audience).netloc] if sign.audience else []
    hosts = [*address.allowed_hosts, *audience, *local]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True, allowed_hosts=hosts, allowed_origins=[f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")]
    )


class _Announcing(uvicorn.Server):
    """Says on standard error where it listens, once it does."""

    def __init__(self, config: uvicorn.Config, announcement: str) -> None:
        super().__init__(config)
        self._announcement = announcement

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        sys.stderr.write(self._announcement)
        sys.stderr.flush()


def serve_http(offer: Offer, sign: DoorSign, verifier: TokenVerifier | None, address: Address) -> None:
    """Listen until SIGTERM or SIGINT; OSError when the address cannot be had."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    listener = socket.create_server((address.host, address.port), family=family, backlog=512)
    port = listener.getsockname()[1]
    config = uvicorn.Config(
        http_app(offer, sign, verifier, address),
        http="httptools",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
        timeout_keep_alive=75,
    )
    shown = f"[{address.host}]" if ":" in address.host else address.host
    _Announcing(config, f"{offer.name}: ready on http://{shown}:{port}/mcp\n").run(sockets=[listener])


def serve_stdio(offer: Offer, verifier: TokenVerifier | None) -> None:
    """Speak over standard input and output; the token comes from BANK_ACCESS_TOKEN and is checked on every request."""
    token = os.environ.pop(STDIO_VARIABLE, "")
    open_caller = nobody(offer)

    async def identify(_: ServerRequestContext) -> Caller:
        if verifier is None:
            return open_caller
        try:
            return await verifier.verify(token)
        except TokenRefusedError as refusal:
            raise MCPError(code=NOT_IDENTIFIED, message=f"{STDIO_VARIABLE}: {refusal}") from None

    async def converse() -> None:
        server = build_server(offer, identify)
        async with stdio_server() as (reader, writer):
            await server.run(reader, writer, server.create_initialization_options())

    anyio.run(converse)
