"""The nouns of maker and checker."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from sqlalchemy import Connection

from bank_kit.identity.caller import Caller
from bank_kit.labels import Classified, DataClass, Untrusted

VALID_HOURS = 72.0


class DraftState(StrEnum):
    """Where a draft stands; all but DRAFT are final."""

    DRAFT = "draft"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"


class Verdict(StrEnum):
    """What a checker may say."""

    APPROVE = "approve"
    REJECT = "reject"


class HistoryEntry(BaseModel):
    """One thing that happened to a draft."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    did: str = Field(description="proposed, approved or rejected")
    at: datetime = Field(description="UTC")
    who: str = Field(description="Subject of the token; the user")
    actor: str | None = Field(description="Agent that acted for the user; null when the user acted alone")
    reason: Annotated[str, Untrusted()] | None


class Draft(BaseModel):
    """A change that waits for, or has had, the decision of a second person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str = Field(description="What would change, such as limit_override")
    state: DraftState
    payload: Annotated[dict[str, JsonValue], Classified(DataClass.CONFIDENTIAL), Untrusted()] = Field(description="The change in full, as proposed")
    payload_hash: str = Field(description="SHA-256 of the payload as canonical JSON: what exactly was decided on")
    proposed_by: str = Field(description="Subject who drafted it; may not decide")
    proposed_at: datetime = Field(description="UTC")
    expires_at: datetime = Field(description="UTC; without a decision by then the draft is void")
    history: tuple[HistoryEntry, ...] = Field(description="Oldest first; only grows")


class DraftPage(BaseModel):
    """Some drafts, newest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    drafts: tuple[Draft, ...]
    next_cursor: str | None = Field(description="Pass as cursor for the next page; null on the last")


def nothing_follows(connection: Connection, draft: Draft, caller: Caller) -> None:
    """What an approval does when it is only to be known."""
    del connection, draft, caller


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftKind:
    """A kind of draft a server takes."""

    name: str
    scope: str | None = None
    """A scope without which drafts of this kind do not exist for a caller, besides the one to read or approve (compliance.sar)."""
    valid_hours: float = VALID_HOURS
    on_approved: Callable[[Connection, Draft, Caller], None] = nothing_follows
    """Applies the effect in the transaction of the decision; a ToolFailureError from here undoes the decision."""
