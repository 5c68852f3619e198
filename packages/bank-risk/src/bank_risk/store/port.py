"""What filling asks of queries over a world, so that it need not load DuckDB until a store is filled."""

from collections.abc import Iterable
from typing import Protocol

from bank_kit.world.port import FoundWorld

Batches = Iterable[list[tuple[object, ...]]]


class WorldQueries(Protocol):
    """What is summed or turned by a query; the module `world_sql` is one."""

    def curve_days(self, world: FoundWorld) -> Batches:
        """Wide curve rows."""
        ...

    def volatility_days(self, world: FoundWorld) -> Batches:
        """Wide volatility rows."""
        ...

    def deposits(self, world: FoundWorld) -> Batches:
        """Summed balances."""
        ...
