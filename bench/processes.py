"""Starts, pins and stops the processes of the benchmark, and reads from /proc what they cost."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TICKS: Final = os.sysconf("SC_CLK_TCK")
PAGE: Final = os.sysconf("SC_PAGE_SIZE")
MEASURED: Final = 0
"""Core of the system under measurement."""
OTHERS: Final = 1
"""Core of the load generator and of the upstream."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a tree of processes has used so far (CPU seconds), and holds now (resident bytes)."""

    cpu_seconds: float
    resident_bytes: int


def pinned(command: Sequence[str], core: int) -> list[str]:
    """The command on one core, where the machine has two and taskset."""
    if (os.cpu_count() or 1) < 2 or shutil.which("taskset") is None:
        return list(command)
    return ["taskset", "-c", str(core), *command]


def free_port() -> int:
    """A port of loopback that was free a moment ago."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def pace_of_core(core: int) -> float:
    """Microseconds of CPU that a fixed piece of Python work takes on that core now: shared machines are not always equally fast."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core} & allowed or allowed)
    try:
        begun = time.process_time_ns()
        table: dict[int, int] = {}
        for number in range(100_000):
            table[number & 4095] = table.get(number & 1023, 0) + number
        return (time.process_time_ns() - begun) / 1000
    finally:
        os.sched_setaffinity(0, allowed)


class Process:
    """A running program and its children; its output goes to a file."""

    def __init__(self, command: Sequence[str], log: Path, *, core: int, environment: Mapping[str, str] | None = None) -> None:
        self.log = log
        clean = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        with log.open("wb") as output:
            self._running = subprocess.Popen(
                pinned(command, core), stdout=output, stderr=subprocess.STDOUT, start_new_session=True, env={**clean, **(environment or {})}
            )

    def wait_for(self, port: int, seconds: float = 20.0) -> float:
        """Seconds until the port took a connection. Raises RuntimeError with the end of the log where it never does."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if self._running.poll() is not None:
                break
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return time.monotonic() - begun
            time.sleep(0.02)
        raise RuntimeError(f"{self._running.args!r} did not start listening: {self.tail()}")

    def tail(self) -> str:
        """The last words of its output."""
        return self.log.read_text(errors="replace")[-2000:]

    def cost(self) -> Cost:
        """Of the whole tree."""
        seconds, resident = 0.0, 0
        for pid in _tree(self._running.pid):
            fields = _stat(pid)
            if fields:
                seconds += (int(fields[11]) + int(fields[12])) / TICKS
                resident += int(fields[21]) * PAGE
        return Cost(seconds, resident)

    def stop(self) -> None:
        """Ask the program, and after five seconds its whole group, to end."""
        if self._running.poll() is None:
            self._running.terminate()
            try:
                self._running.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self._running.pid, signal.SIGKILL)
                self._running.wait(5)


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name (proc(5): the first is the state); empty once the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def _tree(root: int) -> set[int]:
    parents = {int(entry.name): int(fields[1]) for entry in Path("/proc").iterdir() if entry.name.isdigit() and (fields := _stat(int(entry.name)))}
    found = {root}
    while True:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more
