"""The customer server over its own store, built once for all tests; tests that change something take a house of their own."""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from mcp import Client
from mcp.server.context import ServerRequestContext

from bank_customer.desk.files import Files
from bank_customer.desk.origins import Origins
from bank_customer.filling.subject import Subject
from bank_customer.offer import build_offer
from bank_customer.opening import House, open_house
from bank_customer.store.documents import CustomerDocument
from bank_kit.identity.caller import Caller
from bank_kit.place import Place
from bank_kit.server import build_server
from bank_kit.world.size import Size

ROOT = Path(__file__).parents[3]
COMPONENT = ROOT / ".components/mongowire"
SOURCE = ROOT / "packages/bank-customer/tests/store/MongoWire.java"
LIFE_SECONDS = 3600
READY_SECONDS = 30
_TEMPLATE = Subject(
    id="C-800001",
    kind="PERSON",
    name="Wilhelmina Test-Ostrander",
    birth_date=date(1981, 3, 14),
    country="DE",
    nationality="DE",
    address="12 Mill Lane, 00123, Falkenrode",
    email="wilhelmina@post.example",
    phone="+1-202-555-0177",
    tax_id="36574261809",
    document_number="X80000001",
    occupation="teacher",
    segment="RETAIL",
    relationship_manager="rm-03",
    customer_since=date(2010, 1, 4),
    ended_on=None,
    politically_exposed="NONE",
    entity="EU",
    note="Wants statements on paper.",
)
CALLER = Caller(
    subject="anna", issuer="https://issuer.example", client="agent-1", actor="agent-1", scopes=frozenset({"customer.read"}), expires_at=time.time() + 600
)
"""An agent for anna that may read, and nothing in the clear."""
Connect = Callable[[House, Caller], Client]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    open_house(Place(folder=folder, size=Size.S, seed=42))
    return folder


@pytest.fixture(scope="session")
def house(built: Path) -> House:
    """Read from only."""
    return open_house(Place(folder=built, size=Size.S, seed=42))


@pytest.fixture
def own_house(built: Path, tmp_path: Path) -> House:
    """A copy to change."""
    for file in built.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "customer-keys.json").chmod(0o600)
    return open_house(Place(folder=tmp_path, size=Size.S, seed=42))


@pytest.fixture(scope="session")
def files(house: House) -> Files:
    return Files(house.store, house.ring)


@pytest.fixture(scope="session")
def origins() -> Origins:
    return Origins("v")


@pytest.fixture(scope="session")
def caller() -> Caller:
    return CALLER


@pytest.fixture(scope="session")
def person() -> Caller:
    """Ben, who works alone, writes and approves."""
    scopes = frozenset({"customer.read", "customer.write", "customer.approve", "customer.unmask"})
    return replace(CALLER, subject="ben", client="workbench", actor=None, scopes=scopes)


@pytest.fixture(scope="session")
def connect() -> Connect:
    """A client in process, to be entered by the test."""

    def make(house: House, caller: Caller) -> Client:
        async def identify(_: ServerRequestContext) -> Caller:
            return caller

        return Client(build_server(build_offer(house), identify))

    return make


@pytest.fixture
def client(house: House, connect: Connect) -> Client:
    """As anna."""
    return connect(house, CALLER)


@pytest.fixture(scope="session")
def clear(house: House) -> Callable[[str], dict[str, str]]:
    """The personal details of a customer, as only the server may see them."""

    def details(customer_id: str) -> dict[str, str]:
        reader = Files(house.store, house.ring)
        return reader.open(customer_id, CALLER).personal()

    return details


@pytest.fixture(scope="session")
def somebody() -> Subject:
    """A customer made up for tests, who is not in the world; `dataclasses.replace` makes others."""
    return _TEMPLATE


@pytest.fixture(scope="session")
def put() -> Callable[[House, Subject], CustomerDocument]:
    """Puts a customer into a house, with a key of their own."""

    def add(house: House, subject: Subject) -> CustomerDocument:
        key, key_document = house.ring.new(subject.id)
        document = subject.document(key, house.ring.hasher())
        house.store.add([key_document])
        house.store.add([document])
        return document

    return add


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
