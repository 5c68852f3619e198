"""`strongroom demo --check` as a newcomer runs it, and Ctrl-C while it stays up."""

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.component, pytest.mark.timeout(240)]


async def started(tmp_path: Path, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "strongroom", "demo", "--state", str(tmp_path / "demo"), *arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )


async def test_it_stays_up_invites_and_stops_on_ctrl_c_without_a_trace(tmp_path: Path) -> None:
    process = await started(tmp_path, "--port", "0")
    assert process.stdout is not None
    lines: list[str] = []
    async for line in process.stdout:
        lines.append(line.decode())
        if "Ctrl-C stops it" in lines[-1]:
            process.send_signal(signal.SIGINT)
    shown = "".join(lines)
    assert await process.wait() == 0, shown
    assert "All 10 steps happened as told" in shown
    assert '"mcpServers"' in shown
    assert "rita" in shown
    assert "Traceback" not in shown


async def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = await started(tmp_path, "--port", str(taken.getsockname()[1]), "--check")
        said, _ = await process.communicate()
    assert process.returncode == 2
    assert b"choose another --port" in said
    assert b"Traceback" not in said
