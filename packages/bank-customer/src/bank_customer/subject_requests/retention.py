"""Whether data may be erased now: which laws bind the bank to keep it, until when (GDPR Article 17(3)(b))."""

from dataclasses import dataclass
from datetime import date

from bank_customer.store.documents import CustomerDocument
from bank_kit.failures import ToolFailureError
from bank_kit.parameters import Parameter, Rulebook

FRAMEWORK = "RETENTION"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A law that forbids erasure; `until` is the first day it no longer does, None while the relationship lasts."""

    law: str
    years: int
    until: date | None
    doubt: str


def bars(customer: CustomerDocument, rulebook: Rulebook, today: date) -> tuple[Bar, ...]:
    """The laws that forbid erasure today, the longest first; empty when none does."""
    found = [
        Bar(law=row.paragraph, years=int(row.value), until=_after(customer.ended_on, int(row.value)), doubt=row.doubt)
        for row in (_row(rulebook, "due_diligence", ""), _row(rulebook, "books", customer.country))
        if row is not None
    ]
    standing = [bar for bar in found if bar.until is None or bar.until > today]
    return tuple(sorted(standing, key=lambda bar: (-bar.years, bar.law)))


def _row(rulebook: Rulebook, name: str, key: str) -> Parameter | None:
    try:
        return rulebook.row(FRAMEWORK, name, key)
    except ToolFailureError:
        return None


def _after(ended_on: date | None, years: int) -> date | None:
    if ended_on is None:
        return None
    # Books are kept to the end of the calendar year in several countries; counting from the next year is never too short.
    return date(ended_on.year + years + 1, 1, 1)
