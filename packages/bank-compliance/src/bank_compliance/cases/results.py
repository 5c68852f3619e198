"""What the alert and case tools answer, inside the envelope."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bank_compliance.cases.alert import AlertState
from bank_kit.labels import Classified, DataClass, Untrusted
from bank_kit.money import Money

Note = Annotated[str, Classified(DataClass.CONFIDENTIAL), Untrusted()]


class Frozen(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AlertStep(Frozen):
    """One thing that happened to an alert."""

    state: AlertState
    at: datetime = Field(description="UTC")
    who: str = Field(description="Subject of the token; the user")
    actor: str | None = Field(description="Agent that acted for the user; null when the user acted alone")
    reason: Note


class AlertRecord(Frozen):
    """An alert with its evidence and all that was decided on it."""

    id: str
    scenario: str
    state: AlertState
    score: int = Field(description="0 to 100; how far beyond the scenario's parameters", ge=0, le=100)
    account_id: Annotated[str, Classified(DataClass.CONFIDENTIAL)]
    customer_id: Annotated[str, Classified(DataClass.CONFIDENTIAL)] | None
    amount: Annotated[Money, Classified(DataClass.CONFIDENTIAL)] = Field(description="Sum of the evidence, never negative")
    first_day: date
    last_day: date
    transactions: tuple[str, ...] = Field(description="Evidence: transaction ids, in order of booking")
    rationale: str = Field(description="Which parameters were met, in words of ours")
    detected_at: datetime = Field(description="When this server found it, UTC")
    history: tuple[AlertStep, ...] = Field(description="Oldest first; only grows")


class Disposition(Frozen):
    """What a disposition did: the alert as it stands now, and the draft that waits for a second person, if one does."""

    alert: AlertRecord
    draft_id: str | None = Field(description="Closure that waits for review_draft by another person; null when it took effect at once")


class CaseRecord(Frozen):
    """A case: the alerts put together, and why. Its form and content are the same whether or not anything was reported to anybody."""

    id: str
    title: Note
    note: Note
    opened_at: datetime = Field(description="UTC")
    opened_by: str
    alerts: tuple[AlertRecord, ...]
    customers: tuple[Annotated[str, Classified(DataClass.CONFIDENTIAL)], ...]
    first_day: date
    last_day: date
    amounts: tuple[Annotated[Money, Classified(DataClass.CONFIDENTIAL)], ...] = Field(description="Sums of the evidence, one for each currency")
