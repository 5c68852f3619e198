"""An alert, its states, and which may follow which: new, review, then closed or escalated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bank_kit.failures import FailureCode, ToolFailureError

HIGH_SCORE = 70
"""Score from which a closure takes a second person: a policy value of ours."""


class AlertState(StrEnum):
    """Where an alert stands; closed and escalated are final."""

    NEW = "new"
    REVIEW = "review"
    CLOSED = "closed"
    ESCALATED = "escalated"


FOLLOWS: Mapping[AlertState, frozenset[AlertState]] = {
    AlertState.NEW: frozenset({AlertState.REVIEW}),
    AlertState.REVIEW: frozenset({AlertState.CLOSED, AlertState.ESCALATED}),
    AlertState.CLOSED: frozenset(),
    AlertState.ESCALATED: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a scenario found: the same evidence has the same `id`. Amount above zero, score 0 to 100, transactions in order of booking."""

    id: str
    scenario: str
    account_id: str
    customer_id: str | None
    amount: Decimal
    currency: str
    score: int
    first_day: date
    last_day: date
    transactions: tuple[str, ...]
    rationale: str


def check_step(state: AlertState, wanted: AlertState) -> None:
    """ALREADY_DECIDED for a final state, INVALID_ARGUMENT for a step that leaves one out."""
    if wanted in FOLLOWS[state]:
        return
    if not FOLLOWS[state]:
        raise ToolFailureError(FailureCode.ALREADY_DECIDED, f"the alert is {state}: that is final", field="alert_id", remedy="open a case or a new review")
    allowed = ", ".join(sorted(FOLLOWS[state]))
    raise ToolFailureError(FailureCode.INVALID_ARGUMENT, f"an alert that is {state} cannot become {wanted}", field="outcome", allowed=allowed)
