"""Makes a whole world in order, each finished table written as Parquet before the next is made; all aside, and moved into place when complete.

Above: reader and truth. Below: every maker, chance, schema, manifest, version. DuckDB works inside `MEMORY` and spills into the folder being built.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bank_kit.world import chance, manifest
from bank_kit.world.making import (
    accounts,
    booking,
    books,
    capital,
    casting,
    consents,
    counterparties,
    documents,
    everyday,
    exposures,
    history,
    limits,
    loans,
    losses,
    outflows,
    outsiders,
    parties,
    payments,
    relationships,
    routine,
    scenarios,
    tails,
    trades,
)
from bank_kit.world.schema import TABLES
from bank_kit.world.size import Size, Spec
from bank_kit.world.version import world_version

MEMORY = "1800MB"
ASIDE = ".building-"
"""How the folders of unfinished builds begin."""
Progress = Callable[[str, int, int], None]
"""Called with the name of the maker at work or of the table about to be written, how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Step:
    """A maker, and the tables that are finished after it."""

    make: Callable[[duckdb.DuckDBPyConnection, Spec], None]
    tables: tuple[str, ...]


LEDGER: tuple[Step, ...] = (
    Step(parties.make, ("legal_entity", "party", "kyc_file")),
    Step(accounts.make, ()),
    Step(casting.make, ()),
    Step(outsiders.make, ()),
    Step(routine.make, ()),
    Step(scenarios.make, ()),
    Step(everyday.make, ()),
    Step(booking.make, ("account", "transaction")),
)
"""What the ground truth follows from."""
STEPS: tuple[Step, ...] = (
    *LEDGER,
    Step(payments.make, ("payment", "payment_status")),
    Step(relationships.make, ("relationship",)),
    Step(consents.make, ("consent",)),
    Step(history.make, ("instrument", "price_eod", "curve", "curve_point", "fx_eod", "volatility_eod")),
    Step(loans.make, ("loan",)),
    Step(outflows.make, ()),
    Step(counterparties.make, ("counterparty",)),
    Step(books.make, ("book", "position_eod")),
    Step(trades.make, ("netting_set", "trade", "trade_event")),
    Step(tails.make, ()),
    Step(exposures.make, ()),
    Step(losses.make, ("business_indicator", "operational_loss")),
    Step(capital.make, ("capital_item",)),
    Step(limits.make, ("risk_limit",)),
    Step(documents.make, ("document",)),
)
"""All, in the order they need one another."""
AS_WRITTEN = "join_order,build_side_probe_side"
"""Optimisers left out while a table is written: joined as written, rows leave in the order of the left table, and nothing big is sorted twice."""


def silent(table: str, done: int, total: int) -> None:
    """Progress for nobody."""


def build(spec: Spec, folder: Path, *, progress: Progress = silent, threads: int | None = None) -> manifest.Manifest:
    """Builds the world at `folder`, which must not exist yet; on any failure nothing is left behind. The bytes do not depend on `threads`."""
    began = time.monotonic()
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=ASIDE, dir=folder.parent))
    try:
        tables = _fill(spec, aside, progress, threads)
        told = manifest.Manifest(
            size=spec.size,
            seed=spec.seed,
            version=world_version(spec.size, spec.seed),
            duckdb=duckdb.__version__,
            build_seconds=round(time.monotonic() - began, 3),
            tables=tables,
        )
        manifest.write(aside, told)
        _sync(aside)
        aside.chmod(0o755)
        aside.rename(folder)
        _sync(folder.parent)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return told


def connect(spec: Spec, scratch: Path, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """An empty engine with the macros of that seed; beyond size S its tables live in a file of `scratch`."""
    connection = duckdb.connect(":memory:" if spec.size is Size.S else scratch / "making.duckdb")
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute("SET temp_directory = $1", [str(scratch / "spill")])
    if threads is not None:
        connection.execute(f"SET threads = {int(threads)}")
    chance.install(connection, spec.seed)
    return connection


def _fill(spec: Spec, aside: Path, progress: Progress, threads: int | None) -> dict[str, manifest.TableEntry]:
    scratch = aside / "scratch"
    scratch.mkdir()
    total = sum(len(step.tables) for step in STEPS)
    tables: dict[str, manifest.TableEntry] = {}
    with connect(spec, scratch, threads) as connection:
        for step in STEPS:
            progress(step.make.__module__.rpartition(".")[2], len(tables), total)
            step.make(connection, spec)
            for name in step.tables:
                progress(name, len(tables), total)
                tables[name] = _write(connection, name, aside / f"{name}.parquet")
    progress("done", total, total)
    shutil.rmtree(scratch)
    return tables


def _write(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> manifest.TableEntry:
    columns = ", ".join(f'CAST("{column.name}" AS {column.type}) AS "{column.name}"' for column in TABLES[name].columns)
    connection.execute(f"SET disabled_optimizers = '{AS_WRITTEN}'")
    written = connection.execute(f'COPY (SELECT {columns} FROM "{name}") TO $1 (FORMAT parquet, COMPRESSION zstd, PRESERVE_ORDER true)', [str(path)]).fetchone()
    connection.execute("RESET disabled_optimizers")
    assert written is not None
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return manifest.entry(path, int(written[0]))


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
