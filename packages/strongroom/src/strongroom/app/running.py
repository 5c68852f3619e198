"""Runs a house: alone, in several workers, or together with the servers it starts itself; and lays a new road when its files change."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import structlog

from strongroom.app.adapters import MULTIPROCESS_VARIABLE
from strongroom.app.children import Child, Children
from strongroom.app.compose import IDENTITY_PATH, House
from strongroom.app.logs import configure
from strongroom.app.reload import Reload
from strongroom.app.serving import WORKER_VARIABLE, serve, serve_workers
from strongroom.app.settings import Settings
from strongroom.app.tls_files import check_listening

Ready = Callable[[], Awaitable[None]]
_FIRST_START_SECONDS = 900.0
"""A server may fill its store before it listens; one that ends instead is noticed at once."""
_LOG = structlog.get_logger("strongroom.run")


async def run_gateway(settings: Settings, path: Path | None, *, ready: Ready | None = None) -> None:
    """One process of the gateway, until it is told to stop."""
    configure(settings.log_level)
    check_listening(settings.listen)
    house = House(settings)
    reload = Reload(house, path)
    reload.start()
    try:
        await serve(house, settings.listen, grace_seconds=settings.edge.drain_seconds, ready=ready or _announce(settings))
    finally:
        await reload.stop()


async def run_gateway_workers(settings: Settings, path: Path | None, *, workers: int) -> None:
    """Several processes of the gateway on one port."""
    configure(settings.log_level)
    metrics = settings.state / "metrics"
    metrics.mkdir(parents=True, exist_ok=True, mode=0o700)
    for stale in metrics.glob("*.db"):
        stale.unlink()
    os.environ[MULTIPROCESS_VARIABLE] = str(metrics)
    await serve_workers(path, settings.listen, workers=workers, grace_seconds=settings.edge.drain_seconds, ready=_announce(settings))


async def run_everything(settings: Settings, path: Path | None, *, ready: Ready | None = None) -> None:
    """The gateway in this process, and the servers that name a command beside it."""
    configure(settings.log_level)
    children = Children(server_children(settings))
    gateway = asyncio.create_task(
        run_gateway(settings, path, ready=_both(partial(children.start, ready_seconds=_FIRST_START_SECONDS), ready or _announce(settings)))
    )
    try:
        await gateway
    finally:
        await children.close()


def server_children(settings: Settings) -> list[Child]:
    """The servers to start. In a command, `{host}`, `{port}`, `{audience}`, `{issuer}`, `{jwks_url}` and `{state}` stand for what the server must know."""
    output = settings.state / "servers"
    output.mkdir(parents=True, exist_ok=True, mode=0o700)
    children: list[Child] = []
    for server in settings.servers:
        if not server.command:
            continue
        url = server.urls[0]
        authority = url.split("//", 1)[1].split("/", 1)[0]
        known = {
            "host": authority.rsplit(":", 1)[0],
            "port": authority.rsplit(":", 1)[-1],
            "audience": server.audience,
            "issuer": settings.edge.public_url,
            "jwks_url": f"{settings.edge.public_url}/.well-known/jwks.json",
            "state": str(settings.state),
        }
        command = tuple(_filled(word, known) for word in server.command)
        children.append(Child(name=server.name, command=command, output=output / f"{server.name}.log", url=url))
    return children


def identity_url(settings: Settings) -> str:
    """The issuer of the built-in development identity provider."""
    return settings.edge.public_url + IDENTITY_PATH


def _filled(word: str, known: dict[str, str]) -> str:
    for name, value in known.items():
        word = word.replace("{" + name + "}", value)
    return word


def _both(first: Ready, second: Ready) -> Ready:
    async def both() -> None:
        await first()
        await second()

    return both


def _announce(settings: Settings) -> Ready:
    async def announce() -> None:
        if WORKER_VARIABLE not in os.environ:
            _LOG.info("ready", url=settings.edge.public_url, doors=[f"{settings.edge.public_url}/mcp", *(f"/mcp/{server.name}" for server in settings.servers)])

    return announce
