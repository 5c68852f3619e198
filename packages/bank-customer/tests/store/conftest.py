"""Both stores, empty, for one contract; MongoDB's wire protocol by an independent server, where it is installed."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from bank_customer.store.embedded import TABLES, EmbeddedCustomerStore
from bank_customer.store.mongo import MongoCustomerStore
from bank_customer.store.port import CustomerStore

ROOT = Path(__file__).parents[4]
COMPONENT = ROOT / ".components/mongowire"
SOURCE = ROOT / "packages/bank-customer/tests/store/MongoWire.java"
LIFE_SECONDS = 300
READY_SECONDS = 30


@pytest.fixture(scope="session")
def mongo_url() -> Iterator[str]:
    """A server on loopback that ends by itself after its life, should nobody end it."""
    java = shutil.which("java")
    if java is None or not any(COMPONENT.glob("*.jar")):
        pytest.fail("mongowire is not installed: run tools/components.sh mongowire")
    command = [java, "-Xmx128m", "-cp", f"{COMPONENT}/*", str(SOURCE), str(LIFE_SECONDS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield f"mongodb://127.0.0.1:{_announced(process)}"
        finally:
            process.terminate()


def _announced(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    port = int(process.stdout.readline())
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return port
        time.sleep(0.05)
    raise TimeoutError("the wire server announced a port and does not answer")


@pytest.fixture(params=["embedded", pytest.param("mongo", marks=pytest.mark.component)])
def store(request: pytest.FixtureRequest) -> Iterator[CustomerStore]:
    if request.param == "embedded":
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        TABLES.create_all(engine)
        yield EmbeddedCustomerStore(engine)
        engine.dispose()
        return
    url = request.getfixturevalue("mongo_url")
    kept = MongoCustomerStore(f"{url}/{request.node.name.partition('[')[0][:50]}")
    kept.ready()
    yield kept
    kept.close()
