"""What a stress test is asked with."""

import pytest
from pydantic import ValidationError

from bank_risk.forms.stress import StressArguments

SHOCK = {"risk_class": "equity", "kind": "relative", "size": -0.3}


def test_a_scenario_or_shocks_but_not_both_nor_none() -> None:
    assert StressArguments.model_validate({"shocks": [SHOCK]}).shocks[0].factors == "*"
    for given in ({}, {"scenario_id": "a", "shocks": [SHOCK]}):
        with pytest.raises(ValidationError, match="exactly one"):
            StressArguments.model_validate(given)


@pytest.mark.parametrize(
    "changes", [{"size": float("nan")}, {"size": 1e9}, {"factors": "../../x"}, {"factors": "x" * 500}, {"risk_class": "weather"}, {"more": 1}]
)
def test_crooked_shocks_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        StressArguments.model_validate({"shocks": [SHOCK | changes]})


@pytest.mark.parametrize("loss", ["-5", "0", "1e9", 5.0, "NaN"])
def test_a_loss_to_reach_is_a_positive_decimal_string(loss: object) -> None:
    with pytest.raises(ValidationError):
        StressArguments.model_validate({"shocks": [SHOCK], "reverse_loss": loss})
