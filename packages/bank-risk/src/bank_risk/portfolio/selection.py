"""Which books a question is about."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import RowMapping, select

from bank_kit.failures import unknown
from bank_risk.store.runs import RiskStore
from bank_risk.store.tables.trading import book


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Filters on books; None is no filter. `kind` is TRADING or BANKING."""

    book: str | None = None
    desk: str | None = None
    legal_entity: str | None = None
    kind: str | None = None

    def holds(self, row: RowMapping) -> bool:
        """Whether a book passes; a book that is named needs no kind."""
        return (
            self.book in {None, row["id"]}
            and self.desk in {None, row["desk"]}
            and self.legal_entity in {None, row["legal_entity"]}
            and (self.book is not None or self.kind in {None, row["kind"]})
        )


def books_of(store: RiskStore, legal_entity: str | None = None) -> Mapping[str, RowMapping]:
    """All books by id, or those of one legal entity."""
    return {row["id"]: row for row in store.rows(select(book).order_by(book.c.id)) if legal_entity in {None, row["legal_entity"]}}


def chosen_books(store: RiskStore, wanted: Wanted) -> Mapping[str, RowMapping]:
    """The books that pass; UNKNOWN_ID when none does."""
    every = books_of(store)
    if wanted.book is not None and wanted.book not in every:
        raise unknown("book", field="book", remedy="books run from BOOK-01 to BOOK-20")
    found = {name: row for name, row in every.items() if wanted.holds(row)}
    if not found:
        if wanted.book is not None:
            raise unknown("book of that desk and legal entity", field="book", remedy="leave out desk and legal_entity: the book is another's")
        field = "legal_entity" if wanted.desk is None else "desk"
        raise unknown("book of that desk, legal entity and kind", field=field, remedy="ask for books: all, or leave out a filter")
    return found
