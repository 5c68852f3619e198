"""The ASGI application of the public doors: which path goes where. No framework: the road to a tool passes here.

Above: app/compose, which builds it, and the server that runs it. Below: the doors and the documents.
Does not know: what the console or the development identity provider answer; they are the fallback.
"""

from collections.abc import Mapping
from typing import Final

from strongroom.edge import health
from strongroom.edge.door import Door, DoorParts
from strongroom.edge.guard import Guard, RefusedError
from strongroom.edge.metadata import WELL_KNOWN, endpoint_of, metadata_endpoint, resource_metadata
from strongroom.edge.operators import Operators
from strongroom.edge.port import AsgiApp, Probe, Receive, Scope, Send
from strongroom.edge.reply import JSON, TEXT, respond

_CACHEABLE: Final = (b"cache-control", b"public, max-age=300")
_ANY_ORIGIN: Final = (b"access-control-allow-origin", b"*")
_METRICS: Final = (b"content-type", b"text/plain; version=0.0.4; charset=utf-8")
_OURS: Final = ("/mcp/", "/v1/", "/metrics", "/.well-known/oauth-protected-resource")
_READ: Final = frozenset({"GET", "HEAD"})


class EdgeApp:
    """Serves the doors and the documents; everything else goes to `fallback`, after the same first look. `probes` name the parts of readiness."""

    def __init__(self, parts: DoorParts, *, probes: Mapping[str, Probe], fallback: AsgiApp) -> None:
        self._parts = parts
        self._guard = Guard(parts.settings)
        self._door = Door(parts)
        self._operators = Operators(parts.settings.operator_networks)
        self._probes = probes
        self._fallback = fallback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI 3 entry."""
        if scope["type"] != "http":
            await self._other(scope, receive, send)
            return
        try:
            front = self._guard.front(scope)
        except RefusedError as refused:
            client = scope.get("client")
            self._parts.refused(refused.reason, str(client[0]) if isinstance(client, tuple | list) and client else "")
            await respond(send, refused.status, refused.message.encode(), (TEXT, *refused.headers))
            return
        path = str(scope["path"])
        endpoint = endpoint_of(path)
        if endpoint is not None:
            await self._door.open(scope, receive, send, endpoint, front)
        elif not await self._document(scope, path, front.peer, send):
            await self._fallback(scope, receive, send)

    async def drain(self, seconds: float | None = None) -> int:
        """Refuse new calls, let running ones finish within `seconds` (by default the setting), cut the rest; how many were cut."""
        return await self._door.flights.drain(self._parts.settings.drain_seconds if seconds is None else seconds)

    async def _document(self, scope: Scope, path: str, peer: str, send: Send) -> bool:
        """Answer if the path is one of ours; False if it is not. To strangers the metrics do not exist, and readiness is a word."""
        if path == "/healthz":
            await health.alive(send)
        elif path == "/readyz":
            await health.ready(send, self._probes, draining=self._door.flights.draining, told=self._operators.know(peer))
        elif path == "/metrics" and self._operators.know(peer):
            await respond(send, 200, self._parts.published.metrics(), (_METRICS,))
        elif path == "/.well-known/jwks.json":
            await respond(send, 200, self._parts.published.jwks(), (JSON, _CACHEABLE, _ANY_ORIGIN))
        elif path.startswith(WELL_KNOWN) and (endpoint := metadata_endpoint(path)) is not None and scope["method"] in _READ:
            document = resource_metadata(self._parts.settings.public_url, endpoint, self._parts.published)
            await respond(send, 200, document, (JSON, _CACHEABLE, _ANY_ORIGIN))
        elif path.startswith(_OURS):
            await respond(send, 404, b"There is nothing here.", (TEXT,))
        else:
            return False
        return True

    async def _other(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Start and stop of the process are for the fallback; there are no web sockets here."""
        if scope["type"] == "lifespan":
            await self._fallback(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
