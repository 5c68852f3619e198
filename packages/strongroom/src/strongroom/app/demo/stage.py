"""Sets the stage: a state folder, free ports, a configuration, and `strongroom up` as a process of its own."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path

from strongroom.app.children import Child, Children
from strongroom.app.configuration import load
from strongroom.app.serving import PortError
from strongroom.app.settings import Settings

_PREFERRED = 8700
_READY_SECONDS = 60.0
_FILLED_SECONDS = 900.0
"""For the larger banks, whose worlds are made and stored first."""
_PLACES = ("PORT", "FINANCE", "CUSTOMER", "RISK", "COMPLIANCE")
"""Words of strongroom.yaml that stand for ports: the door, then each server."""


class BankSize(StrEnum):
    """How large the synthetic bank is: 1,500 accounts, 100,000 or 200,000."""

    S = "S"
    M = "M"
    L = "L"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the demonstration plays."""

    config: Path
    settings: Settings

    @property
    def door(self) -> str:
        """The door to all servers."""
        return f"{self.settings.edge.public_url}/mcp"

    @property
    def issuer(self) -> str:
        """The identity provider."""
        return f"{self.settings.edge.public_url}/identity"


@asynccontextmanager
async def stage(state: Path, port: int | None, size: BankSize = BankSize.S) -> AsyncIterator[Stage]:
    """A running Strongroom under `state`, in front of a bank of that size; stopped at the end. Raises ChildError where it does not start."""
    config = _written(state, _ports(port), size)
    settings = load(config)
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    command = (sys.executable, "-m", "strongroom", "up", "--config", str(config))
    seconds = _READY_SECONDS if size is BankSize.S else _FILLED_SECONDS
    first = Child(name="strongroom", command=command, output=state / "strongroom.log", environment={"PATH": beside}, url=settings.servers[0].urls[0])
    running = Children([first])
    await running.start(ready_seconds=seconds)
    try:
        await _all_ready([server.urls[0] for server in settings.servers], seconds)
        yield Stage(config, settings)
    finally:
        await running.close()


def _written(state: Path, ports: list[int], size: BankSize = BankSize.S) -> Path:
    """The configuration and the policy of the demonstration, under `state`."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    example = files("strongroom.app.demo")
    text = example.joinpath("strongroom.yaml").read_text()
    for word, number in zip(_PLACES, ports, strict=True):
        text = text.replace(word, str(number))
    text = text.replace("SIZE", size)
    config = state / "strongroom.yaml"
    config.write_text(text)
    (state / "policy.yaml").write_text(example.joinpath("policy.yaml").read_text())
    return config


async def _all_ready(urls: list[str], seconds: float) -> None:
    for url in urls:
        host, port = url.split("/")[2].split(":")
        async with asyncio.timeout(seconds):
            while not await _accepts(host, int(port)):  # noqa: ASYNC110  another process has no event to wait on
                await asyncio.sleep(0.05)


async def _accepts(host: str, port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True


def _ports(preferred: int | None) -> list[int]:
    """The preferred port (8700 or any other if None, any if 0), and free ones for the servers; all held at once, so that they differ."""
    door = _held(_PREFERRED if preferred is None else preferred, or_any=preferred is None)
    held = [door, *(_held(0) for _ in _PLACES[1:])]
    numbers = [int(one.getsockname()[1]) for one in held]
    for one in held:
        one.close()
    return numbers


def _held(port: int, *, or_any: bool = False) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind(("127.0.0.1", port))
    except OSError as error:
        if not or_any:
            made.close()
            message = f"cannot listen on 127.0.0.1:{port}: {error.strerror}; choose another --port, or leave it out"
            raise PortError(message) from None
        made.bind(("127.0.0.1", 0))
    return made
