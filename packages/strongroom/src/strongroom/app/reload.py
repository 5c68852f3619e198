"""Watches the configuration and policy files, and lays a new road when they change. A file that does not validate changes nothing but the log."""

import asyncio
from pathlib import Path
from typing import Protocol

import structlog

from strongroom.app.configuration import load
from strongroom.app.settings import Settings
from strongroom.drivers.yaml.files import FileProblemsError

_SECONDS = 1.0
_LOG = structlog.get_logger("strongroom.reload")
_FIXED = ("profile", "state", "log_level", "listen", "edge", "identity", "audit")
"""Sections that a running process keeps as a whole, so that no part of them is half changed: they hold sockets, keys, logs."""


class Replaceable(Protocol):
    """What a reload changes."""

    settings: Settings

    async def replace(self, settings: Settings) -> None:
        """Take a new road from the next call on."""
        ...


class Reload:
    """Looks once a second whether the files changed."""

    def __init__(self, house: Replaceable, path: Path | None, *, seconds: float = _SECONDS) -> None:
        self._house = house
        self._path = path
        self._seconds = seconds
        self._seen = self._state()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, on the running loop."""
        if self._watched():
            self._task = asyncio.get_running_loop().create_task(self._watch())

    async def stop(self) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def look(self) -> bool:
        """Look now; whether a new road was laid."""
        state = self._state()
        if state == self._seen:
            return False
        self._seen = state
        return await self._replace()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._seconds)
            await self.look()

    async def _replace(self) -> bool:
        try:
            settings = await asyncio.to_thread(load, self._path, port=self._house.settings.listen.port) if self._path is not None else self._house.settings
            running = {name: getattr(self._house.settings, name) for name in _FIXED}
            kept = [name for name, value in running.items() if getattr(settings, name) != value]
            await self._house.replace(settings.model_copy(update=running))
        except (FileProblemsError, ValueError, OSError) as fault:
            _LOG.error("the changed configuration is not taken; the old one goes on", fault=str(fault))
            return False
        _LOG.info("a new road is laid", needs_restart=kept)
        return True

    def _watched(self) -> list[Path]:
        policy = self._house.settings.policy.file
        return [path for path in (self._path, policy) if path is not None]

    def _state(self) -> list[tuple[int, int]]:
        """Size and time of change of each file; a file that is away for a moment counts as unchanged when it is back."""
        found: list[tuple[int, int]] = []
        for path in self._watched():
            try:
                status = path.stat()
            except OSError:
                found.append((-1, -1))
            else:
                found.append((status.st_mtime_ns, status.st_size))
        return found
