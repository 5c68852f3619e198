"""Opens a store filled with one version of the synthetic bank: a SQLite file built aside and moved into place, or a database filled in one transaction."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, create_engine, func, insert, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bank_kit.apart import apart
from bank_kit.failures import FailureCode, ToolFailureError

BUILD_LOCK = 0x42414E4B
"""Key of the advisory lock under which a shared database is filled."""
READERS = 40
"""Connections to a file: one for each worker thread that may be answering a call."""


class StoreError(Exception):
    """The store cannot be opened as asked; the message says what to do."""


@contextmanager
def answering() -> Iterator[None]:
    """Around every use of a database by a tool: UNAVAILABLE, without the driver's words, when it does not answer."""
    try:
        yield
    except SQLAlchemyError as error:
        # The driver's own words may hold values and addresses; they stay in the log of the database.
        raise ToolFailureError(FailureCode.UNAVAILABLE, f"the store did not answer ({type(error).__name__})", remedy="try again later") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What belongs in a store: its tables, who writes the rows, and the version that names both."""

    name: str
    tables: MetaData
    version: str
    fill: Callable[[Connection], None]


def version_table(plan: Plan) -> Table:
    """The one-row table that says which version a store holds; written last. Each plan has its own, so that plans may share a database."""
    name = f"{plan.name}_version"
    found = plan.tables.tables.get(name)
    return found if found is not None else Table(name, plan.tables, Column("version", String(80), primary_key=True))


def open_directory(directory: Path, plan: Plan) -> Engine:
    """The SQLite file of this version in `directory`, opened read-only; built first when it is not there."""
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{plan.name}-{plan.version.removeprefix('sha256:')[:16]}.sqlite"
    if not path.exists():
        apart(partial(_build_file, path, plan))
    return create_engine(f"sqlite:///file:{path.resolve()}?mode=ro&immutable=1&uri=true", pool_size=READERS)


def _build_file(path: Path, plan: Plan) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    aside = Path(name)
    try:
        engine = create_engine(f"sqlite:///{aside}")
        with engine.begin() as connection:
            _fill(connection, plan)
        engine.dispose()
        with aside.open("rb") as built:
            os.fsync(built.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def open_database(url: str, plan: Plan) -> Engine:
    """The database at a SQLAlchemy URL; filled when empty, refused with StoreError when it holds another version."""
    if make_url(url).database not in (None, "", ":memory:"):
        apart(partial(_prepare, url, plan))
    engine = create_engine(make_url(url), pool_pre_ping=True)
    with ExitStack() as on_failure:
        on_failure.callback(engine.dispose)
        _hold_version(engine, plan)
        on_failure.pop_all()
    return engine


def _prepare(url: str, plan: Plan) -> None:
    engine = create_engine(make_url(url))
    try:
        if not inspect(engine).has_table(version_table(plan).name):
            _hold_version(engine, plan)
    finally:
        engine.dispose()


def _hold_version(engine: Engine, plan: Plan) -> None:
    versions = version_table(plan)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(BUILD_LOCK)))
        elif connection.dialect.name == "sqlite":
            # Its driver opens no transaction before CREATE TABLE by itself; without one a broken fill would leave tables behind.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        if not connection.dialect.has_table(connection, versions.name):
            _fill(connection, plan)
        held: str | None = connection.execute(select(versions.c.version)).scalar()
    if held != plan.version:
        raise StoreError(f"the database holds world {held}, not {plan.version}: give it an empty database or the same seed")


def _fill(connection: Connection, plan: Plan) -> None:
    versions = version_table(plan)
    plan.tables.create_all(connection)
    plan.fill(connection)
    connection.execute(insert(versions), {"version": plan.version})
