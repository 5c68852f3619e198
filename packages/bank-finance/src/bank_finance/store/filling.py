"""Brings the synthetic bank into the store: its tables in the store's shape, and the days markets are closed."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Table

from bank_finance import calendars
from bank_finance.calendars import CalendarName
from bank_finance.store.rows import Row, insert_rows
from bank_finance.store.tables import FILLED, STORE
from bank_kit.late import Late
from bank_kit.store import Plan
from bank_kit.world.size import AS_OF, MARKET_FIRST_DAY, Size
from bank_kit.world.version import world_version

_HERE = Path(__file__).parent
YEARS_AHEAD = 10
"""How far the calendars reach beyond the business date."""


class Shaped(Protocol):
    """What the filling needs of bank_finance.store.shaping, which loads DuckDB."""

    def rows(self, table: str) -> Iterator[list[Row]]:
        """Batches of the rows of a store's table."""
        ...

    def close(self) -> None:
        """Let go of the memory."""
        ...


class ShapeWorld(Protocol):
    """Finds the world, building it when it is missing, and shapes it."""

    def __call__(self, base: Path, size: Size, seed: int, *, days_as_text: bool) -> Shaped:
        """The world of that size and seed in `base`."""
        ...


_shape_world = Late[ShapeWorld]("bank_finance.store.shaping:shape_world")


def plan(folder: Path, size: Size, seed: int) -> Plan:
    """What belongs in the finance store for that size and seed; the world itself is kept in `folder`."""
    version = world_version(size, seed, *sorted(_HERE.glob("*.py")), Path(calendars.__file__))
    return Plan(name="finance", tables=STORE, version=version, fill=_filler(folder, size, seed))


def _filler(folder: Path, size: Size, seed: int) -> Callable[[Connection], None]:
    def fill(connection: Connection) -> None:
        with closing(_shape_world()(folder, size, seed, days_as_text=connection.dialect.name == "sqlite")) as shaped:
            for table in FILLED:
                _fill_table(connection, table, _closings(connection) if table.name == "calendar" else shaped.rows(table.name))

    return fill


def _fill_table(connection: Connection, table: Table, batches: Iterator[list[Row]]) -> None:
    """Its indexes are made when the rows are there: in one sort, and not by a search for each row."""
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    for index in indexes:
        index.drop(connection)
    insert_rows(connection, table, batches)
    for index in indexes:
        index.create(connection)


def _closings(connection: Connection) -> Iterator[list[Row]]:
    as_text = connection.dialect.name == "sqlite"
    for name in CalendarName:
        days = [day for year in range(MARKET_FIRST_DAY.year, AS_OF.year + YEARS_AHEAD + 1) for day in calendars.holidays(name, year)]
        if days:
            yield [(name.value, day.isoformat() if as_text else day) for day in days]
