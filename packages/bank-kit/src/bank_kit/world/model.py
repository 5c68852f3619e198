"""The rows of the synthetic bank, as frozen records."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

AS_OF = date(2026, 11, 20)
"""Last business day of the world: a Friday."""
FIRST_DAY = date(2026, 8, 24)
"""First day with postings: a Monday, thirteen weeks before the last Friday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A person or a company; `birth_date` is None and `occupation` is the trade for companies."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class KycFile:
    """What the bank knows about knowing its customer; `rating` is low, medium or high."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account; balances in `currency`, `opening` before the first posting. `card` is a full test number and never stored whole."""

    id: str
    iban: str
    customer_id: str
    product: str
    status: str
    currency: str
    opened_on: date
    opening: Decimal
    blocked: Decimal
    card: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One booked entry, UTC; `amount` is signed from the account holder's side, `balance` is the balance after it."""

    id: str
    journal_id: str
    account_id: str
    booked_at: datetime
    value_date: date
    amount: Decimal
    currency: str
    balance: Decimal
    kind: str
    counterparty: str
    counterparty_iban: str | None
    narrative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A security; bonds are quoted in percent of nominal with a coupon, all else per unit."""

    isin: str
    name: str
    kind: str
    currency: str
    coupon: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A trading book."""

    id: str
    name: str
    desk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A holding at the end of a business day; values in the currency of the instrument."""

    book_id: str
    isin: str
    as_of: date
    quantity: Decimal
    cost: Decimal
    price: Decimal
    priced_on: date
    price_source: str
    market_value: Decimal
    accrued: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The whole bank, each tuple in the order of its ids."""

    seed: int
    customers: tuple[Customer, ...]
    kyc_files: tuple[KycFile, ...]
    accounts: tuple[Account, ...]
    postings: tuple[Posting, ...]
    instruments: tuple[Instrument, ...]
    books: tuple[Book, ...]
    positions: tuple[Position, ...]


Record = Customer | KycFile | Account | Posting | Instrument | Book | Position


def row(record: Record) -> dict[str, object]:
    """The record by column name; shallow, and so ten times as fast as `dataclasses.asdict`."""
    return {name: getattr(record, name) for name in record.__slots__}
