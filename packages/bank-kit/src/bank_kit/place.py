"""Where a server keeps what it serves: which synthetic bank, in which folder or database, and the further options it was started with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from bank_kit.store import Plan, open_database, open_directory
from bank_kit.world.size import Size
from bank_kit.writes.store import WriteStore, open_writes


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What `serve` hands to the server that builds its offer.

    def build(place: Place) -> Offer:
        plan = risk_plan(place.folder, place.size, place.seed)
        return build_offer(place.open_store(plan), plan, place.open_writes("risk"))
    """

    folder: Path
    """--world: worlds, stores and files of writes."""
    size: Size
    seed: int
    database: str | None = None
    """--database: a SQLAlchemy URL used for store and writes instead of files in `folder`."""
    options: Mapping[str, object] = field(default_factory=dict)
    """What the server's own options said, by name, as click understood them."""

    def open_store(self, plan: Plan) -> Engine:
        """The store of --database, or the one in --world; filled when it is empty or missing."""
        return open_database(self.database, plan) if self.database else open_directory(self.folder, plan)

    def open_writes(self, server: str) -> WriteStore:
        """The writes of `server` (one word, such as risk), at the same place as the store."""
        return open_writes(self.database or self.folder, server)
