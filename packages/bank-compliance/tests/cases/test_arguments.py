"""What the alert and case tools refuse."""

import pytest
from pydantic import ValidationError

from bank_compliance.cases.arguments import DispositionArguments, OpenCaseArguments

ALERT = "AL-0123456789abcdef"


@pytest.mark.parametrize("reason", ["", "too short", "x" * 2001])
def test_a_disposition_has_a_reason_of_some_length(reason: str) -> None:
    with pytest.raises(ValidationError):
        DispositionArguments.model_validate({"alert_id": ALERT, "outcome": "closed", "reason": reason, "idempotency_key": "k" * 8})


@pytest.mark.parametrize("ids", [[], [ALERT, ALERT], ["AL-1"], [ALERT] * 101])
def test_a_case_takes_alerts_once_each(ids: list[str]) -> None:
    with pytest.raises(ValidationError):
        OpenCaseArguments.model_validate({"alert_ids": ids, "title": "a case", "idempotency_key": "k" * 8})


def test_an_alert_cannot_be_made_new_again() -> None:
    with pytest.raises(ValidationError):
        DispositionArguments.model_validate({"alert_id": ALERT, "outcome": "new", "reason": "for no reason at all", "idempotency_key": "k" * 8})
