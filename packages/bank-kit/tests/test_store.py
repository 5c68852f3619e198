"""A store is whole or not there."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, MetaData, String, Table, insert, select
from sqlalchemy.exc import OperationalError

from bank_kit.store import Plan, StoreError, open_database, open_directory

TABLES = MetaData()
THING = Table("thing", TABLES, Column("name", String(10), primary_key=True))


def _fill(connection: Connection) -> None:
    connection.execute(insert(THING), [{"name": "one"}, {"name": "two"}])


def _break(connection: Connection) -> None:
    _fill(connection)
    raise RuntimeError("the machine fell over")


PLAN = Plan(name="things", tables=TABLES, version="sha256:aaaa", fill=_fill)


def test_a_store_is_built_once_and_found_again(tmp_path: Path) -> None:
    for _ in range(2):
        with open_directory(tmp_path, PLAN).connect() as connection:
            assert connection.execute(select(THING.c.name)).scalars().all() == ["one", "two"]
    assert len(list(tmp_path.iterdir())) == 1


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        open_directory(tmp_path / folder, PLAN).dispose()
    first, second = sorted(tmp_path.rglob("*.sqlite"))
    assert first.read_bytes() == second.read_bytes()


def test_a_half_built_store_is_never_left_behind(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        open_directory(tmp_path, Plan(name="things", tables=TABLES, version="v", fill=_break))
    assert list(tmp_path.iterdir()) == []


def test_a_file_store_is_read_only(tmp_path: Path) -> None:
    with open_directory(tmp_path, PLAN).connect() as connection, pytest.raises(OperationalError):
        connection.execute(insert(THING), {"name": "three"})


def test_a_database_that_broke_while_filling_is_filled_next_time(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    with pytest.raises(RuntimeError):
        open_database(url, Plan(name="things", tables=TABLES, version="sha256:aaaa", fill=_break))
    with open_database(url, PLAN).connect() as connection:
        assert connection.execute(select(THING.c.name)).scalars().all() == ["one", "two"]


def test_a_database_with_another_world_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    open_database(url, PLAN).dispose()
    with pytest.raises(StoreError, match="sha256:bbbb"):
        open_database(url, Plan(name="things", tables=TABLES, version="sha256:bbbb", fill=_fill))


def test_two_plans_share_a_database(tmp_path: Path) -> None:
    others = MetaData()
    Table("other", others, Column("name", String(10), primary_key=True))
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    open_database(url, PLAN).dispose()
    for _ in range(2):
        open_database(url, Plan(name="others", tables=others, version="sha256:cccc", fill=lambda _: None)).dispose()


def test_servers_that_start_together_build_one_store(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(lambda _: open_directory(tmp_path, PLAN), range(4)))
    for engine in engines:
        with engine.connect() as connection:
            assert connection.execute(select(THING.c.name)).scalars().all() == ["one", "two"]
    assert len(list(tmp_path.iterdir())) == 1
