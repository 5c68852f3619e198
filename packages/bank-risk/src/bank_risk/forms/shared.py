"""Arguments and parts of results that several areas share."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bank_kit.arguments import AsOf, LegalEntity, Purpose, StrictArguments
from bank_kit.labels import Classified, DataClass
from bank_kit.money import Money

BookId = Annotated[str, Field(pattern=r"^BOOK-[0-9]{2}$", description="Book id (BOOK-01)")]
Confidential = Annotated[Money, Classified(DataClass.CONFIDENTIAL)]


class Jurisdiction(StrEnum):
    """Whose rules apply."""

    BCBS = "BCBS"
    EU = "EU"
    UK = "UK"
    US = "US"


class Desk(StrEnum):
    """Trading desks."""

    RATES = "Rates"
    CREDIT = "Credit"
    EQUITIES = "Equities"
    TREASURY = "Treasury"


class BookKind(StrEnum):
    """Which books count when none is named."""

    TRADING = "trading"
    BANKING = "banking"
    ALL = "all"


LARGEST = 10**15
"""No amount a caller names is larger: sums with the bank's own stay within what money can say."""


class Frozen(BaseModel):
    """A part of a result."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EntityArguments(StrictArguments):
    """What every calculation accepts."""

    as_of: AsOf | None = Field(default=None, description="Business date (YYYY-MM-DD); left out: the last end of day")
    legal_entity: LegalEntity | None = Field(default=None, description="LEI of one of the bank's companies; left out: all of them")
    jurisdiction: Jurisdiction | None = Field(default=None, description="Whose rules apply; left out: those of the legal entity, EU for all together")
    purpose: Purpose | None = Field(default=None, description="What the result is wanted for")


class PortfolioArguments(EntityArguments):
    """Which books: of one desk, one book, one legal entity, or all of a kind; what is given narrows together."""

    desk: Desk | None = Field(default=None, description="Only books of this desk")
    book: BookId | None = Field(default=None, description="Only this book, of either kind")
    books: BookKind = Field(default=BookKind.TRADING, description="trading, banking or all; ignored when a book is named")


def money(amount: float | Decimal, currency: str) -> Money:
    """A computed amount at the door: exact, rounded half to even at the minor unit. KeyError for a currency the bank does not keep."""
    return Money.of(amount if isinstance(amount, Decimal) else Decimal(repr(float(amount))), currency)
