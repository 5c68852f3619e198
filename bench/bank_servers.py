"""What the synthetic bank costs to build, and what its servers cost before anybody asks them anything."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from processes import MEASURED, Process, free_port

SERVERS = ("bank-finance", "bank-risk", "bank-customer", "bank-compliance")
STARTS = 3
"""Starts of each server after the first, which fills its store; the quickest counts, for others may work on the machine."""
SETTLED = 1.0
"""Seconds without a call before the resident size is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Wall seconds, and the most (of a build) or the idle (of a server) resident megabytes."""

    seconds: float
    megabytes: float
    note: str


def world(size: str, folder: Path) -> Cost:
    """`bank world build` in a process of its own. RuntimeError when it fails."""
    log = folder / "world.log"
    begun = time.monotonic()
    with log.open("wb") as output:
        command = [_script("bank"), "world", "build", "--size", size, "--out", str(folder / "worlds")]
        building = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(building.pid, 0)
    seconds = time.monotonic() - begun
    said = log.read_text(errors="replace").splitlines()
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"the world was not built: {said[-1] if said else 'it said nothing'}")
    stored = sum(path.stat().st_size for path in (folder / "worlds").rglob("*.parquet"))
    return Cost(seconds=seconds, megabytes=usage.ru_maxrss / 1024, note=f"{_rows(said[-1])}, {stored / 1e6:,.0f} MB of Parquet")


def _rows(said: str) -> str:
    found = re.search(r"[0-9,]+ rows in [0-9]+ tables", said)
    return found.group() if found else said


def _script(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def server(name: str, folder: Path) -> Cost:
    """From start to the first good answer of /healthz, and idle. RuntimeError when the server does not start."""
    if importlib.util.find_spec(f"{name.replace('-', '_')}.cli") is None:
        raise RuntimeError(f"{name} has no command line to start")
    first, _ = _start(name, folder)
    starts = [_start(name, folder) for _ in range(STARTS)]
    seconds = min(each for each, _ in starts)
    return Cost(seconds=seconds, megabytes=max(held for _, held in starts), note=f"the first start, which builds world S and the store, took {first:.1f} s")


def _start(name: str, folder: Path) -> tuple[float, float]:
    port = free_port()
    command = [_script(name), "serve", "--insecure-no-auth", "--port", str(port), "--world", str(folder / name)]
    begun = time.monotonic()
    running = Process(command, folder / f"{name}.log", core=MEASURED)
    try:
        running.wait_for(port, seconds=60)
        while not _healthy(port):
            if time.monotonic() - begun > 60:
                raise RuntimeError(f"{name} is not healthy: {running.tail()}")
            time.sleep(0.01)
        ready = time.monotonic() - begun
        time.sleep(SETTLED)
        return ready, running.cost().resident_bytes / 1e6
    finally:
        running.stop()


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status == 200 and bool(json.load(answer))
    except (urllib.error.URLError, OSError, ValueError):
        return False
