"""What SA-CCR and exposure are asked with."""

import pytest
from pydantic import ValidationError

from bank_risk.forms.counterparty import ExposureArguments, SaccrArguments


def test_a_set_and_a_counterparty_are_two_questions() -> None:
    with pytest.raises(ValidationError, match="not both"):
        SaccrArguments(netting_set="NS-2001", counterparty="999900VISTULABANK089")


@pytest.mark.parametrize("changes", [{"paths": 10**9}, {"paths": True}, {"seed": -1}, {"counterparty": "999900VISTULABANK000"}, {"window_days": "NaN"}])
def test_what_is_out_of_bounds_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ExposureArguments.model_validate({"counterparty": "999900VISTULABANK089"} | changes)
