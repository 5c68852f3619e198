"""Cleared MCP calls on their way to servers, and what a carrier needs besides."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import orjson
from support.calls import cleared, person

from strongroom.catalog.embedded import Catalog
from strongroom.catalog.settings import ServerSettings
from strongroom.core.call import Call, Cleared, Request, Trace
from strongroom.core.decision import Effect
from strongroom.core.json import Json
from strongroom.core.principal import Principal
from strongroom.core.stops import Event, Stream
from strongroom.core.target import Target, TargetKind
from strongroom.drivers.http import HttpSettings, Pool
from strongroom.upstream.mcp import McpUpstream
from strongroom.upstream.settings import UpstreamSettings

MODERN = "2026-07-28"
LEGACY = "2025-11-25"
TRACE = Trace("a" * 32, "b" * 16, "c" * 16, "01")


class FixedCredentials:
    """Says who it is for, in place of a signature."""

    def authorization(self, principal: Principal, audience: str, scopes: Sequence[str]) -> bytes:
        return f"Bearer {principal.subject}@{audience} {'+'.join(scopes)}".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A call in a few words."""

    method: str = "tools/call"
    params: Mapping[str, Json] | None = None
    id: str | int | None = 1
    version: str = MODERN
    endpoint: str = "finance"
    server: str = "finance"
    verb: str = "POST"
    resume: str = ""
    sessions: Mapping[str, str] | None = None
    headers: tuple[tuple[bytes, bytes], ...] = ()
    kind: TargetKind = TargetKind.TOOL
    effect: Effect = Effect.READ

    def cleared(self) -> Cleared:
        params = dict(self.params or {})
        body = {"jsonrpc": "2.0", "method": self.method, "params": params} | ({"id": self.id} if self.id is not None else {})
        request = Request(
            protocol="mcp",
            version=self.version,
            endpoint=self.endpoint,
            method=self.method,
            id=self.id,
            body=orjson.dumps(body) if self.verb == "POST" else b"",
            headers=self.headers,
            sessions=self.sessions or {},
            verb=self.verb,
            resume=self.resume,
            subject=params,
        )
        call = Call(id="c1", principal=person(), target=Target(self.kind, self.server, "get"), arguments={}, request=request, trace=TRACE, received_at=0.0)
        passed = cleared(call)
        return replace(passed, decision=replace(passed.decision, effect=self.effect, scopes=("read",)))


@asynccontextmanager
async def carrier(*servers: ServerSettings, settings: UpstreamSettings | None = None) -> AsyncIterator[tuple[McpUpstream, Catalog]]:
    """A carrier to these servers over a pool of its own."""
    pool = Pool(HttpSettings())
    catalog = Catalog(servers)
    upstream = McpUpstream(pool, catalog, FixedCredentials(), settings or UpstreamSettings())
    try:
        yield upstream, catalog
    finally:
        await upstream.close()
        await pool.close(grace=0.1)


def finance(*urls: str, name: str = "finance", answer_seconds: float = 5.0) -> ServerSettings:
    """A server of that name at these addresses."""
    return ServerSettings(name=name, urls=urls, audience=f"urn:{name}", resources=(f"bank://{name}/",), answer_seconds=answer_seconds)


async def drained(stream: Stream) -> list[Event]:
    """Every event of a stream, closed afterwards."""
    found: list[Event] = []
    try:
        while (event := await stream.next()) is not None:
            found.append(event)
            if event.last:
                break
    finally:
        await stream.close()
    return found
