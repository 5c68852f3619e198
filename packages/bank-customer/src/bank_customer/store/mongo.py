"""MongoDB through the official asynchronous driver: a collection for each kind of document, each with its validator and indexes.

The adapter file of pymongo: ask for it late. Tools block in worker threads, so the driver lives on an event loop of its own, in one thread.
"""

import asyncio
import contextlib
import re
import threading
from collections.abc import Collection, Coroutine, Mapping, Sequence
from typing import TypeVar

from pydantic import JsonValue, TypeAdapter
from pymongo import AsyncMongoClient
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.errors import BulkWriteError, CollectionInvalid, DuplicateKeyError, OperationFailure, PyMongoError, WriteError

from bank_customer.store.documents import COLLECTIONS, CustomerDocument, Document
from bank_customer.store.port import DocumentExistsError, DocumentRefusedError, Kept, checked, fold, indexed
from bank_customer.store.schemas import validator
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.store import StoreError

Body = dict[str, JsonValue]
Answer = TypeVar("Answer")

SECONDS = 10.0
"""How long one question may take, connecting included."""
_BODY: TypeAdapter[Body] = TypeAdapter(Body)
_DUPLICATE, _REFUSED = 11000, 121


class MongoCustomerStore:
    """CustomerStore over a MongoDB database named in its URL, or `bank_customer`. ToolFailureError UNAVAILABLE when it does not answer.

    With `ready`, collections, validators and indexes are made when they are missing; StoreError when the server cannot.
    """

    def __init__(self, url: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mongo", daemon=True)
        self._thread.start()
        self._client: AsyncMongoClient[Body] = AsyncMongoClient(url, serverSelectionTimeoutMS=int(SECONDS * 1000), timeoutMS=int(SECONDS * 1000), tz_aware=True)
        self._database = self._client.get_default_database("bank_customer")

    def ready(self) -> None:
        """Collections with validators and indexes; safe to call again."""
        try:
            self._wait(self._make())
        except (PyMongoError, TimeoutError) as error:
            raise StoreError(f"MongoDB cannot be made ready: {type(error).__name__}; check --mongo") from None

    def close(self) -> None:
        """Close all connections and end the loop."""
        self._wait(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(SECONDS)
        self._loop.close()

    def get(self, kind: type[Kept], document_id: str) -> Kept | None:
        """As ReadDocuments.get."""
        found = self._ask(self._collection(kind).find_one({"_id": document_id}))
        return None if found is None else _read(kind, found)

    def among(self, kind: type[Kept], field: str, values: Collection[str], rows: int) -> list[Kept]:
        """As ReadDocuments.among."""
        return self._find(kind, {indexed(kind, field): {"$in": list[JsonValue](sorted(set(values)))}}, rows)

    def search(self, name_part: str, where: Mapping[str, str], rows: int) -> list[CustomerDocument]:
        """As ReadDocuments.search."""
        # Escaped: a caller's text is letters to look for, never a pattern.
        named: Body = {"folded_name": {"$regex": re.escape(fold(name_part))}}
        return self._find(CustomerDocument, named | {indexed(CustomerDocument, field): value for field, value in where.items()}, rows)

    def add(self, documents: Sequence[Document]) -> None:
        """As ChangeDocuments.add."""
        by_kind: dict[type[Document], list[Body]] = {}
        for document in documents:
            by_kind.setdefault(type(document), []).append(_written(document))
        for kind, bodies in by_kind.items():
            self._ask(self._insert(kind, bodies))

    def replace(self, documents: Sequence[Document]) -> int:
        """As ChangeDocuments.replace."""
        bodies = [(type(document), _written(document)) for document in documents]
        return sum(self._ask(self._collection(kind).replace_one({"_id": body["_id"]}, body)).matched_count for kind, body in bodies)

    def remove(self, kind: type[Document], document_id: str) -> bool:
        """As ChangeDocuments.remove."""
        return self._ask(self._collection(kind).delete_one({"_id": document_id})).deleted_count == 1

    async def _insert(self, kind: type[Document], bodies: list[Body]) -> None:
        collection = self._collection(kind)
        taken = await collection.find_one({"_id": {"$in": [body["_id"] for body in bodies]}}, {"_id": 1})
        if taken is not None:
            raise DocumentExistsError("a document of that id is there already")
        await collection.insert_many(bodies)

    def _find(self, kind: type[Kept], wanted: Body, rows: int) -> list[Kept]:
        found = self._ask(self._collection(kind).find(wanted).sort("_id", 1).limit(rows).to_list())
        return [_read(kind, body) for body in found]

    def _collection(self, kind: type[Document]) -> AsyncCollection[Body]:
        return self._database.get_collection(kind.COLLECTION)

    async def _make(self) -> None:
        for kind in COLLECTIONS:
            with contextlib.suppress(CollectionInvalid):
                await self._database.create_collection(kind.COLLECTION, validator=validator(kind), validationLevel="strict", validationAction="error")
            for field in kind.INDEXED:
                await self._collection(kind).create_index([(field, 1), ("_id", 1)])

    def _ask(self, question: Coroutine[None, None, Answer]) -> Answer:
        try:
            return self._wait(question)
        except DuplicateKeyError:
            raise DocumentExistsError("a document of that id is there already") from None
        except (BulkWriteError, WriteError, OperationFailure) as error:
            raise _told(error) from None
        except (PyMongoError, TimeoutError) as error:
            raise _unavailable(error) from None

    async def _end(self) -> None:
        await self._client.close()
        left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _wait(self, question: Coroutine[None, None, Answer]) -> Answer:
        asked = asyncio.run_coroutine_threadsafe(question, self._loop)
        try:
            return asked.result(2 * SECONDS)
        except TimeoutError:
            asked.cancel()
            raise


def _written(document: Document) -> Body:
    body = _BODY.validate_json(checked(document).model_dump_json())
    return {"_id": body.pop("id"), **body}


def _read(kind: type[Kept], body: Body) -> Kept:
    fields = dict(body)
    return kind.model_validate_json(_BODY.dump_json({"id": fields.pop("_id"), **fields}))


def _told(error: OperationFailure) -> Exception:
    details = error.details or {}
    codes = {error.code, *(each.get("code") for each in details.get("writeErrors", ()))}
    if _DUPLICATE in codes:
        return DocumentExistsError("a document of that id is there already")
    return DocumentRefusedError("the database refused the document") if _REFUSED in codes else _unavailable(error)


def _unavailable(error: Exception) -> ToolFailureError:
    # The driver's words may hold values and addresses.
    return ToolFailureError(FailureCode.UNAVAILABLE, f"the store did not answer ({type(error).__name__})", remedy="try again later")
