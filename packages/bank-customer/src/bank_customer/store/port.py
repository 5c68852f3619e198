"""What the desk needs of a store: typed documents by id or by an indexed field, a search that never lists everybody, and three changes.

Fail mode: closed. ToolFailureError UNAVAILABLE when the store does not answer, without the driver's words.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol, TypeVar

from pydantic import ValidationError

from bank_customer.store.documents import CustomerDocument, Document

Kept = TypeVar("Kept", bound=Document)


class ReadDocuments(Protocol):
    """Blocking reads, from many threads."""

    def get(self, kind: type[Kept], document_id: str) -> Kept | None:
        """The document, or None."""
        ...

    def among(self, kind: type[Kept], field: str, values: Collection[str], rows: int) -> list[Kept]:
        """At most `rows` documents whose indexed `field` is, or holds, one of `values`; by id. ValueError for a field that is not indexed."""
        ...

    def search(self, name_part: str, where: Mapping[str, str], rows: int) -> list[CustomerDocument]:
        """At most `rows` customers whose folded name contains the folded `name_part` and whose indexed fields equal `where`; by id."""
        ...


class ChangeDocuments(Protocol):
    """Blocking changes, each of them whole or not at all; DocumentRefusedError for a document that its collection does not allow."""

    def add(self, documents: Sequence[Document]) -> None:
        """New documents of one collection; DocumentExistsError, and none of them is kept, when an id is taken."""
        ...

    def replace(self, documents: Sequence[Document]) -> int:
        """Put in the place of those with their ids, of one collection; how many there were. Where there is none, nothing is kept."""
        ...

    def remove(self, kind: type[Document], document_id: str) -> bool:
        """Away with it; False when there was none."""
        ...


class CustomerStore(ReadDocuments, ChangeDocuments, Protocol):
    """Both; what stores are."""


class DocumentRefusedError(ValueError):
    """The document is not what its collection holds; the message names collection and field, never a value."""


class DocumentExistsError(ValueError):
    """The id is taken."""


def checked(document: Kept) -> Kept:
    """The document, read again from its JSON: the door of every store, so that all of them refuse the same."""
    try:
        return type(document).model_validate_json(document.model_dump_json(warnings=False))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise DocumentRefusedError(f"{document.COLLECTION}: {'.'.join(str(part) for part in first['loc'])[:80]} is not allowed ({first['type']})") from None


def indexed(kind: type[Document], field: str) -> str:
    """The field, when it may be asked for."""
    if field not in kind.INDEXED:
        raise ValueError(f"{kind.COLLECTION}: {field} is not indexed")
    return field


def fold(name: str) -> str:
    """What names are compared as: case folded, single spaces."""
    return " ".join(name.casefold().split())
