"""Drives one system with wrk at one concurrency and says what that cost."""

import json
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from processes import MEASURED, OTHERS, Process, pace_of_core, pinned

PROTOCOL: Final = "2026-07-28"
ACCOUNT_NUMBER: Final = "DE89370400440532013000"
"""In every answer of `get_account_iban`; the gateway must have masked it."""
SCRIPT: Final = Path(__file__).with_name("calls.lua")


@dataclass(frozen=True, slots=True)
class Target:
    """A system under measurement: where it listens, what it wants to be told, and the process whose cost counts."""

    name: str
    does: str
    url: str
    process: Process
    headers: Mapping[str, str]
    tool: str = "get_account"
    started_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Measurement:
    """One cell of the table. Times in milliseconds, CPU in microseconds per answered request; all zero where nothing was answered in `seconds`."""

    system: str
    concurrency: int
    seconds: float
    requests_per_second: float
    p50_ms: float
    p99_ms: float
    longest_ms: float
    cpu_us: float
    resident_mb: float
    failed: int
    pace_us: float
    """CPU time of a fixed piece of work on the same core, just before and after: what the machine was worth at that moment."""


def request_headers(target: Target) -> dict[str, str]:
    """Everything a client of 2026-07-28 says."""
    return {
        "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": PROTOCOL,
        "Mcp-Method": "tools/call",
        "Mcp-Name": target.tool,
        **target.headers,
    }


def request_body(target: Target) -> str:
    """A tools/call with @ID@ in the place of its id."""
    meta = {
        "io.modelcontextprotocol/protocolVersion": PROTOCOL,
        "io.modelcontextprotocol/clientCapabilities": {},
        "io.modelcontextprotocol/clientInfo": {"name": "bench", "version": "1"},
    }
    params = json.dumps({"name": target.tool, "arguments": {"account": "A-200001"}, "_meta": meta}, separators=(",", ":"))
    return '{"jsonrpc":"2.0","id":@ID@,"method":"tools/call","params":' + params + "}"


def answer(target: Target) -> dict[str, object]:
    """One call, its whole answer looked at. Raises RuntimeError where it is no good result."""
    request = urllib.request.Request(target.url, request_body(target).replace("@ID@", "7").encode(), request_headers(target), method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            text = response.read().decode()
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"{target.name} answered {error.code}: {error.read()[:500]!r}; {target.process.tail()}") from None
    data = next((line[5:] for line in text.splitlines() if line.startswith("data:") and '"result"' in line), text)
    message: dict[str, object] = json.loads(data)
    result = message.get("result")
    if message.get("id") != 7 or not isinstance(result, dict) or "value" not in result.get("structuredContent", {}):
        raise RuntimeError(f"{target.name} answered something else: {text[:500]}")
    if ACCOUNT_NUMBER in text:
        raise RuntimeError(f"{target.name} did not mask the account number: {text[:500]}")
    return message


def measure(target: Target, concurrency: int, seconds: float, scratch: Path) -> Measurement:
    """Warm up for a quarter of the time, let the system come to rest, then measure."""
    said = scratch / "request.txt"
    said.write_text("".join(f"{name}: {value}\n" for name, value in request_headers(target).items()) + "\n" + request_body(target), encoding="utf-8")
    said.chmod(0o600)
    _wrk(target, concurrency, max(1, round(seconds / 4)), said)
    _rest(target.process)
    pace = pace_of_core(MEASURED)
    before = target.process.cost()
    result = _wrk(target, concurrency, max(1, round(seconds)), said)
    after = target.process.cost()
    pace = (pace + pace_of_core(MEASURED)) / 2
    requests = result["requests"]
    return Measurement(
        system=target.name,
        concurrency=concurrency,
        seconds=result["seconds"],
        requests_per_second=requests / result["seconds"],
        p50_ms=result["p50"] / 1000,
        p99_ms=result["p99"] / 1000,
        longest_ms=result["longest"] / 1000,
        cpu_us=(after.cpu_seconds - before.cpu_seconds) / requests * 1e6 if requests else 0.0,
        resident_mb=after.resident_bytes / 1024 / 1024,
        failed=int(result["failed"]),
        pace_us=pace,
    )


def _rest(process: Process) -> None:
    """Wait, at most ten seconds, until the system no longer works on calls whose caller hung up."""
    for _ in range(50):
        before = process.cost().cpu_seconds
        time.sleep(0.2)
        if process.cost().cpu_seconds - before < 0.02:
            return


def _wrk(target: Target, concurrency: int, seconds: int, said: Path) -> dict[str, float]:
    command = ["wrk", "-t", "1", "-c", str(concurrency), "-d", f"{seconds}s", "--timeout", "30s", "-s", str(SCRIPT), target.url, "--", str(said)]
    done = subprocess.run(pinned(command, OTHERS), capture_output=True, text=True, timeout=seconds + 60, check=False)
    line = next((line for line in done.stdout.splitlines() if line.startswith("RESULT ")), "")
    if not line:
        raise RuntimeError(f"wrk failed: {done.stdout[-500:]} {done.stderr[-500:]}")
    result: dict[str, float] = json.loads(line.removeprefix("RESULT "))
    return result
