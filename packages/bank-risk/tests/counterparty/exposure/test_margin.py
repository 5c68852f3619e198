"""Variation margin: thresholds and minimum transfers on both sides."""

import numpy as np
import pytest

from bank_risk.counterparty.exposure.margin import VariationMargin


def test_only_what_exceeds_the_threshold_is_called_and_only_when_it_is_worth_a_transfer() -> None:
    margin = VariationMargin(threshold=100.0, minimum_transfer=10.0, period=0.04)
    called = margin.called(np.array([-250.0, -105.0, 0.0, 109.0, 110.0, 300.0]))
    assert called.tolist() == [-150.0, 0.0, 0.0, 0.0, 10.0, 200.0]


@pytest.mark.parametrize(
    ("threshold", "minimum", "period", "field"), [(-1.0, 0.0, 0.1, "threshold"), (0.0, float("nan"), 0.1, "minimum"), (0.0, 0.0, 0.0, "period")]
)
def test_an_agreement_names_the_field_at_fault(*, threshold: float, minimum: float, period: float, field: str) -> None:
    with pytest.raises(ValueError, match=field):
        VariationMargin(threshold=threshold, minimum_transfer=minimum, period=period)
