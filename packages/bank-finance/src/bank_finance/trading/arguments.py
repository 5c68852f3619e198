"""What the trading tools accept. Unknown arguments are refused."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from bank_kit.arguments import AsOf, LegalEntity, Purpose, StrictArguments

BookId = Annotated[str, Field(pattern=r"^BOOK-[0-9]{2}$", description="Trading book id (BOOK-01)")]
DeskName = Annotated[str, Field(pattern=r"^[A-Z][a-z]{2,19}$", description="All books of a desk: Rates, Credit, Equities or Treasury")]
TradeKey = Annotated[
    str, Field(pattern=r"^(TR-[0-9]{7,9}|[A-Z0-9]{20,52})$", description="Trade id (TR-1000001) or unique transaction identifier (UTI, ISO 23897)")
]
WHY = "What the data is wanted for; checked against the token and kept with the call"


class Basis(StrEnum):
    """From which day a trade counts."""

    TRADE_DATE = "trade_date"
    SETTLE_DATE = "settle_date"


class PositionArguments(StrictArguments):
    """One book, desk or company on one day."""

    book: BookId | None = Field(default=None, description="Trading book id (BOOK-01); give exactly one of book, desk and legal_entity")
    desk: DeskName | None = None
    legal_entity: LegalEntity | None = Field(default=None, description="All books of one of the bank's companies, by LEI: its portfolio")
    as_of: AsOf | None = Field(default=None, description="Business date (YYYY-MM-DD); leave out for the last end of day")
    basis: Basis = Field(default=Basis.TRADE_DATE, description="trade_date counts what was agreed, settle_date what was delivered by then")
    purpose: Purpose | None = Field(default=None, description=WHY)

    @model_validator(mode="after")
    def _one(self) -> "PositionArguments":
        if sum(each is not None for each in (self.book, self.desk, self.legal_entity)) != 1:
            raise ValueError("give exactly one of book, desk and legal_entity")
        return self


class TradeArguments(StrictArguments):
    """One trade."""

    trade: TradeKey
    purpose: Purpose | None = Field(default=None, description=WHY)
