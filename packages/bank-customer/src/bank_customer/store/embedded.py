"""The default store: JSON documents in one SQL table, and beside it the values they are found by."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Column, ColumnElement, Connection, Engine, MetaData, Select, String, Table, Text, delete, event, insert, select, update
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry

from bank_customer.store.documents import CustomerDocument, Document
from bank_customer.store.port import DocumentExistsError, Kept, checked, fold, indexed
from bank_kit.store import answering

TABLES = MetaData()
VALUES_AT_ONCE = 400
"""Values in one condition; databases allow about a thousand."""

document_table = Table(
    "customer_document",
    TABLES,
    Column("collection", String(20), primary_key=True),
    Column("id", String(80), primary_key=True),
    Column("body", Text, nullable=False),
)
key_table = Table(
    "customer_document_key",
    TABLES,
    Column("collection", String(20), primary_key=True),
    Column("field", String(30), primary_key=True),
    Column("value", String(200), primary_key=True),
    Column("id", String(80), primary_key=True),
)
_BUSY_MILLISECONDS = 60_000


def prepare(engine: Engine) -> Engine:
    """The engine, with what SQLite needs: waiting for one another, and deleted bytes overwritten, so that a destroyed key is gone from the file."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        # Connections made while the store was opened do not have the settings yet.
        engine.dispose()
    return engine


def _prepare_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={_BUSY_MILLISECONDS}", "secure_delete=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def insert_documents(connection: Connection, documents: Sequence[Document]) -> None:
    """Insert in the transaction of `connection`; IntegrityError when an id is taken."""
    kept = [checked(document) for document in documents]
    if kept:
        connection.execute(insert(document_table), [{"collection": each.COLLECTION, "id": each.id, "body": each.model_dump_json()} for each in kept])
    if keys := [row for each in kept for row in _keys(each)]:
        connection.execute(insert(key_table), keys)


def _keys(document: Document) -> list[dict[str, str]]:
    found = document.model_dump(mode="json", include=set(document.INDEXED))
    values = [(field, str(value)) for field, held in found.items() for value in (held if isinstance(held, list) else [held]) if value is not None]
    return [{"collection": document.COLLECTION, "field": field, "value": value, "id": document.id} for field, value in dict.fromkeys(values)]


class EmbeddedCustomerStore:
    """CustomerStore over any SQLAlchemy engine that holds TABLES."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, kind: type[Kept], document_id: str) -> Kept | None:
        """As ReadDocuments.get."""
        wanted = select(document_table.c.body).where((document_table.c.collection == kind.COLLECTION) & (document_table.c.id == document_id))
        with answering(), self._engine.connect() as connection:
            body = connection.execute(wanted).scalar()
        return None if body is None else kind.model_validate_json(body)

    def among(self, kind: type[Kept], field: str, values: Collection[str], rows: int) -> list[Kept]:
        """As ReadDocuments.among."""
        asked, found = sorted(set(values)), dict[str, Kept]()
        ids = select(key_table.c.id).where((key_table.c.collection == kind.COLLECTION) & (key_table.c.field == indexed(kind, field)))
        documents = select(document_table.c.id, document_table.c.body).where(document_table.c.collection == kind.COLLECTION)
        with answering(), self._engine.connect() as connection:
            for start in range(0, len(asked), VALUES_AT_ONCE):
                here = ids.where(key_table.c.value.in_(asked[start : start + VALUES_AT_ONCE]))
                for row in connection.execute(documents.where(document_table.c.id.in_(here)).order_by(document_table.c.id).limit(rows)):
                    found[row.id] = kind.model_validate_json(row.body)
        return [found[each] for each in sorted(found)[:rows]]

    def search(self, name_part: str, where: Mapping[str, str], rows: int) -> list[CustomerDocument]:
        """As ReadDocuments.search."""
        named = (key_table.c.field == "folded_name") & key_table.c.value.contains(fold(name_part), autoescape=True)
        wanted = select(document_table.c.body).where(document_table.c.collection == CustomerDocument.COLLECTION, document_table.c.id.in_(_ids(named)))
        for field, value in where.items():
            wanted = wanted.where(document_table.c.id.in_(_ids((key_table.c.field == indexed(CustomerDocument, field)) & (key_table.c.value == value))))
        with answering(), self._engine.connect() as connection:
            bodies = list(connection.execute(wanted.order_by(document_table.c.id).limit(rows)).scalars())
        return [CustomerDocument.model_validate_json(body) for body in bodies]

    def add(self, documents: Sequence[Document]) -> None:
        """As ChangeDocuments.add."""
        with answering():
            try:
                with self._engine.begin() as connection:
                    insert_documents(connection, documents)
            except IntegrityError:
                raise DocumentExistsError("a document of that id is there already") from None

    def replace(self, documents: Sequence[Document]) -> int:
        """As ChangeDocuments.replace."""
        kept = [checked(document) for document in documents]
        with answering(), self._engine.begin() as connection:
            return sum(_replace(connection, each) for each in kept)

    def remove(self, kind: type[Document], document_id: str) -> bool:
        """As ChangeDocuments.remove."""
        with answering(), self._engine.begin() as connection:
            connection.execute(delete(key_table).where((key_table.c.collection == kind.COLLECTION) & (key_table.c.id == document_id)))
            gone = connection.execute(delete(document_table).where((document_table.c.collection == kind.COLLECTION) & (document_table.c.id == document_id)))
        return gone.rowcount == 1


def _replace(connection: Connection, kept: Document) -> bool:
    this = (document_table.c.collection == kept.COLLECTION) & (document_table.c.id == kept.id)
    there = connection.execute(update(document_table).where(this).values(body=kept.model_dump_json())).rowcount == 1
    if there:
        connection.execute(delete(key_table).where((key_table.c.collection == kept.COLLECTION) & (key_table.c.id == kept.id)))
        if keys := _keys(kept):
            connection.execute(insert(key_table), keys)
    return there


def _ids(condition: ColumnElement[bool]) -> Select[tuple[str]]:
    return select(key_table.c.id).where((key_table.c.collection == CustomerDocument.COLLECTION) & condition)
