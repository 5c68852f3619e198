"""`strongroom up` and `serve` as processes: they answer, share a port, reload, and stop cleanly with a log that verifies."""

import asyncio
import os
import signal
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from strongroom.audit.verify import verify

pytestmark = [pytest.mark.component, pytest.mark.timeout(120)]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def get(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
        return bytes(answer.read())


@asynccontextmanager
async def running(configuration: Path, *arguments: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, int]]:
    port = free_port()
    text = configuration.read_text().replace("port: 8799", f"port: {port}")
    configuration.write_text(text.replace("log_level: error", "log_level: info"))
    output = (configuration.parent / "out.log").open("wb")
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "strongroom", *arguments, "-c", str(configuration), stdout=output, stderr=output)
    output.close()
    try:
        async with asyncio.timeout(60):
            while not await asyncio.to_thread(answers, port):
                assert process.returncode is None, (configuration.parent / "out.log").read_text()
                await asyncio.sleep(0.1)
        yield process, port
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await asyncio.wait_for(process.wait(), 30)


def answers(port: int) -> bool:
    try:
        return get(port, "/healthz") == b'{"status":"alive"}'
    except (urllib.error.URLError, OSError):
        return False


def log_of(configuration: Path) -> str:
    return (configuration.parent / "out.log").read_text()


async def wait_for(text: str, configuration: Path) -> None:
    async with asyncio.timeout(20):
        while text not in log_of(configuration):
            await asyncio.sleep(0.1)


async def test_up_answers_takes_a_changed_policy_and_stops_cleanly(configuration: Path) -> None:
    async with running(configuration, "up") as (process, port):
        assert b'"status"' in await asyncio.to_thread(get, port, "/healthz")
        policy = configuration.parent / "policy.yaml"
        policy.write_text(policy.read_text() + "# changed\n")
        await wait_for("a new road is laid", configuration)
        policy.write_text("rules: 1\n")
        await wait_for("the changed configuration is not taken", configuration)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 30) == 0
    assert "Traceback" not in log_of(configuration)
    assert verify(configuration.parent / "state" / "audit").whole


@pytest.mark.control("OPS-02")
async def test_workers_share_the_port_and_each_writes_its_own_shard_under_one_cover(configuration: Path) -> None:
    async with running(configuration, "serve", "gateway", "--workers", "2") as (process, port):
        async with asyncio.timeout(60):
            while len(list((configuration.parent / "state" / "audit").glob("shard-*"))) < 2:
                await asyncio.sleep(0.1)
        assert b"strongroom_audit_writable" in await asyncio.to_thread(get, port, "/metrics")
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 30) == 0
    report = verify(configuration.parent / "state" / "audit")
    assert report.whole
    assert {shard.shard for shard in report.shards} >= {"shard-00", "shard-01"}


async def test_a_worker_that_dies_is_started_again(configuration: Path) -> None:
    async with running(configuration, "serve", "gateway", "--workers", "2") as (process, port):
        await wait_for('"event":"ready"', configuration)
        children = [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
        os.kill(children[0], signal.SIGKILL)
        await wait_for("child ended; starting it again", configuration)
        async with asyncio.timeout(30):
            while not await asyncio.to_thread(answers, port):
                await asyncio.sleep(0.1)


async def test_production_refuses_the_development_identity_provider(configuration: Path) -> None:
    configuration.write_text("profile: production\n" + configuration.read_text())
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "strongroom", "up", "-c", str(configuration), stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL
    )
    _, said = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 2
    assert b"not for production; name your own" in said
