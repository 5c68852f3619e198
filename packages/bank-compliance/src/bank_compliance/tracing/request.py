"""What may be asked of a trace, and its bounds."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bank_kit.failures import FailureCode, ToolFailureError

MOST_HOPS = 5
MOST_DAYS = 400
LEAST_AMOUNT = Decimal(1)
MOST_TRANSFERS = 5_000
"""Transfers a trace follows before it says it was cut short."""
MOST_ACCOUNTS = 1_000
"""Accounts a trace goes on from at one hop."""
_ACCOUNT = re.compile(r"A-[0-9]{6,12}")


class Direction(StrEnum):
    """Where the money went, or where it came from."""

    DOWNSTREAM = "downstream"
    UPSTREAM = "upstream"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceRequest:
    """An account, a direction, 1 to 5 hops, days both inclusive, and the smallest transfer in EUR that is followed."""

    account: str
    direction: Direction
    hops: int
    first: date
    last: date
    minimum: Decimal

    def __post_init__(self) -> None:
        """INVALID_ARGUMENT naming the field at fault."""
        span = (self.last - self.first).days
        faults = (
            (_ACCOUNT.fullmatch(self.account) is None, "account", "an account id: A- and digits"),
            (not 1 <= self.hops <= MOST_HOPS, "hops", f"1 to {MOST_HOPS}"),
            (not 0 <= span < MOST_DAYS, "window", f"last on or after first, at most {MOST_DAYS} days"),
            (not self.minimum.is_finite() or self.minimum < LEAST_AMOUNT, "minimum", f"at least {LEAST_AMOUNT}"),
        )
        for wrong, field, allowed in faults:
            if wrong:
                raise ToolFailureError(FailureCode.INVALID_ARGUMENT, f"{field} is out of bounds", field=field, allowed=allowed, remedy="correct the field")
