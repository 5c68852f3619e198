"""`make bench`: tools/call through Strongroom beside its peers, in one run of less than four minutes.

Usage: python bench/run.py [--seconds S] [--rounds N] [--concurrency 1,16,64] [--only NAME,...] [--out FOLDER]
Prints the tables, and writes bench.json and bench.md. Ends with 1 where Strongroom itself could not be measured.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from gateway import Issuer, new_key, stops, strongroom
from load import Target, answer, measure
from peers import House, MissingError, direct, fastmcp, floor, nginx, upstream
from processes import OTHERS, free_port
from report import Report

SLOW = {"fastmcp"}
"""Peers so slow that calls wait for seconds at higher concurrency; they get twice the time there, and half of it at one call at a time."""


def systems(house: House, issuer: Issuer, behind: int) -> Iterator[tuple[str, Callable[[], Target]]]:
    """Every system by name, and how it is started."""
    yield "direct", lambda: direct(house)
    yield "floor", lambda: floor(house)
    yield "nginx", lambda: nginx(house, behind)
    yield "strongroom", lambda: strongroom(house, issuer, behind, "before_reply")
    yield "background", lambda: strongroom(house, issuer, behind, "background")
    yield "masking", lambda: strongroom(house, issuer, behind, "before_reply", "get_account_iban")
    yield "fastmcp", lambda: fastmcp(house, behind)


def run(given: argparse.Namespace, scratch: Path) -> tuple[Report, bool]:
    """Measure what was asked for; and whether Strongroom was among what could be measured."""
    report = Report(time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()))
    house = House(scratch)
    good = True
    try:
        jwks, port = scratch / "jwks.json", free_port()
        issuer = Issuer(new_key(jwks), f"http://127.0.0.1:{port}")
        upstream(house, core=OTHERS, jwks=jwks, port=port)
        for name, start in systems(house, issuer, port):
            if given.only and name not in given.only:
                continue
            standing = len(house.running)
            try:
                one_system(report, start(), given, scratch)
            except (MissingError, RuntimeError) as error:
                print(f"{name}: {error}", file=sys.stderr)
                report.notes.append(f"{name} was not measured: {str(error).splitlines()[0][:200]}")
                good = good and name not in {"strongroom", "background", "masking"}
            while len(house.running) > standing:
                house.running.pop().stop()
        if not given.only or "stops" in given.only:
            try:
                report.stops = stops(house, issuer, port)
            except RuntimeError as error:
                print(error, file=sys.stderr)
                report.notes.append(str(error)[:300])
                good = False
    finally:
        house.stop()
    return report, good


def one_system(report: Report, target: Target, given: argparse.Namespace, scratch: Path) -> None:
    """Look at one answer, then measure at each concurrency."""
    answer(target)
    report.targets.append(target)
    for concurrency in given.concurrency:
        seconds = given.seconds * (1 if target.name not in SLOW else 2 if concurrency > 1 else 0.5)
        rounds = 1 if target.name in SLOW else given.rounds
        cell = min((measure(target, concurrency, seconds, scratch) for _ in range(rounds)), key=lambda one: one.cpu_us or float("inf"))
        report.cells.append(cell)
        print(
            f"{cell.system:28} c={cell.concurrency:<3} {cell.requests_per_second:>9,.0f}/s  p50 {cell.p50_ms:7.2f} ms  "
            f"p99 {cell.p99_ms:8.2f} ms  CPU {cell.cpu_us:9,.1f} us/call  RSS {cell.resident_mb:4.0f} MB  failed {cell.failed}",
            flush=True,
        )


def main() -> int:
    """Read the arguments, run, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=3.0, help="length of each measurement (default 3)")
    parser.add_argument("--rounds", type=int, default=2, help="measurements of each cell, of which the cheapest counts (default 2)")
    parser.add_argument("--concurrency", type=lambda text: [int(word) for word in text.split(",")], default=[1, 16, 64], help="default 1,16,64")
    parser.add_argument(
        "--only", type=lambda text: set(text.split(",")), default=set(), help="direct, floor, nginx, strongroom, background, masking, fastmcp, stops"
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "out", help="folder for bench.json and bench.md (default out)")
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        print("wrk is not installed; run: make components", file=sys.stderr)
        return 3
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=given.out, prefix="bench-") as scratch:
        report, good = run(given, Path(scratch).resolve())
    report.write(given.out)
    print("\n" + report.markdown())
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
