"""Turns measurements into a table for people and a file for machines."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from load import Measurement, Target

FLOOR_US: Final = 18.4
"""Of `floor.py` at 64 connections on the machine for which the aims were set."""
GOVERNED: Final = {"strongroom before_reply", "strongroom background"}
SLOWNESS: Final = (
    "Slowness is the CPU time of a fixed piece of work on the same core just before and after the cell, by the quickest of this run: "
    "1.5 means that the machine itself was half as slow again at that moment, and so were all figures of that row."
)
STOPS_HEAD: Final = (
    "## Microseconds by stop\n\nWall clock, median, eight callers at once, in process through the ASGI door, the log written after the answer. "
    "Routing holds the wait for the server, during which other calls run.\n\n"
)


@dataclass(slots=True)
class Report:
    """Everything one run found out."""

    started: str
    targets: list[Target] = field(default_factory=list)
    cells: list[Measurement] = field(default_factory=list)
    stops: list[tuple[str, float]] = field(default_factory=list)
    """Stop of the road, median microseconds."""
    notes: list[str] = field(default_factory=list)

    def cell(self, system: str, concurrency: int) -> Measurement | None:
        """One measurement, if it was made."""
        return next((one for one in self.cells if one.system == system and one.concurrency == concurrency), None)

    def markdown(self) -> str:
        """The whole report."""
        return "\n\n".join(part for part in (self._head(), self._table(), self._aims(), self._stops(), self._notes()) if part) + "\n"

    def write(self, folder: Path) -> None:
        """bench.json and bench.md."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "bench.md").write_text(self.markdown(), encoding="utf-8")
        found = {
            "started": self.started,
            "machine": machine(),
            "systems": {one.name: {"does": one.does, "started_seconds": round(one.started_seconds, 3)} for one in self.targets},
            "cells": [asdict(one) for one in self.cells],
            "stops_us": dict(self.stops),
            "notes": self.notes,
        }
        (folder / "bench.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")

    def _head(self) -> str:
        systems = "\n".join(f"- **{one.name}**: {one.does}" for one in self.targets)
        return f"# tools/call, {self.started}\n\n{machine()}. The system on one core; load (wrk) and upstream on the other.\n\n{systems}\n\n{SLOWNESS}"

    def _table(self) -> str:
        quickest = min((one.pace_us for one in self.cells), default=1.0)
        rows = [
            [one.system, str(one.concurrency), *_numbers(one), f"{one.resident_mb:.0f}", str(one.failed), f"{one.pace_us / quickest:.2f}"] for one in self.cells
        ]
        return table(["system", "c", "requests/s", "p50 ms", "p99 ms", "CPU us/call", "calls/s per full core", "RSS MB", "failed", "slowness"], rows)

    def _aims(self) -> str:
        """The aims of the issue, and where this run stands."""
        lines: list[str] = []
        for name, cpu in ((one.name, self.cell(one.name, 64)) for one in self.targets if one.name in GOVERNED):
            if cpu is not None:
                verdict = "met" if cpu.cpu_us <= 80 else "MISSED"
                lines.append(f"- {name}: CPU per call at c=64 {cpu.cpu_us:.1f} us (aim 80): {verdict}")
                verdict = "met" if cpu.requests_per_second >= 12_000 else "MISSED"
                lines.append(f"- {name}: calls/s at c=64 {cpu.requests_per_second:,.0f} (aim 12,000): {verdict}")
        floor = self.cell("floor", 64)
        if lines and floor is not None and floor.cpu_us:
            factor = floor.cpu_us / FLOOR_US
            lines.append(
                f"- this machine, now: the floor of a Python server costs {floor.cpu_us:.1f} us here and {FLOOR_US} us on the machine for which the aims "
                f"were set, so 80 us there would be about {80 * factor:.0f} us here"
            )
        quick, bare = self.cell("strongroom background", 1), self.cell("direct", 1)
        if quick is not None and bare is not None:
            added = quick.p50_ms - bare.p50_ms
            lines.append(f"- added p50 at c=1 without waiting for the disk {added:.2f} ms (aim 0.30): {'met' if added <= 0.3 else 'MISSED'}")
        return "## Aims\n\n" + "\n".join(lines) if lines else ""

    def _stops(self) -> str:
        if not self.stops:
            return ""
        rows = [[name, f"{microseconds:.1f}"] for name, microseconds in self.stops]
        return STOPS_HEAD + table(["stop", "us"], rows)

    def _notes(self) -> str:
        return "## Notes\n\n" + "\n".join(f"- {note}" for note in self.notes) if self.notes else ""


def _numbers(one: Measurement) -> list[str]:
    """Rate, p50, p99, CPU per call and calls per full core; a system that answered nothing has none."""
    if not one.cpu_us:
        return [f"none in {one.seconds:.0f} s", "-", "-", "-", "-"]
    return [f"{one.requests_per_second:,.0f}", f"{one.p50_ms:.2f}", f"{one.p99_ms:.2f}", f"{one.cpu_us:,.1f}", f"{1e6 / one.cpu_us:,.0f}"]


def machine() -> str:
    """What it ran on."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = next((line.partition(":")[2].strip() for line in info.splitlines() if line.startswith("model name")), platform.processor() or "unknown CPU")
    return f"{os.cpu_count()} x {model}, {platform.system()} {platform.release().split('-')[0]}, CPython {platform.python_version()}, loopback, no TLS"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table that also reads well as plain text: words left, numbers right."""
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.ljust(width) if at == 0 else cell.rjust(width) for at, (cell, width) in enumerate(zip(cells, widths, strict=True))) + " |"

    rule = "|" + "|".join("-" * (width + 2) if at == 0 else "-" * (width + 1) + ":" for at, width in enumerate(widths)) + "|"
    return "\n".join([line(head), rule, *map(line, rows)])
