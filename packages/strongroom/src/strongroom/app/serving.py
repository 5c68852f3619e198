"""Serves a composed house on a socket: one process, or several that share the port. Stopping drains before it closes."""

import asyncio
import gc
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import uvicorn

from strongroom.app.children import STOP_SECONDS, Child, Children
from strongroom.app.settings import ListenSettings
from strongroom.edge.connection import BoundedConnection
from strongroom.edge.port import AsgiApp

_BACKLOG = 2048
_TURN_SECONDS = 0.0005
"""How long one thread may keep the interpreter while another waits. The audit writer gives it up at each write to disk and needs it back to answer."""
_COLLECT_AFTER = (20_000, 20, 100)
"""Objects made and not yet freed before the collector looks for cycles. At Python's 700 a few dozen calls under way already set it off, to find nothing."""
WORKER_VARIABLE = "STRONGROOM_WORKER"


class Servable(Protocol):
    """What is served: an application with a life around it."""

    @property
    def application(self) -> AsgiApp:
        """The ASGI application."""
        ...

    async def start(self) -> None:
        """Open everything."""
        ...

    async def drain(self, grace_seconds: float) -> None:
        """Take no new calls; let the running ones end, and cut off those that do not within the grace period."""
        ...

    async def close(self) -> None:
        """Give everything back."""
        ...


class PortError(Exception):
    """The address cannot be listened on."""


class _DrainingServer(uvicorn.Server):
    """uvicorn, which drains the house while it waits for connections to end."""

    def __init__(self, config: uvicorn.Config, house: Servable, grace_seconds: float) -> None:
        super().__init__(config)
        self._house = house
        self._grace_seconds = grace_seconds

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        draining = asyncio.create_task(self._house.drain(self._grace_seconds))
        await super().shutdown(sockets)
        await draining
        # uvicorn raises the signal again once it is done, which would end the process before the audit log is closed.
        self._captured_signals.clear()


class Sharing(StrEnum):
    """Whether the port is for this process alone. A second Strongroom that silently took half of the calls would be nobody's intention."""

    ALONE = "alone"
    WORKERS = "workers"


def bind(listen: ListenSettings, sharing: Sharing = Sharing.ALONE) -> socket.socket:
    """A socket on the configured address; workers of one Strongroom share it (SO_REUSEPORT). Raises PortError."""
    family = socket.AF_INET6 if ":" in listen.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if sharing is Sharing.WORKERS:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        made.bind((listen.host, listen.port))
    except OSError as error:
        made.close()
        message = f"cannot listen on {listen.host}:{listen.port}: {error.strerror}; choose another listen.port, or stop what holds this one"
        raise PortError(message) from None
    return made


async def serve(house: Servable, listen: ListenSettings, *, grace_seconds: float, ready: Callable[[], Awaitable[None]] | None = None) -> None:
    """Serve until SIGINT or SIGTERM. `ready` runs once the socket accepts."""
    listening = bind(listen, Sharing.WORKERS if WORKER_VARIABLE in os.environ else Sharing.ALONE)
    await house.start()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)
    sys.setswitchinterval(_TURN_SECONDS)
    server = _DrainingServer(_configuration(house.application, listen, grace_seconds), house, grace_seconds)
    announcing = asyncio.create_task(_announce(server, ready))
    try:
        await server.serve(sockets=[listening])
        if announcing.done():
            announcing.result()
    finally:
        announcing.cancel()
        await house.close()


async def serve_workers(
    config: Path | None, listen: ListenSettings, *, workers: int, grace_seconds: float, ready: Callable[[], Awaitable[None]] | None = None
) -> None:
    """Run `workers` processes of `strongroom serve gateway` on one port until SIGINT or SIGTERM; one that dies is started again.

    Told to stop, each has `grace_seconds` for its calls, and some more to seal what it cut off.
    """
    bind(listen).close()
    reserved = bind(listen, Sharing.WORKERS)
    port = reserved.getsockname()[1]
    command = [sys.executable, "-m", "strongroom", "serve", "gateway", "--port", str(port)]
    if config is not None:
        command += ["--config", str(config)]
    host = f"[{listen.host}]" if ":" in listen.host else listen.host
    url = f"http://{host}:{port}"
    environment = dict(os.environ)
    children = Children(
        [
            Child(name=f"worker-{number}", command=tuple(command), environment=environment | {WORKER_VARIABLE: str(number)}, url=url)
            for number in range(workers)
        ],
        stop_seconds=grace_seconds + STOP_SECONDS,
    )
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await children.start()
    if ready is not None:
        await ready()
    await stopped.wait()
    await children.close()
    reserved.close()


async def _announce(server: uvicorn.Server, ready: Callable[[], Awaitable[None]] | None) -> None:
    """Run `ready` once the socket accepts; if it fails, nothing here is ready, so the server stops and the failure comes out of `serve`."""
    while not server.started:  # noqa: ASYNC110  uvicorn has a flag here and no event
        await asyncio.sleep(0.01)
    if ready is None:
        return
    try:
        await ready()
    finally:
        server.should_exit = server.should_exit or sys.exc_info()[0] is not None


def _configuration(application: AsgiApp, listen: ListenSettings, grace_seconds: float) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        host=listen.host,
        port=listen.port,
        http=BoundedConnection,
        loop="uvloop",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        backlog=_BACKLOG,
        limit_concurrency=listen.most_connections,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=int(grace_seconds) + 5,
        ssl_certfile=listen.tls_certificate,
        ssl_keyfile=listen.tls_key,
    )
