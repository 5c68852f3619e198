"""What the alert and case tools accept."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator

from bank_kit.arguments import Purpose, StrictArguments, WriteArguments

ALERT_ID = r"AL-[0-9a-f]{16}"
CASE_ID = r"CASE-[0-9a-f]{16}"
MOST_ALERTS = 100

AlertId = Annotated[str, Field(pattern=f"^{ALERT_ID}$", description="Alert id, as run_monitoring answered")]
CaseId = Annotated[str, Field(pattern=f"^{CASE_ID}$", description="Case id, as open_case answered")]
Reason = Annotated[
    str, Field(min_length=10, max_length=2000, description="Why, in words an examiner can follow; personal numbers in it are masked before it is kept")
]


class Outcome(StrEnum):
    """What may be decided on an alert."""

    REVIEW = "review"
    CLOSED = "closed"
    ESCALATED = "escalated"


class AlertArguments(StrictArguments):
    """One alert."""

    alert_id: AlertId
    purpose: Purpose | None = Field(default=None, description="What the data is wanted for; checked against the token")


class DispositionArguments(WriteArguments):
    """A decision on one alert."""

    alert_id: AlertId
    outcome: Outcome = Field(description="review takes it up; then closed or escalated, both final")
    reason: Reason


class CaseArguments(StrictArguments):
    """One case."""

    case_id: CaseId


class OpenCaseArguments(WriteArguments):
    """Alerts to investigate together."""

    alert_ids: tuple[AlertId, ...] = Field(min_length=1, max_length=MOST_ALERTS, description="Alerts that are under review or escalated, each once")
    title: Annotated[str, Field(min_length=5, max_length=120)] = Field(description="One line; personal numbers in it are masked before it is kept")
    note: Annotated[str, Field(max_length=2000)] = Field(default="", description="What is known so far")

    @field_validator("alert_ids")
    @classmethod
    def _once(cls, ids: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(ids)) != len(ids):
            raise ValueError("an alert stands there twice")
        return ids
