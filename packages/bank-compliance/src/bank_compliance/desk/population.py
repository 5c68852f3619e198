"""The customers as subjects of screening, read from the bank's books when the population is screened again."""

from collections.abc import Callable
from datetime import date

from bank_compliance.lists.entry import EntryKind
from bank_compliance.screening.question import Subject
from bank_kit.world.port import WorldRows

_COLUMNS = ["id", "kind", "name", "birth_date", "country", "nationality", "document_number"]


def population(find: Callable[[], WorldRows]) -> list[Subject]:
    """Every customer, in the order of their ids."""
    return [_subject(row) for batch in find().rows("party", _COLUMNS) for row in batch]


def _subject(row: tuple[object, ...]) -> Subject:
    customer, kind, name, born, country, nationality, document = row
    return Subject(
        key=str(customer),
        name=str(name),
        kind=EntryKind.INDIVIDUAL if kind == "PERSON" else EntryKind.ENTITY,
        born=born if isinstance(born, date) else None,
        countries=tuple(sorted({str(place) for place in (country, nationality) if place})),
        ids=(str(document),) if document else (),
    )
