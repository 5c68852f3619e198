"""One world of size S, built once for all tests of a run that only read it."""

from collections.abc import Callable

import duckdb
import pytest

from bank_kit.world.reader import World, find_world
from bank_kit.world.size import Size

Ask = Callable[..., list[tuple[object, ...]]]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    return find_world(tmp_path_factory.mktemp("bank"), Size.S, 42)


@pytest.fixture(scope="session")
def ask(built: World) -> Ask:
    """Runs SQL over the tables of the built world."""
    connection = duckdb.connect()
    for name in built.manifest.tables:
        connection.execute(f"CREATE VIEW \"{name}\" AS FROM read_parquet('{built.path(name)}')")
    return lambda sql: connection.execute(sql).fetchall()
