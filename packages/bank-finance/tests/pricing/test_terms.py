"""The bounds of what is believed."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from bank_finance.pricing.terms import Exercise, KeptCurrency, Notional, Rate, Side, Volatility, ordered


@pytest.mark.parametrize("notional", ["0", "-1", "NaN", "Infinity", "1e9", "1000000000000001", 1.5])
def test_a_notional_is_a_positive_bounded_decimal_text(notional: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Notional).validate_python(notional)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 5.1, -0.21])
def test_rates_and_volatilities_are_finite_and_bounded(value: float) -> None:
    for reader in (TypeAdapter[float](Rate), TypeAdapter[float](Volatility)):
        with pytest.raises(ValidationError):
            reader.validate_python(value)


def test_a_currency_the_bank_does_not_keep_is_refused_with_those_it_keeps() -> None:
    with pytest.raises(ValidationError, match="EUR"):
        TypeAdapter(KeptCurrency).validate_python("XAU")


def test_dates_ascend_and_a_contract_ends_in_a_human_time() -> None:
    ordered(date(2026, 1, 1), date(2026, 1, 2), words="no")
    for later in (date(2026, 1, 1), date(2025, 1, 1), date(2200, 1, 1)):
        with pytest.raises(ValueError):
            ordered(date(2026, 1, 1), later, words="no")


def test_sides_and_exercises_have_opposite_signs() -> None:
    assert (Side.LONG.sign, Side.SHORT.sign) == (1, -1)
    assert (Exercise.CALL.sign, Exercise.PUT.sign) == (1, -1)
