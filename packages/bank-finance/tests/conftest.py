"""Finance over its own SQLite store, built once for all tests."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from mcp import Client
from mcp.server.context import ServerRequestContext
from sqlalchemy import ClauseElement, Dialect, Engine
from sqlalchemy.dialects import registry

from bank_finance.documents.keeping import keep_documents
from bank_finance.objects.embedded import FolderStore
from bank_finance.offer import Stores, build_offer
from bank_finance.store.filling import plan
from bank_finance.store.reading import FinanceStore
from bank_kit.identity.caller import Caller
from bank_kit.offer import Offer
from bank_kit.server import build_server
from bank_kit.store import Plan, open_directory
from bank_kit.world.reader import World, find_world
from bank_kit.world.size import Size

CALLER = Caller(subject="anna", issuer="https://issuer.example", client="agent-1", scopes=frozenset({"finance.read"}), expires_at=time.time() + 600)


class GoldenSql:
    """The SQL of an area as Oracle and DB2 get it, beside the files that were read and found good; GOLDEN_SQL=write writes them anew."""

    def check(self, area: str, statements: Mapping[str, ClauseElement]) -> None:
        for name in ("oracle", "db2"):
            dialect: Dialect = registry.load(name)()
            told = "\n\n".join(f"-- {title}\n{_compiled(statement, dialect)}" for title, statement in statements.items())
            file = Path(__file__).parent / "golden" / f"{area}.{name}.sql"
            if os.environ.get("GOLDEN_SQL") == "write":
                file.write_text(f"{told}\n")
            assert file.read_text() == f"{told}\n", f"the {name} SQL of {area} is no longer what was read and found good"


def _compiled(statement: ClauseElement, dialect: Dialect) -> str:
    text = str(statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True}))
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


@pytest.fixture(scope="session")
def golden_sql() -> GoldenSql:
    return GoldenSql()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the world and the store are kept."""
    return tmp_path_factory.mktemp("bank")


@pytest.fixture(scope="session")
def world(folder: Path) -> World:
    return find_world(folder, Size.S, 42)


@pytest.fixture(scope="session")
def chosen(folder: Path, world: World) -> Plan:
    del world
    return plan(folder, Size.S, 42)


@pytest.fixture(scope="session")
def engine(folder: Path, chosen: Plan) -> Engine:
    return open_directory(folder, chosen)


@pytest.fixture(scope="session")
def store(engine: Engine, chosen: Plan) -> FinanceStore:
    return FinanceStore(engine, chosen.version)


@pytest.fixture(scope="session")
def objects(folder: Path, world: World) -> FolderStore:
    """The world's documents in a folder."""
    del world
    kept = FolderStore(folder / "objects", address="/links/")
    keep_documents(kept, folder, Size.S, 42)
    return kept


@pytest.fixture(scope="session")
def offer(store: FinanceStore, objects: FolderStore) -> Offer:
    return build_offer(Stores(store=store, objects=objects))


@pytest.fixture(scope="session")
def caller() -> Caller:
    return CALLER


@pytest.fixture
def client(offer: Offer) -> Client:
    """In process; to be entered by the test."""

    async def identify(_: ServerRequestContext) -> Caller:
        return CALLER

    return Client(build_server(offer, identify))
