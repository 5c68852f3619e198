"""A world as servers ask for it, without loading DuckDB before somebody does.

Above: the loaders of the servers. Below: the reader, late.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from bank_kit.late import Late
from bank_kit.world.size import Size


class WorldRows(Protocol):
    """What is in a world; `bank_kit.world.reader.World` is one."""

    def rows(self, table: str, columns: Sequence[str] | None = None) -> Iterator[list[tuple[object, ...]]]:
        """Batches in the order of the table's key."""
        ...


class FoundWorld(WorldRows, Protocol):
    """A world with its place; `bank_kit.world.reader.World` is one."""

    @property
    def folder(self) -> Path:
        """Of its Parquet files."""
        ...

    @property
    def version(self) -> str:
        """Names the bytes."""
        ...

    def path(self, table: str) -> Path:
        """The Parquet file of a table."""
        ...


class FindWorld(Protocol):
    """`bank_kit.world.reader.find_world`."""

    def __call__(self, base: Path, size: Size, seed: int) -> FoundWorld:
        """The world of that size and seed in `base`; built when it is missing."""
        ...


find_world = Late[FindWorld]("bank_kit.world.reader:find_world")
