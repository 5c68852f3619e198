"""The risk server over its own store of the world S, filled once for all tests of a run; runs are kept beside it."""

import time
from pathlib import Path

import pytest
from mcp import Client
from mcp.server.context import ServerRequestContext

from bank_kit.identity.caller import Caller
from bank_kit.offer import Offer
from bank_kit.place import Place
from bank_kit.progress import Progress
from bank_kit.server import build_server
from bank_kit.world.size import Size
from bank_risk.offer import build_offer, open_runs
from bank_risk.store.runs import RiskStore, Run, Runs

CALLER = Caller(
    subject="anna",
    issuer="https://issuer.example",
    client="agent-1",
    scopes=frozenset({"risk.read", "risk.write"}),
    expires_at=time.time() + 600,
)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(folder=tmp_path_factory.mktemp("risk") / "bank", size=Size.S, seed=42)


@pytest.fixture(scope="session")
def runs(place: Place) -> Runs:
    return open_runs(place)


@pytest.fixture(scope="session")
def store(runs: Runs) -> RiskStore:
    return runs.store


@pytest.fixture(scope="session")
def offer(runs: Runs, place: Place) -> Offer:
    return build_offer(runs)


@pytest.fixture(scope="session")
def caller() -> Caller:
    return CALLER


@pytest.fixture
def run(store: RiskStore) -> Run:
    """A run whose progress nobody watches."""
    return Run(id="RUN-test", store=store, progress=Progress())


@pytest.fixture
def client(offer: Offer) -> Client:
    """In process; to be entered by the test."""

    async def identify(_: ServerRequestContext) -> Caller:
        return CALLER

    return Client(build_server(offer, identify))


@pytest.fixture(scope="session")
def folder(place: Place) -> Path:
    return place.folder
