"""What the trading tools accept. Unknown arguments are refused."""

from datetime import date
from typing import Annotated

from pydantic import Field

from bank_kit.arguments import StrictArguments

BookId = Annotated[str, Field(pattern=r"^BOOK-[0-9]{2}$", description="Trading book id (BOOK-01)")]


class PositionArguments(StrictArguments):
    """One book on one day."""

    book: BookId
    as_of: date | None = Field(default=None, description="Business date (YYYY-MM-DD); leave out for the last end of day")
