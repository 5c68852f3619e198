"""What is missing is named."""

import pytest

from bank_finance.pricing.valuation import required
from bank_kit.failures import FailureCode, ToolFailureError


def test_a_missing_number_names_its_field_and_zero_is_not_missing() -> None:
    assert required(0.0, "volatility", "the volatility") == 0.0
    with pytest.raises(ToolFailureError) as refused:
        required(None, "spot", "the spot rate")
    assert (refused.value.failure.code, refused.value.failure.field) == (FailureCode.NO_MARKET_DATA, "market.spot")
