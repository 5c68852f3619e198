"""Starts Strongroom in front of the fixture as an operator would: a configuration, a policy, tokens, audit on; and checks its log afterwards."""

import asyncio
import contextlib
import json
import shutil
import string
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from issuer import Issuer
from process import Process, started
from suite import SuiteError

HERE = Path(__file__).resolve().parent
PATH = "/mcp/fixture"


@dataclass(frozen=True, slots=True)
class Ports:
    """Loopback ports of everyone involved; the shim's is the one the world knows."""

    fixture: int
    shim: int
    own: int
    issuer: int


@dataclass(frozen=True, slots=True)
class Door:
    """Where the gateway listens, the path of the fixture's own door, and a token that is good there."""

    port: int
    path: str
    token: str


@contextlib.asynccontextmanager
async def gateway(ports: Ports, out: Path) -> AsyncIterator[Door]:
    """Strongroom in front of the fixture, with a fresh state folder; everything it writes is under `out`."""
    issuer = Issuer(ports.issuer)
    configuration = _configuration(ports, out)
    command = [sys.executable, "-m", "strongroom", "serve", "gateway", "--config", str(configuration)]
    async with contextlib.AsyncExitStack() as stack:
        server = await issuer.serve()
        stack.push_async_callback(server.wait_closed)
        stack.callback(server.close)
        await stack.enter_async_context(started(Process("gateway", command, ports.own, folder=out), out))
        yield Door(ports.own, PATH, issuer.token(f"http://localhost:{ports.shim}{PATH}"))


async def sealed(out: Path) -> int:
    """How many calls the stopped gateway sealed. Raises SuiteError where its log does not verify, or holds nothing."""
    command = ["-m", "strongroom", "verify", "--from", str(out / "state" / "audit"), "--json"]
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise SuiteError(f"the audit log of the run does not verify:\n{said.decode(errors='replace')}")
    records = sum(shard["records"] for shard in json.loads(said)["shards"] if shard["shard"] != "cover")
    if not records:
        raise SuiteError("the audit log of the run is empty: nothing was governed")
    return int(records)


def _configuration(ports: Ports, out: Path) -> Path:
    state = out / "state"
    shutil.rmtree(state, ignore_errors=True)
    values: Mapping[str, object] = {
        "own": ports.own,
        "shim": ports.shim,
        "fixture": ports.fixture,
        "issuer": ports.issuer,
        "state": state,
        "policy": HERE / "policy.yaml",
    }
    path = out / "strongroom.yaml"
    path.write_text(string.Template((HERE / "strongroom.yaml").read_text()).substitute(values))
    return path
