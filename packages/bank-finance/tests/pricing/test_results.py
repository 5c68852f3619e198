"""Numbers at the door."""

from decimal import Decimal

import pytest

from bank_finance.pricing.results import Priced, exact, worth
from bank_kit.failures import ToolFailureError


def test_a_calculated_number_becomes_a_rounded_decimal_without_negative_zero() -> None:
    assert exact(2.7355371900826446) == Decimal("2.73553719")
    assert str(exact(-1e-12)) == str(exact(0.0))
    assert exact(1e-7) == Decimal("0.00000010")


def test_what_is_no_number_never_leaves() -> None:
    for value in (float("nan"), float("-inf"), 1e18):
        with pytest.raises(ToolFailureError):
            exact(value)


def test_money_is_rounded_to_the_minor_unit_without_negative_zero() -> None:
    assert [str(worth(value, "JPY").amount) for value in (-0.2, 2.5, 1234.567)] == ["0", "2", "1235"]


def test_sign_conventions_stand_in_the_schema() -> None:
    described = Priced.model_json_schema()["properties"]
    assert "1 bp" in described["dv01"]["description"] and "negative for a bond held" in described["dv01"]["description"]
    assert "volatility point" in described["vega"]["description"]
