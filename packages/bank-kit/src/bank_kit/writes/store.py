"""Opens the store of a server's writes: a SQLite file beside the read-only world, or the database the server was given."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.pool import ConnectionPoolEntry

from bank_kit.store import answering
from bank_kit.writes.tables import WriteTables, write_tables

CREATE_LOCK = 0x42414E57
"""Key of the advisory lock under which a shared database gets its tables."""
CONNECTIONS = 40
BUSY_MILLISECONDS = 5000
_READS = "bank_kit_reads"


class WriteStore:
    """The tables of one server's writes in an open database. Every method may run in many threads."""

    def __init__(self, engine: Engine, tables: WriteTables) -> None:
        self._engine = engine
        self.tables = tables

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, rolled back by any error; UNAVAILABLE when the database does not answer."""
        with answering(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view, never waiting for a writer; UNAVAILABLE when the database does not answer."""
        with answering(), self._engine.connect().execution_options(**{_READS: True}) as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def open_writes(place: Path | str, server: str) -> WriteStore:
    """The writes of `server` (one word: finance, risk): in a folder (Path) or at a SQLAlchemy URL (str); tables are made when they are missing."""
    if isinstance(place, Path):
        place.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{(place / f'{server}-writes.sqlite').resolve()}"
    else:
        url = place
    engine = create_engine(make_url(url), pool_pre_ping=True, pool_size=CONNECTIONS)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    tables = write_tables(server)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(CREATE_LOCK)))
        tables.metadata.create_all(connection)
    return WriteStore(engine, tables)


def _prepare_sqlite(connection: SqliteConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    # The driver's own transactions begin too late for two writers; ours begin where SQLAlchemy says so.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get(_READS) else "BEGIN IMMEDIATE")
