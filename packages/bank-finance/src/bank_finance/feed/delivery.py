"""What a delivery is made of: items as read, verdicts on each, the report, and the sink that keeps it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from bank_kit.failures import FailureCode, ToolFailureError

MAX_BYTES = 32 * 1024 * 1024
"""Of one delivery."""
MAX_ITEMS = 200_000
MAX_SECONDS = 60.0


class Format(StrEnum):
    """How a delivery is written."""

    CSV = "csv"
    FIX = "fix"
    JSON = "json"


class Reason(StrEnum):
    """Why an item was not taken."""

    UNREADABLE = "unreadable"
    UNKNOWN_INSTRUMENT = "unknown_instrument"
    UNKNOWN_FIELD = "unknown_field"
    BAD_DATE = "bad_date"
    FUTURE_DATE = "future_date"
    BAD_PRICE = "bad_price"
    SUSPICIOUS_JUMP = "suspicious_jump"
    CONFLICT = "conflict"
    """Another value for the same instrument, field and date is known already; a correction needs a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One price as read, not yet believed; `line` counts lines of a CSV file, elements of a JSON list, entries and unreadable messages of FIX, from 1."""

    line: int
    instrument: str
    field: str
    on: str
    price: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A line that holds no item; `why` is in our words and never repeats the line."""

    line: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A price that passed every check; `stale` when it is older than the business date the delivery was loaded for."""

    line: int
    instrument: str
    field: str
    on: date
    price: Decimal
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An item not taken, where it stood and why."""

    line: int
    reason: Reason
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Every line of the delivery is in exactly one of `accepted`, `rejected` and `duplicates` (line numbers of repetitions that say nothing new)."""

    delivery_id: str
    source: str
    as_of: date
    accepted: tuple[Quote, ...]
    rejected: tuple[Rejected, ...]
    duplicates: tuple[int, ...]
    missing: tuple[str, ...]
    """Instruments expected for `as_of` of which nothing fresh was accepted: their stored prices are stale."""
    repeated: bool = False
    """True when this very delivery was kept before; nothing was kept again and the lists are empty."""

    @property
    def lines(self) -> int:
        """How many lines were judged."""
        return len(self.accepted) + len(self.rejected) + len(self.duplicates)


class PriceBook(Protocol):
    """What checking a price needs to know; answers must not change during a delivery."""

    def knows(self, instrument: str) -> bool:
        """True for an instrument of the bank."""
        ...

    def stored(self, instrument: str, field: str, on: date) -> Decimal | None:
        """The price kept for that very day."""
        ...

    def latest_before(self, instrument: str, field: str, on: date) -> Decimal | None:
        """The last price kept for an earlier day."""
        ...


class PriceSink(PriceBook, Protocol):
    """Where deliveries are kept. Fails closed: when it raises, nothing of the delivery is kept."""

    def delivered(self, delivery_id: str) -> bool:
        """True when that delivery is kept already."""
        ...

    def keep(self, report: Report) -> bool:
        """All of the report or nothing, in one transaction; False, and nothing kept, when its delivery_id is there already."""
        ...


Items = Iterator[Item | Unreadable]


def delivery_id(content: bytes, *, form: Format, source: str, as_of: date) -> str:
    """`sha256:` of the content with the format, source and business date it was delivered for: the same delivery has the same id."""
    head = f"{form.value}\x00{source}\x00{as_of.isoformat()}".encode()
    return f"sha256:{hashlib.sha256(head + bytes(1) + content).hexdigest()}"


def exceeded(message: str, allowed: str) -> ToolFailureError:
    """The delivery is beyond a bound."""
    return ToolFailureError(FailureCode.LIMIT_EXCEEDED, message, field="delivery", allowed=allowed, remedy="deliver it in parts")
