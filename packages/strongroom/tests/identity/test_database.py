"""The files in the state directory belong to their owner alone, and a transaction is all or nothing."""

import sqlite3
import stat
from pathlib import Path

import pytest

from strongroom.identity.database import open_database, writing


def test_file_and_folder_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "state" / "x.sqlite"
    connection = open_database(path, "CREATE TABLE IF NOT EXISTS t (a TEXT)")
    connection.execute("INSERT INTO t VALUES ('secret')")
    modes = {stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_that_was_open_to_others_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.touch(mode=0o644)
    open_database(path, "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        open_database(tmp_path / "x.sqlite", "")


def test_a_failing_transaction_leaves_nothing(tmp_path: Path) -> None:
    connection = open_database(tmp_path / "x.sqlite", "CREATE TABLE t (a TEXT UNIQUE)")

    def twice() -> None:
        with writing(connection):
            connection.execute("INSERT INTO t VALUES ('a')")
            connection.execute("INSERT INTO t VALUES ('a')")

    with pytest.raises(sqlite3.IntegrityError):
        twice()
    assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)
    assert not connection.in_transaction
