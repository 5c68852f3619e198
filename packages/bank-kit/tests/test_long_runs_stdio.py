"""A long run over real pipes: progress arrives, and a client that gives up stops it."""

import asyncio
import sys
from pathlib import Path
from typing import Literal

import anyio
import pytest
from mcp import Client, StdioServerParameters

pytestmark = pytest.mark.component

PROGRAM = """
import sys, time
from pathlib import Path
from pydantic import BaseModel
from bank_kit.offer import Offer
from bank_kit.progress import RunStoppedError
from bank_kit.serving import serve_stdio
from bank_kit.tools import Long, Tool

class Turns(BaseModel):
    turns: int

def turn(arguments, caller, progress):
    try:
        for done in range(arguments.turns):
            progress.report(done + 1, arguments.turns, "turning")
            time.sleep(0.01)
    except RunStoppedError as stopped:
        Path(sys.argv[1]).write_text(stopped.failure.code)
        raise
    return arguments

tool = Tool(name="turn", title="Turn", description="Turns.", scope="test.read", arguments=Turns, result=Turns, run=Long(turn))
serve_stdio(Offer(name="mill", title="Mill", version="1", instructions="None.", tools=(tool,), resources=(), prompts=()), None)
"""


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_progress_and_cancellation_travel_over_pipes(tmp_path: Path, mode: Literal["auto", "legacy"]) -> None:
    program, stopped = tmp_path / "mill.py", tmp_path / "stopped"
    program.write_text(PROGRAM)
    heard: list[float] = []
    begun = asyncio.Event()

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        heard.append(progress)
        begun.set()

    async with Client(StdioServerParameters(command=sys.executable, args=[str(program), str(stopped)]), mode=mode) as client:
        assert (await client.call_tool("turn", {"turns": 30}, progress_callback=hear)).structured_content == {"turns": 30}
        assert heard[-1] == 30
        begun.clear()
        async with anyio.create_task_group() as group:
            group.start_soon(lambda: client.call_tool("turn", {"turns": 100_000}, progress_callback=hear))
            await begun.wait()
            group.cancel_scope.cancel()
        async with asyncio.timeout(10):
            while not stopped.exists():
                await asyncio.sleep(0.02)
        assert stopped.read_text() == "CANCELLED"
