"""What the customer desk needs of a store: whole documents by id, and a search that never lists everybody. Fail mode: closed."""

from datetime import date
from typing import Protocol

from pydantic import BaseModel, ConfigDict


class CustomerDocument(BaseModel):
    """A customer as stored, in the clear; only the desk sees it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str
    name: str
    segment: str
    country: str
    birth_date: date | None
    email: str
    phone: str
    tax_id: str
    address: str
    occupation: str
    relationship_manager: str
    customer_since: date
    note: str


class KycDocument(BaseModel):
    """A know-your-customer file as stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    customer_id: str
    level: str
    rating: str
    score: int
    factors: tuple[tuple[str, int], ...]
    last_review: date
    next_review: date
    document_type: str
    document_number: str
    document_expiry: date
    gaps: tuple[str, ...]
    politically_exposed: str


class CustomerStore(Protocol):
    """Blocking reads. UnreachableStoreError when the store does not answer."""

    def customer(self, customer_id: str) -> CustomerDocument | None:
        """The customer, or None."""
        ...

    def kyc_file(self, customer_id: str) -> KycDocument | None:
        """The file, or None."""
        ...

    def search(self, name_part: str, country: str | None, rows: int) -> list[CustomerDocument]:
        """At most `rows` customers whose folded name contains `name_part` (folded too), by id."""
        ...


class UnreachableStoreError(Exception):
    """The store did not answer; the message holds no data."""
