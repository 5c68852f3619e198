"""Arguments that tools share: extend `StrictArguments`, `PageArguments` or `WriteArguments`, and take what fits.

class LcrArguments(StrictArguments):
    legal_entity: LegalEntity
    as_of: AsOf | None = None
    purpose: Purpose | None = None

day = business_day(arguments.as_of, last=self.business_date)   # STALE_DATA for a future date; day.warnings go into the Reading
require_purpose(caller, arguments.purpose)                     # PURPOSE_REFUSED
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from stdnum import lei

from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.paging import Cursor, Limit

FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2100, 12, 31)
_LONGEST_CLOSURE = 30
_SATURDAY = 5


class StrictArguments(BaseModel):
    """Arguments of a tool: frozen, and nothing unknown among them."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NoArguments(StrictArguments):
    """What a resource without names is asked with."""


class PageArguments(StrictArguments):
    """Arguments of a tool that answers in pages."""

    limit: Limit = 100
    cursor: Cursor | None = None

    def query(self) -> dict[str, object]:
        """What a cursor is bound to: everything but where the page begins and how long it is."""
        return self.model_dump(mode="json", exclude={"cursor", "limit"})


IdempotencyKey = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9._:-]{8,64}$",
        description="A key of your own for this request, 8 to 64 letters, digits or . _ : -; sent again with the same arguments it changes nothing more",
    ),
]


class WriteArguments(StrictArguments):
    """Arguments of a tool that changes something."""

    idempotency_key: IdempotencyKey


def _lei(text: str) -> str:
    if not lei.is_valid(text):
        raise ValueError("no LEI: its check digits (ISO 7064 mod 97-10) do not hold")
    return text


LegalEntity = Annotated[
    str, Field(pattern=r"^[A-Z0-9]{18}[0-9]{2}$", description="Legal entity identifier (ISO 17442), 20 characters, capitals"), AfterValidator(_lei)
]
AsOf = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY, description="Business date (YYYY-MM-DD); a day without business answers with the one before")]


class Purpose(StrEnum):
    """What the data is wanted for (GDPR Article 5(1)(b))."""

    CUSTOMER_SERVICE = "customer_service"
    ACCOUNT_MANAGEMENT = "account_management"
    RISK_MANAGEMENT = "risk_management"
    TRADING = "trading"
    REGULATORY_REPORTING = "regulatory_reporting"
    COMPLIANCE = "compliance"
    FRAUD_PREVENTION = "fraud_prevention"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class BusinessDay:
    """The day that is answered for, and what to say about it."""

    day: date
    warnings: tuple[str, ...] = ()


def is_weekday(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() < _SATURDAY


def business_day(asked: date | None, *, last: date, is_open: Callable[[date], bool] = is_weekday) -> BusinessDay:
    """The day asked for, or `last` when none is; rolled back to the open day before, with a warning. STALE_DATA after `last`."""
    if asked is None:
        return BusinessDay(last)
    if asked > last:
        raise ToolFailureError(
            FailureCode.STALE_DATA,
            "that date is after the last end of day",
            field="as_of",
            allowed=f"{last.isoformat()} or earlier",
            remedy="ask for an earlier date, or leave as_of out",
        )
    found = next((day for day in (asked - timedelta(days=back) for back in range(_LONGEST_CLOSURE)) if is_open(day)), None)
    if found is None:
        raise ToolFailureError(FailureCode.NO_MARKET_DATA, "no business day near that date", field="as_of", remedy="ask for another date")
    if found == asked:
        return BusinessDay(asked)
    return BusinessDay(found, (f"NO_BUSINESS_DAY: {asked.isoformat()} is none; this is {found.isoformat()}",))


def require_purpose(caller: Caller, purpose: Purpose | None) -> None:
    """PURPOSE_REFUSED when the token names purposes and this is none of them; a token that names none leaves purposes to policy."""
    if purpose is not None and caller.purposes and purpose not in caller.purposes:
        raise ToolFailureError(
            FailureCode.PURPOSE_REFUSED,
            "the token does not allow this purpose",
            field="purpose",
            allowed=", ".join(sorted(set(Purpose) & caller.purposes)) or "no purpose of this list",
            remedy="state a purpose you work for, or ask for a token that allows this one",
        )
