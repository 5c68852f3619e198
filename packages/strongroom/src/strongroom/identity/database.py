"""Opens the small SQLite files in the state directory that all workers of one machine share. Readable by their owner alone.

Above: revocations, signing keys, the development identity provider.
Below: nothing of ours.
Does not know: what is kept in them.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SYNCHRONOUS = "NORMAL"
"""In WAL mode the file survives any crash; the last instants before a power cut may be forgotten."""
_BUSY_MILLISECONDS = 5000


def open_database(path: Path, schema: str) -> sqlite3.Connection:
    """A connection to `path`, made with mode 0600 (its folder 0700) where it does not exist, with the tables of `schema`. Raises sqlite3.Error, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600))
    path.chmod(0o600)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=_BUSY_MILLISECONDS / 1000)
    connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
    connection.execute("PRAGMA journal_mode = WAL")
    for statement in schema.split(";"):
        if statement.strip():
            connection.execute(statement)
    return connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction that holds the write lock from its start, so that two workers never decide on the same old state."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield connection
