"""Starts one of our programs, waits until it answers, and stops it again."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from suite import SuiteError

READY_SECONDS = 20
STOP_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Process:
    """A program, the loopback port it will listen on, the folder to run it in and what to add to its environment."""

    name: str
    command: list[str]
    port: int
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)


@contextlib.asynccontextmanager
async def started(program: Process, out: Path) -> AsyncIterator[None]:
    """Runs while the block runs; its output is kept in `out`. Raises SuiteError where it does not come up."""
    log = out / f"{program.name}.log"
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *program.command,
            cwd=program.folder,
            env=os.environ | dict(program.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            await _listening(process, program, log)
            yield
        finally:
            if process.returncode is None:
                process.terminate()
                try:
                    await asyncio.wait_for(process.wait(), STOP_SECONDS)
                except TimeoutError:
                    process.kill()
                    await process.wait()


async def _listening(process: asyncio.subprocess.Process, program: Process, log: Path) -> None:
    """Wait until the port accepts connections."""
    loop = asyncio.get_running_loop()
    until = loop.time() + READY_SECONDS
    while loop.time() < until:
        if process.returncode is not None:
            raise SuiteError(f"{program.name} ended with {process.returncode}:\n{_tail(log)}")
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", program.port)
            writer.close()
            return
        await asyncio.sleep(0.05)
    raise SuiteError(f"{program.name} does not listen on port {program.port} after {READY_SECONDS} s; see {log}")


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-2000:]
