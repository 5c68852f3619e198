"""What a warehouse can do. Fails closed: a question it cannot answer is an error, never an empty answer."""

from pathlib import Path
from typing import Protocol

from bank_kit.late import Late


class Warehouse(Protocol):
    """Answers questions in SQL over fact_tx, fact_leg, dim_account, dim_party and dim_rate; safe to ask from many threads."""

    @property
    def version(self) -> str:
        """Names the data: the same version gives the same answers."""

    def rows(self, question: str) -> list[tuple[object, ...]]:
        """All rows of a rendered question (`text.render`); LIMIT_EXCEEDED over `MOST_ROWS`, DEADLINE_EXCEEDED over the time allowed, UNAVAILABLE otherwise."""

    def close(self) -> None:
        """Ends the engine; nothing can be asked afterwards."""


class OpenWarehouse(Protocol):
    """Opens the warehouse over the files of a world: `World.folder`, `World.version`, and a folder to spill into."""

    def __call__(self, folder: Path, version: str, scratch: Path) -> Warehouse:
        """UNAVAILABLE when a file is missing."""


OPEN = Late[OpenWarehouse]("bank_compliance.warehouse.duckdb:open_warehouse")
"""`OPEN()(folder, version, scratch)`: loads the engine when it is first asked for."""
