"""Processes that Strongroom starts and watches: the servers whose configuration names a command, and its own workers.

Nothing secret goes into their argument lists; their environment is a short allow-list; their output goes to a file each.
"""

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import structlog

_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "SSL_CERT_FILE")
STOP_SECONDS = 10.0
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_LOG = structlog.get_logger("strongroom.children")


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A process to keep running: its name, command, where its output goes, and file descriptors or variables it inherits."""

    name: str
    command: tuple[str, ...]
    output: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    """Where it will listen; it counts as ready once a connection is accepted there."""


class ChildError(Exception):
    """A child that does not start; the message names its command and where its output stands."""


class Children:
    """Keeps a set of processes running until closed: one that ends is started again, ever more slowly while it keeps failing."""

    def __init__(self, children: Sequence[Child], *, stop_seconds: float = STOP_SECONDS) -> None:
        """`stop_seconds` is how long they have to end once asked."""
        self._children = tuple(children)
        self._stop_seconds = stop_seconds
        self._running: dict[str, asyncio.subprocess.Process] = {}
        self._keepers: list[asyncio.Task[None]] = []
        self._closing = False

    async def start(self, *, ready_seconds: float = 20.0) -> None:
        """Start all, and wait until those with a URL accept connections. Raises ChildError and stops all where one does not."""
        try:
            for child in self._children:
                self._running[child.name] = await _launch(child)
            await asyncio.gather(*(self._await_ready(child, ready_seconds) for child in self._children if child.url))
        except (ChildError, OSError):
            await self.close()
            raise
        self._keepers = [asyncio.create_task(self._keep(child), name=f"keep {child.name}") for child in self._children]

    def pids(self) -> Mapping[str, int]:
        """Name to process id."""
        return {name: process.pid for name, process in self._running.items()}

    async def close(self) -> None:
        """Ask each to stop, and end those that do not in time."""
        self._closing = True
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        for process in self._running.values():
            _signal(process, signal.SIGTERM)
        waits = [asyncio.create_task(process.wait()) for process in self._running.values()]
        if waits:
            _, late = await asyncio.wait(waits, timeout=self._stop_seconds)
            if late:
                for process in self._running.values():
                    _signal(process, signal.SIGKILL)
                await asyncio.wait(late)
        self._running.clear()

    async def _keep(self, child: Child) -> None:
        pause = _FIRST_PAUSE
        while not self._closing:
            started = asyncio.get_running_loop().time()
            code = await self._running[child.name].wait()
            lived = asyncio.get_running_loop().time() - started
            pause = _FIRST_PAUSE if lived > _LONGEST_PAUSE else min(pause * 2, _LONGEST_PAUSE)
            _LOG.warning("child ended; starting it again", child=child.name, code=code, pause_seconds=pause)
            await asyncio.sleep(pause)
            try:
                self._running[child.name] = await _launch(child)
            except ChildError as fault:
                _LOG.error("child does not start", child=child.name, fault=str(fault))

    async def _await_ready(self, child: Child, seconds: float) -> None:
        where = urlsplit(child.url)
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while loop.time() < until:
            process = self._running[child.name]
            if process.returncode is not None:
                message = f"{child.name}: {child.command[0]} ended with code {process.returncode}; its output stands in {child.output}"
                raise ChildError(message)
            try:
                _, writer = await asyncio.open_connection(where.hostname, where.port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
        message = f"{child.name}: {child.command[0]} does not listen at {child.url} after {seconds:.0f} s; its output stands in {child.output}"
        raise ChildError(message)


async def _launch(child: Child) -> asyncio.subprocess.Process:
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | dict(child.environment)
    descriptor = os.open(child.output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if child.output else None
    try:
        return await asyncio.create_subprocess_exec(
            *child.command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=descriptor,
            stderr=descriptor,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        message = f"{child.name}: {child.command[0]}: {error.strerror}; install the server or correct its command"
        raise ChildError(message) from None
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _signal(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    if process.returncode is None:
        process.send_signal(number)
