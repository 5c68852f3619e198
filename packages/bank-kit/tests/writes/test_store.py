"""The file of writes survives its readers, its writers and its own opening."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from bank_kit.failures import ToolFailureError
from bank_kit.writes.store import WriteStore, open_writes

ROW = {"issuer": "i", "subject": "s", "asked": "a", "answer": "b", "at": 1}


def _count(store: WriteStore) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(store.tables.request)).scalar_one()


def test_many_open_it_at_once_and_each_finds_the_tables(tmp_path: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(lambda _: open_writes(tmp_path / "new", "test"), range(6)))
    assert [_count(store) for store in stores] == [0] * 6
    for store in stores:
        store.close()


def test_a_reader_does_not_wait_for_a_writer(store: WriteStore) -> None:
    with store.writing() as connection:
        connection.execute(insert(store.tables.request), ROW | {"request_key": "k"})
        assert _count(store) == 0
    assert _count(store) == 1


def test_an_error_rolls_back(store: WriteStore) -> None:
    def fail() -> None:
        with store.writing() as connection:
            connection.execute(insert(store.tables.request), ROW | {"request_key": "k"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert _count(store) == 0


def test_what_the_database_says_is_not_repeated(store: WriteStore) -> None:
    with pytest.raises(ToolFailureError) as caught, store.writing() as connection:
        connection.execute(insert(store.tables.request), ROW | {"request_key": None, "subject": "my secret"})
    assert caught.value.failure.code == "UNAVAILABLE"
    assert "secret" not in str(caught.value)
