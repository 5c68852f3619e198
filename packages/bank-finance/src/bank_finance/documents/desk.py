"""The document tool at work."""

from datetime import UTC

from sqlalchemy import RowMapping

from bank_finance.documents import queries
from bank_finance.documents.arguments import Content, DocumentArguments
from bank_finance.documents.exports import link_to
from bank_finance.documents.results import DocumentPage, DocumentRecord
from bank_finance.objects.port import ObjectStore
from bank_finance.scopes import DOCUMENTS
from bank_finance.store.reading import FinanceStore
from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope, Reading
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.paging import read_cursor, write_cursor
from bank_kit.tools import require_scope

LONGEST_TEXT = 64 * 1024
"""Bytes of a document that may be told as text; longer ones leave by link."""


class DocumentDesk:
    """Answers from one store and one object store."""

    def __init__(self, store: FinanceStore, objects: ObjectStore) -> None:
        self._store = store
        self._objects = objects

    def get_document(self, arguments: DocumentArguments, caller: Caller) -> Envelope[DocumentPage]:
        """One document, with a link and its text for those entitled; or the documents of an owner."""
        require_purpose(caller, arguments.purpose)
        page = self._list(arguments, caller) if arguments.document is None else self._one(arguments.document, arguments.content, caller)
        return self._store.origin("document-search").envelope(page, arguments, Reading(unit="documents", as_of=self._store.business_date))

    def _one(self, document_id: str, content: Content, caller: Caller) -> DocumentPage:
        if content is not Content.METADATA:
            require_scope(caller, DOCUMENTS)
        row = self._store.first(queries.document_by_id(document_id, self._store.visible(caller)))
        if row is None:
            raise unknown("document", field="document", remedy="ask with owner for the documents of a customer, account, trade or company")
        linked = None if content is Content.METADATA else link_to(self._objects, row["sha256"], row["media_type"])
        text = self._text(row) if content is Content.TEXT else None
        return DocumentPage(documents=(_record(row),), total=1, next_cursor=None, linked=linked, text=text)

    def _text(self, row: RowMapping) -> str:
        if row["byte_count"] > LONGEST_TEXT:
            raise ToolFailureError(
                FailureCode.LIMIT_EXCEEDED, "the document is too long to be told", field="content", allowed=f"{LONGEST_TEXT} bytes", remedy="use the link"
            )
        return self._objects.get(row["sha256"]).decode("utf-8", "replace")

    def _list(self, arguments: DocumentArguments, caller: Caller) -> DocumentPage:
        condition = queries.owned(arguments.owner or "", arguments.kind, self._store.visible(caller))
        after = None if arguments.cursor is None else read_cursor(arguments.cursor, arguments.query(), parts=1)[0]
        total: int = self._store.rows(queries.count(condition))[0]["total"]
        rows = self._store.rows(queries.page(condition, after, arguments.limit + 1))
        shown, more = rows[: arguments.limit], len(rows) > arguments.limit
        cursor = write_cursor(arguments.query(), [shown[-1]["id"]]) if more else None
        return DocumentPage(documents=tuple(_record(row) for row in shown), total=total, next_cursor=cursor, linked=None, text=None)


def _record(row: RowMapping) -> DocumentRecord:
    return DocumentRecord(
        id=row["id"],
        kind=row["kind"],
        owner_id=row["owner_id"],
        title=row["title"],
        created_at=row["created_at"].replace(tzinfo=UTC),
        media_type=row["media_type"],
        sha256=row["sha256"],
        byte_count=row["byte_count"],
    )
