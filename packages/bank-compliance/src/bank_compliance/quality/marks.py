"""The ground truth as a file: which groups of transactions launder, and which only look alike."""

import asyncio
import csv
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bank_compliance.monitoring.scenario import ScenarioId

COLUMNS = ("typology", "group", "laundering", "accounts", "transactions")
_BANK = "from bank_kit.world.cli import main; main()"
_MOST_CELL = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One group of a typology: a planted one launders, a decoy has an honest reason for the same shape."""

    typology: ScenarioId
    group: int
    laundering: bool
    accounts: frozenset[str]
    transactions: frozenset[str]


class MarksError(Exception):
    """There is no ground truth to compare with; the message says why."""


def read_marks(file: Path) -> tuple[Marked, ...]:
    """The groups of a .csv file written by `bank world truth`; MarksError when it is none."""
    csv.field_size_limit(_MOST_CELL)
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise MarksError(f"the first line of {file.name} must be {','.join(COLUMNS)}")
            return tuple(_marked(reader))
    except (OSError, csv.Error, ValueError, AttributeError) as error:
        raise MarksError(f"{file.name} is no ground truth: {type(error).__name__}") from None


def _marked(reader: Iterator[dict[str, str]]) -> Iterator[Marked]:
    for row in reader:
        yield Marked(
            typology=ScenarioId(row["typology"]),
            group=int(row["group"]),
            laundering=row["laundering"] == "true",
            accounts=frozenset(row["accounts"].split()),
            transactions=frozenset(row["transactions"].split()),
        )


def marks_of(size: str, seed: int) -> tuple[Marked, ...]:
    """The groups of the world of that size and seed, written by a process of its own (`bank world truth`) into a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "truth.csv"
        code = asyncio.run(_written(size, seed, file))
        if code != 0:
            raise MarksError(f"`bank world truth` ended with {code}")
        return read_marks(file)


async def _written(size: str, seed: int, file: Path) -> int:
    words = ("world", "truth", "--size", size, "--seed", str(seed), "--out", str(file))
    nothing = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", _BANK, *words, stdin=nothing, stdout=nothing, stderr=nothing)
    return await process.wait()
