"""The customer server over its own SQLite store, built once for all tests."""

import time

import pytest
from mcp import Client
from mcp.server.context import ServerRequestContext
from sqlalchemy import Engine

from bank_customer.desk import CustomerDesk
from bank_customer.embedded import EmbeddedCustomerStore, plan
from bank_customer.offer import build_offer
from bank_kit.identity.caller import Caller
from bank_kit.server import build_server
from bank_kit.store import open_directory

CALLER = Caller(subject="anna", issuer="https://issuer.example", client="agent-1", scopes=frozenset({"customer.read"}), expires_at=time.time() + 600)


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_directory(tmp_path_factory.mktemp("world"), plan(42))


@pytest.fixture(scope="session")
def desk(engine: Engine) -> CustomerDesk:
    return CustomerDesk(EmbeddedCustomerStore(engine), plan(42).version)


@pytest.fixture(scope="session")
def caller() -> Caller:
    return CALLER


@pytest.fixture
def client(engine: Engine) -> Client:
    """In process; to be entered by the test."""

    async def identify(_: ServerRequestContext) -> Caller:
        return CALLER

    return Client(build_server(build_offer(engine, plan(42)), identify))
