"""What became of payments as pacs.002 tells it, in our own words."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a status was given: a code of the external list or the institution's own word, and lines of untrusted text."""

    code: str | None = None
    proprietary: str | None = None
    text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentStatus:
    """The status of one payment, found again by the identifiers it was sent with; `status` as ACSC, ACSP, PDNG, RJCT."""

    status: str
    instruction_id: str | None = None
    end_to_end_id: str | None = None
    transaction_id: str | None = None
    uetr: str | None = None
    reasons: tuple[Reason, ...] = ()
    accepted_at: datetime | None = None
    settled_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """A whole pacs.002: which message it speaks of, and the status of its payments."""

    message_id: str
    created_at: datetime
    original_message_id: str
    original_message_name: str
    group_status: str | None = None
    payments: tuple[PaymentStatus, ...] = ()
