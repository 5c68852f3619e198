"""Opens what the server stands on: the store (embedded or MongoDB), filled once, the keys that open it, and the store of writes.

Above: the offer and the commands. Below: store, keys, filling, bank_kit.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection

from bank_customer.filling import fill as filling
from bank_customer.filling.fill import MARKER, Source, fill
from bank_customer.keys.keyfile import FileKeys
from bank_customer.keys.port import KeyUnavailableError
from bank_customer.keys.ring import KeyRing, SubjectErasedError
from bank_customer.store import documents, embedded
from bank_customer.store.documents import MarkerDocument
from bank_customer.store.embedded import EmbeddedCustomerStore
from bank_customer.store.port import CustomerStore
from bank_kit.late import Late
from bank_kit.place import Place
from bank_kit.store import Plan, StoreError, open_database
from bank_kit.world.version import world_version
from bank_kit.writes.store import WriteStore

KEY_FILE = "customer-keys.json"
_SOURCES = (*sorted(Path(filling.__file__).parent.glob("*.py")), Path(documents.__file__), Path(embedded.__file__))


class MongoStore(CustomerStore, Protocol):
    """MongoCustomerStore, loaded late."""

    def ready(self) -> None:
        """As MongoCustomerStore.ready."""
        ...

    def close(self) -> None:
        """As MongoCustomerStore.close."""
        ...


class OpenMongo(Protocol):
    """The class of it."""

    def __call__(self, url: str) -> MongoStore:
        """Connect to the URL."""
        ...


mongo_store = Late[OpenMongo]("bank_customer.store.mongo:MongoCustomerStore")


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the desk works with."""

    store: CustomerStore
    ring: KeyRing
    keys: FileKeys
    writes: WriteStore
    version: str


def open_house(place: Place) -> House:
    """The store of `place`, filled when it is empty; StoreError when it holds another world, or when its keys cannot be opened."""
    version = world_version(place.size, place.seed, *_SOURCES)
    source = Source(folder=place.folder, size=place.size, seed=place.seed, version=version)
    named = place.options.get("key_file")
    try:
        keys = FileKeys(named if isinstance(named, Path) else place.folder / KEY_FILE)
        url = place.options.get("mongo")
        store = _mongo(url, keys, source) if isinstance(url, str) else _embedded(place, keys, source)
        ring = KeyRing(store, keys)
        ring.hasher()
    except (KeyUnavailableError, SubjectErasedError) as error:
        raise StoreError(f"the keys of the customer store cannot be opened: {error}; check --key-file") from None
    return House(store=store, ring=ring, keys=keys, writes=place.open_writes("customer"), version=version)


def _embedded(place: Place, keys: FileKeys, source: Source) -> CustomerStore:
    def fill_in(connection: Connection) -> None:
        # This ring only makes keys; the transaction of the fill keeps them.
        fill(lambda batch: embedded.insert_documents(connection, batch), KeyRing(EmbeddedCustomerStore(connection.engine), keys), source)

    plan = Plan(name="customer", tables=embedded.TABLES, version=source.version, fill=fill_in)
    if place.database:
        return EmbeddedCustomerStore(embedded.prepare(open_database(place.database, plan)))
    place.folder.mkdir(parents=True, exist_ok=True)
    path = place.folder / f"customer-{source.version.removeprefix('sha256:')[:16]}.sqlite"
    return EmbeddedCustomerStore(embedded.prepare(open_database(f"sqlite:///{path.resolve()}?timeout=120", plan)))


def _mongo(url: str, keys: FileKeys, source: Source) -> CustomerStore:
    store = mongo_store()(url)
    with ExitStack() as on_failure:
        on_failure.callback(store.close)
        store.ready()
        marker = store.get(MarkerDocument, MARKER)
        if marker is None:
            fill(store.add, KeyRing(store, keys), source)
        elif marker.version != source.version:
            raise StoreError(f"the database holds world {marker.version}, not {source.version}: give it an empty database or the same seed")
        on_failure.pop_all()
    return store
