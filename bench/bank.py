"""`make bench-bank`: the bank calculators, the synthetic bank and its servers beside their aims, and the same work by QuantLib alone and by ORE.

Usage: python bench/bank.py [--only NAME,...] [--size S|M|L] [--out FOLDER]
Prints the table, and writes bank-bench.json and bank-bench.md. Ends with 1 where an aim is missed or something of ours could not be measured.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from bank_servers import SERVERS, Cost, server, world
from report import machine, table

WORK = Path(__file__).parent / "bank_work.py"
WORK_SECONDS = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is measured: seconds and megabytes, with the aims where there are any; `beside` is the job of ours that a peer is compared with."""

    name: str
    what: str
    seconds: float | None = None
    megabytes: float | None = None
    beside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A job after its run."""

    job: Job
    seconds: float
    megabytes: float
    note: str

    @property
    def kept(self) -> bool:
        """Whether every aim is met."""
        return (self.job.seconds is None or self.seconds < self.job.seconds) and (self.job.megabytes is None or self.megabytes < self.job.megabytes)


CALCULATORS = (
    Job(name="var", what="historical VaR and ES, 10,000 positions x 500 scenarios", seconds=1.0),
    Job(name="options", what="the same, full revaluation of 10,000 options"),
    Job(name="quantlib-options", what="the same by QuantLib alone", beside="options"),
    Job(name="saccr", what="SA-CCR, 10,000 trades", seconds=1.0),
    Job(name="ore-saccr", what="SA-CCR by ORE, 10,000 trades", beside="saccr"),
    Job(name="exposure", what="exposure profiles, 1,000 trades x 1,000 paths x 50 dates", seconds=60.0, megabytes=2_000.0),
    Job(name="quantlib-swaps", what="as many swap values by QuantLib alone", beside="exposure"),
)
BUILD_SECONDS, BUILD_MEGABYTES = 180.0, 3_000.0
READY_SECONDS, IDLE_MEGABYTES = 2.0, 150.0


def jobs(size: str, scratch: Path) -> Iterator[tuple[Job, Callable[[Job], Result]]]:
    """Everything that can be measured, and how."""
    for job in CALCULATORS:
        yield job, _work
    large = size == "L"
    built = Job(name="world", what=f"world {size} built", seconds=BUILD_SECONDS if large else None, megabytes=BUILD_MEGABYTES if large else None)
    yield built, lambda job: _costly(job, world(size, scratch))
    for name in SERVERS:
        job = Job(name=name, what=f"{name} ready, and idle", seconds=READY_SECONDS, megabytes=IDLE_MEGABYTES)
        yield job, lambda job: _costly(job, server(job.name, scratch))


def _work(job: Job) -> Result:
    done = subprocess.run([sys.executable, str(WORK), job.name], capture_output=True, text=True, check=False, timeout=WORK_SECONDS)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"it ended with {done.returncode}")
    found = json.loads(done.stdout.splitlines()[-1])
    return Result(job=job, seconds=found["seconds"], megabytes=found["peak_mb"], note=found["note"])


def _costly(job: Job, cost: Cost) -> Result:
    return Result(job=job, seconds=cost.seconds, megabytes=cost.megabytes, note=cost.note)


def markdown(results: list[Result], notes: list[str], started: str) -> str:
    """The whole report."""
    ours = {result.job.name: result for result in results}
    rows = [_row(result, ours) for result in results]
    head = f"# The bank, {started}\n\n{machine()}. Every line in a process of its own; MB is the most resident memory of it, of servers that at rest."
    parts = [
        head,
        table(["what", "seconds", "aim", "MB", "aim", "verdict", "beside ours"], rows),
        *(f"- {result.job.name}: {result.note}" for result in results),
    ]
    return "\n\n".join(parts[:2]) + "\n\n" + "\n".join([*parts[2:], *(f"- {note}" for note in notes)]) + "\n"


def _row(result: Result, ours: dict[str, Result]) -> list[str]:
    job = result.job
    other = ours.get(job.beside or "")
    aims = [f"{job.seconds:,.0f}" if job.seconds else "", f"{job.megabytes:,.0f}" if job.megabytes else ""]
    verdict = ("met" if result.kept else "MISSED") if any(aims) else ""
    ratio = f"{result.seconds / other.seconds:,.0f} x" if other else ""
    return [job.what, f"{result.seconds:,.2f}", aims[0], f"{result.megabytes:,.0f}", aims[1], verdict, ratio]


def run(given: argparse.Namespace, scratch: Path) -> tuple[list[Result], list[str], bool]:
    """Measure what was asked for; what could not be measured is a note, and only a peer may be missing."""
    results: list[Result] = []
    notes: list[str] = []
    good = True
    for job, measure in jobs(given.size, scratch):
        if given.only and job.name not in given.only:
            continue
        try:
            result = measure(job)
        except (RuntimeError, subprocess.TimeoutExpired, OSError) as error:
            notes.append(f"{job.name} was not measured: {str(error)[-300:]}")
            print(notes[-1], file=sys.stderr, flush=True)
            good = good and job.beside is not None
            continue
        results.append(result)
        good = good and result.kept
        print(f"{job.what:62} {result.seconds:10,.2f} s {result.megabytes:8,.0f} MB", flush=True)
    return results, notes, good


def main() -> int:
    """Read the arguments, run, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    names = [*(job.name for job in CALCULATORS), "world", *SERVERS]
    parser.add_argument("--only", type=lambda text: set(text.split(",")), default=set(), help=", ".join(names))
    parser.add_argument("--size", choices=("S", "M", "L"), default="L", help="size of the world that is built (default L)")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "out", help="folder for the report (default out)")
    given = parser.parse_args()
    started = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=given.out, prefix="bank-bench-") as scratch:
        results, notes, good = run(given, Path(scratch).resolve())
    text = markdown(results, notes, started)
    (given.out / "bank-bench.md").write_text(text, encoding="utf-8")
    found = {"started": started, "machine": machine(), "results": [asdict(one) | {"kept": one.kept} for one in results], "notes": notes}
    (given.out / "bank-bench.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print("\n" + text)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
