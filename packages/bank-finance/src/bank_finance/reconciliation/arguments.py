"""What the reconcile tool accepts. Unknown arguments are refused."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bank_finance.accounts.arguments import AccountKey, Kind
from bank_kit.arguments import AsOf, Purpose, StrictArguments
from bank_kit.money import Exact

LONGEST_LIST = 200


class Key(StrEnum):
    """What two rows must share to be one and the same."""

    TRANSACTION = "transaction"
    END_TO_END = "end_to_end"
    VALUE_DATE = "value_date"
    ISIN = "isin"


class Measure(StrEnum):
    """What is compared."""

    AMOUNT = "amount"
    QUANTITY = "quantity"
    MARKET_VALUE = "market_value"
    ACCRUED = "accrued"


class Settled(StrEnum):
    """Which payments count."""

    SETTLED = "settled"
    ANY = "any"


class _OfAccount(StrictArguments):
    account: AccountKey
    from_date: AsOf = Field(description="First day, inclusive (YYYY-MM-DD)")
    to_date: AsOf = Field(description="Last day, inclusive")


class LedgerSource(_OfAccount):
    """Postings of an account by booking day. Keys: transaction, end_to_end, value_date. Measure: amount, signed as in the account."""

    kind: Literal["ledger"]
    kinds: Annotated[tuple[Kind, ...], Field(max_length=15)] = Field(default=(), description="Only postings of these kinds; all when empty")


class PaymentSource(_OfAccount):
    """Payment messages behind postings of an account, by booking day. Keys: transaction, end_to_end, value_date (settlement). Measure: amount."""

    kind: Literal["payments"]
    status: Settled = Field(default=Settled.SETTLED, description="settled: only those reported ACSC; any: rejected and pending ones too")


class StatementSource(StrictArguments):
    """A camt.053 message in the object store. Keys: transaction (servicer reference), end_to_end, value_date. Measure: amount."""

    kind: Literal["statement"]
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Of the message, as get_account_statement tells it")


class PositionSource(StrictArguments):
    """Positions of a book at an end of day. Key: isin. Measures: quantity, market_value, accrued."""

    kind: Literal["positions"]
    book: str = Field(pattern=r"^BOOK-[0-9]{2}$", description="Book id (BOOK-01)")
    as_of: AsOf


Source = Annotated[LedgerSource | PaymentSource | StatementSource | PositionSource, Field(discriminator="kind")]
_OF_POSITIONS = {Key.ISIN}
_OF_ENTRIES = set(Key) - _OF_POSITIONS


class ReconcileArguments(StrictArguments):
    """Two sources, what makes rows the same, and how far their measures may differ."""

    left: Source
    right: Source
    keys: Annotated[tuple[Key, ...], Field(min_length=1, max_length=3, description="All must agree")]
    tolerance: Annotated[dict[Measure, Annotated[Exact, Field(ge=0)]], Field(min_length=1, max_length=3)] = Field(
        default={Measure.AMOUNT: "0"},
        validate_default=True,
        description="Measures to compare, each with the largest difference that still agrees; decimal strings",
    )
    show: int = Field(default=50, ge=0, le=LONGEST_LIST, description="Rows told of each list; the counts are always of all")
    purpose: Purpose | None = Field(default=None, description="What the data is wanted for; checked against the token and kept with the call")

    @model_validator(mode="after")
    def _consistent(self) -> "ReconcileArguments":
        positions = [isinstance(side, PositionSource) for side in (self.left, self.right)]
        if positions[0] != positions[1]:
            raise ValueError("positions are compared with positions, entries with entries")
        if set(self.keys) - (_OF_POSITIONS if positions[0] else _OF_ENTRIES):
            raise ValueError("keys: isin for positions; transaction, end_to_end and value_date for entries")
        if (Measure.AMOUNT in self.tolerance) == positions[0] or (not positions[0] and len(self.tolerance) > 1):
            raise ValueError("tolerance: quantity, market_value and accrued for positions; amount for entries")
        return self
