"""Which state may follow which."""

import pytest

from bank_compliance.cases.alert import FOLLOWS, AlertState, check_step
from bank_kit.failures import FailureCode, ToolFailureError

ALLOWED = {(AlertState.NEW, AlertState.REVIEW), (AlertState.REVIEW, AlertState.CLOSED), (AlertState.REVIEW, AlertState.ESCALATED)}


@pytest.mark.parametrize("state", AlertState)
@pytest.mark.parametrize("wanted", AlertState)
def test_an_alert_moves_from_new_over_review_to_its_end(state: AlertState, wanted: AlertState) -> None:
    if (state, wanted) in ALLOWED:
        check_step(state, wanted)
        return
    with pytest.raises(ToolFailureError) as caught:
        check_step(state, wanted)
    assert caught.value.failure.code is (FailureCode.INVALID_ARGUMENT if FOLLOWS[state] else FailureCode.ALREADY_DECIDED)
