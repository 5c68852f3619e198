"""Finds a world, building it when it is missing, and hands out its rows.

Above: the servers' loaders and the command line. Below: build, manifest, DuckDB (this is its adapter: ask for it late).
Knows nothing of the ground truth: that is in no world's folder.
"""

import fcntl
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bank_kit.world import manifest
from bank_kit.world.making.build import ASIDE, Progress, build, silent
from bank_kit.world.manifest import Manifest, WorldError
from bank_kit.world.schema import TABLES
from bank_kit.world.size import Size, Spec
from bank_kit.world.version import world_version

BATCH = 10_000
"""Rows handed out at once."""


@dataclass(frozen=True, slots=True)
class World:
    """A finished world in a folder of Parquet files."""

    folder: Path
    manifest: Manifest

    @property
    def version(self) -> str:
        """Names the bytes: `sha256:` and 64 hexadecimal digits."""
        return self.manifest.version

    def path(self, table: str) -> Path:
        """The Parquet file of a table; KeyError for a name that is none."""
        return self.folder / f"{TABLES[table].name}.parquet"

    def rows(self, table: str, columns: Sequence[str] | None = None) -> Iterator[list[tuple[object, ...]]]:
        """Batches of at most `BATCH` rows in the order of the table's key; all columns as in the schema, or the named ones in their order."""
        known = {column.name for column in TABLES[table].columns}
        wanted = list(columns) if columns is not None else [column.name for column in TABLES[table].columns]
        if unknown := set(wanted) - known:
            raise KeyError(f"table {table} has no column {sorted(unknown)}")
        chosen = ", ".join(f'"{name}"' for name in wanted)
        with duckdb.connect() as connection:
            cursor = connection.execute(f"SELECT {chosen} FROM read_parquet($1)", [str(self.path(table))])
            while batch := cursor.fetchmany(BATCH):
                yield batch

    def damaged(self) -> tuple[str, ...]:
        """Names of tables whose bytes are no longer those of the build."""
        return manifest.damaged(self.folder, self.manifest)


def world_folder(base: Path, size: Size, seed: int) -> Path:
    """Where in `base` the world of that size and seed is kept."""
    return base / f"{size}-{seed}-{world_version(size, seed).removeprefix('sha256:')[:16]}"


def find_world(base: Path, size: Size, seed: int, *, progress: Progress = silent) -> World:
    """The world of that size and seed in `base`; built when missing, by one process at a time. WorldError when it is damaged."""
    folder = world_folder(base, size, seed)
    if not folder.exists():
        base.mkdir(parents=True, exist_ok=True)
        with (base / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                # Whoever holds the lock is the only builder here: what lies about is of one that was killed.
                for left in base.glob(f"{ASIDE}*"):
                    shutil.rmtree(left, ignore_errors=True)
                build(Spec(size=size, seed=seed), folder, progress=progress)
    return open_world(folder)


def open_world(folder: Path) -> World:
    """The finished world in that folder; WorldError when there is none or it is damaged."""
    return World(folder, manifest.read(folder))


__all__ = ["World", "WorldError", "find_world", "open_world", "world_folder"]
