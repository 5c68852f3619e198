"""What the account tools accept. Unknown arguments are refused."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from bank_kit.arguments import AsOf, PageArguments, Purpose, StrictArguments
from bank_kit.identifiers import compact, is_iban
from bank_kit.money import Exact

ACCOUNT_ID = r"A-[0-9]{6,9}|GL-[A-Z]{3,12}-[A-Z]{3}"
_ACCOUNT_ID = re.compile(ACCOUNT_ID)


def _account(text: str) -> str:
    tight = compact(text)
    if _ACCOUNT_ID.fullmatch(text):
        return text
    if is_iban(tight):
        return tight
    raise ValueError("neither an account id such as A-200001 nor an IBAN with valid check digits")


AccountKey = Annotated[
    str,
    Field(min_length=8, max_length=42, description="Account id (A-200001, or GL-NOSTRO-EUR of the bank's own) or IBAN, spaces allowed"),
    AfterValidator(_account),
]
CustomerId = Annotated[str, Field(pattern=r"^C-[0-9]{6,9}$", description="Customer id (C-100001)")]
PositiveAmount = Annotated[Exact, Field(ge=0, lt=10**14, decimal_places=4, description="Decimal string, major units, without sign")]


class Direction(StrEnum):
    """Which way the money went, seen from the account."""

    IN = "in"
    OUT = "out"
    ANY = "any"


class Kind(StrEnum):
    """What a posting is for."""

    SALARY = "SALARY"
    RENT = "RENT"
    PAYROLL = "PAYROLL"
    TAX = "TAX"
    FEE = "FEE"
    INTEREST = "INTEREST"
    CARD_PAYMENT = "CARD_PAYMENT"
    DIRECT_DEBIT = "DIRECT_DEBIT"
    STANDING_ORDER = "STANDING_ORDER"
    TRANSFER = "TRANSFER"
    WIRE = "WIRE"
    SUPPLIER_PAYMENT = "SUPPLIER_PAYMENT"
    CUSTOMER_RECEIPT = "CUSTOMER_RECEIPT"
    CASH_DEPOSIT = "CASH_DEPOSIT"
    CASH_WITHDRAWAL = "CASH_WITHDRAWAL"


class AccountArguments(StrictArguments):
    """One account at the end of a day."""

    account: AccountKey
    as_of: AsOf | None = Field(default=None, description="End of this day (YYYY-MM-DD); leave out for the last business date")
    purpose: Purpose | None = Field(default=None, description="What the data is wanted for; checked against the token and kept with the call")


class TransactionArguments(PageArguments):
    """A search in the postings of one account, or of all accounts of one customer."""

    account: AccountKey | None = Field(default=None, description="Account id or IBAN; give either this or customer_id")
    customer_id: CustomerId | None = Field(default=None, description="All accounts of this customer; give either this or account")
    booked_from: date | None = Field(default=None, description="First booking day, inclusive (YYYY-MM-DD, UTC)")
    booked_to: date | None = Field(default=None, description="Last booking day, inclusive (YYYY-MM-DD, UTC)")
    amount_min: PositiveAmount | None = Field(default=None, description="Least amount, sign ignored; decimal string")
    amount_max: PositiveAmount | None = Field(default=None, description="Largest amount, sign ignored; decimal string")
    direction: Direction = Field(default=Direction.ANY, description="Money in, out, or any")
    kind: Kind | None = Field(default=None, description="Only postings of this kind")
    text: Annotated[str, Field(min_length=2, max_length=80)] | None = Field(
        default=None, description="Part of counterparty or narrative, case ignored; no wildcards"
    )
    purpose: Purpose | None = Field(default=None, description="What the data is wanted for; checked against the token and kept with the call")

    @model_validator(mode="after")
    def _consistent(self) -> "TransactionArguments":
        if (self.account is None) == (self.customer_id is None):
            raise ValueError("give exactly one of account and customer_id")
        if self.booked_from and self.booked_to and self.booked_from > self.booked_to:
            raise ValueError("booked_from is after booked_to")
        if self.amount_min is not None and self.amount_max is not None and self.amount_min > self.amount_max:
            raise ValueError("amount_min is above amount_max")
        return self


class StatementFormat(StrEnum):
    """How a statement is told."""

    JSON = "json"
    CAMT_053 = "camt.053"


class StatementArguments(PageArguments):
    """The statement of one account over whole days."""

    account: AccountKey
    from_date: AsOf = Field(description="First booking day, inclusive (YYYY-MM-DD)")
    to_date: AsOf | None = Field(default=None, description="Last booking day, inclusive; leave out for the last business date")
    format: StatementFormat = Field(
        default=StatementFormat.JSON, description="json tells entries page by page; camt.053 makes the ISO 20022 message and gives a link to it"
    )
    purpose: Purpose | None = Field(default=None, description="What the data is wanted for; checked against the token and kept with the call")

    @model_validator(mode="after")
    def _consistent(self) -> "StatementArguments":
        if self.to_date is not None and self.from_date > self.to_date:
            raise ValueError("from_date is after to_date")
        if self.format is StatementFormat.CAMT_053 and self.cursor is not None:
            raise ValueError("camt.053 holds all entries: it has no cursor")
        return self
