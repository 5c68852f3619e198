"""A small MCP server of both eras, and the doors in front of it, each on a loopback socket of a real uvicorn."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import uvicorn
from mcp.server.mcpserver import Context, MCPServer
from pydantic import BaseModel
from support.doors import ALLOWED, House, Tokens, fallback
from uvicorn._types import ASGIApplication

from strongroom.catalog.embedded import Catalog
from strongroom.catalog.settings import ServerSettings
from strongroom.core.call import Call
from strongroom.core.clock import SystemClock, SystemEntropy
from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny
from strongroom.core.target import TargetKind
from strongroom.drivers.http import Pool
from strongroom.drivers.http.settings import HttpSettings
from strongroom.drivers.sealing import Sealer
from strongroom.edge.app import EdgeApp
from strongroom.edge.connection import BoundedConnection
from strongroom.edge.door import DoorParts
from strongroom.edge.settings import EdgeSettings
from strongroom.pipeline.engine import Engine, Road
from strongroom.routing.dispatch import Dispatch
from strongroom.routing.router import Router
from strongroom.routing.settings import RoutingSettings
from strongroom.upstream.aggregate import Everyone
from strongroom.upstream.cursor import Cursors
from strongroom.upstream.mcp import McpUpstream
from strongroom.upstream.settings import UpstreamSettings


class Choice(BaseModel):
    """What the server asks a person."""

    colour: str


def fixture_server() -> MCPServer:
    """Tools that answer at once, slowly, or with a question; a resource and a prompt."""
    server = MCPServer("fixture")

    @server.tool()
    def add(a: int, b: int) -> int:
        return a + b

    @server.tool()
    async def slow(ctx: Context) -> str:
        for step in range(3):
            await ctx.report_progress(step, 3)
        return "done"

    @server.tool()
    async def ask(ctx: Context) -> str:
        said = await ctx.elicit("Which colour?", Choice)
        return said.data.colour if said.action == "accept" else "none"

    @server.resource("fin://rates")
    def rates() -> str:
        return "3.5 %"

    @server.prompt()
    def greet(name: str) -> str:
        return f"Say hello to {name}"

    return server


class Gate:
    """Lets everything at finance pass but the tool `hidden`."""

    name = "policy.decide"

    async def pass_through(self, call: Call) -> Call | Deny:
        if call.target.kind is TargetKind.TOOL and (call.target.server != "finance" or call.target.name == "hidden"):
            return Deny(Reason.NOT_FOUND, "hidden")
        return call.decided(ALLOWED)


class Minted:
    """Credentials for the server, which asks for none."""

    def authorization(self, principal: Principal, audience: str, scopes: object) -> bytes:
        return b"Bearer minted"


@asynccontextmanager
async def serving(application: object, at: socket.socket, *, lifespan: bool = False) -> AsyncIterator[None]:
    """A real uvicorn around an application."""
    config = uvicorn.Config(
        cast("ASGIApplication", application),
        http=BoundedConnection,
        ws="none",
        lifespan="on" if lifespan else "off",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server._serve([at]))
    while not server.started:
        await asyncio.sleep(0)
    try:
        yield
    finally:
        server.should_exit = True
        await task


@asynccontextmanager
async def gateway() -> AsyncIterator[str]:
    """The address of the doors in front of the fixture server; gone, with everything behind it, at the end."""
    front, behind = listening(), listening()
    catalog = Catalog([ServerSettings(name="finance", urls=(address(behind) + "/mcp",), resources=("fin://",))])
    pool, seal = Pool(HttpSettings()), Sealer(bytes(32))
    dispatch = Dispatch(catalog, McpUpstream(pool, catalog, Minted(), UpstreamSettings()), RoutingSettings(), SystemClock())
    everyone = Everyone(dispatch, catalog, lambda principal, server: True, Cursors(seal), UpstreamSettings(), version="test")
    road = Road("mcp", (Gate(),), Router(dispatch, everyone), ())
    house = House()
    parts = DoorParts(
        settings=EdgeSettings(public_url=address(front)),
        engine=Engine(),
        road=lambda: road,
        authenticate=Tokens(),
        seal=seal,
        owners=catalog,
        see=house,
        published=house,
        refused=lambda reason, peer: None,
        clock=SystemClock(),
        entropy=SystemEntropy(),
    )
    app = EdgeApp(parts, probes={}, fallback=fallback)
    async with serving(fixture_server().streamable_http_app(), behind, lifespan=True), serving(app, front):
        yield address(front)
        await app.drain(0)
        await pool.close()


def listening() -> socket.socket:
    """A socket on a free port of this machine."""
    made = socket.socket()
    made.bind(("127.0.0.1", 0))
    return made


def address(of: socket.socket) -> str:
    """Its URL."""
    return f"http://127.0.0.1:{of.getsockname()[1]}"
