"""What filling asks of a world, so that it need not load DuckDB until a store is filled."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

Batches = Iterable[list[tuple[object, ...]]]


class WorldRows(Protocol):
    """A built world; `bank_kit.world.reader.World` is one."""

    def rows(self, table: str, columns: Sequence[str] | None = None) -> Iterator[list[tuple[object, ...]]]:
        """Batches of rows."""
        ...

    def path(self, table: str) -> Path:
        """The file of a table."""
        ...


class WorldQueries(Protocol):
    """What is summed or turned by a query; the module `world_sql` is one."""

    def curve_days(self, world: WorldRows) -> Batches:
        """Wide curve rows."""
        ...

    def volatility_days(self, world: WorldRows) -> Batches:
        """Wide volatility rows."""
        ...

    def deposits(self, world: WorldRows) -> Batches:
        """Summed balances."""
        ...
