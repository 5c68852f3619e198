"""Money is exact, and never a float."""

import json
from decimal import Decimal

import pytest
from pydantic import ValidationError

from bank_kit.money import Money, plain


def test_money_is_a_decimal_string_on_the_wire() -> None:
    assert json.loads(Money.of(Decimal("1250.5"), "EUR").model_dump_json()) == {"amount": "1250.50", "currency": "EUR"}


def test_money_has_the_minor_units_of_its_currency() -> None:
    assert plain(Money.of(Decimal("10.5"), "JPY").amount) == "10"
    assert plain(Money.of(Decimal("0.125"), "USD").amount) == "0.12"


def test_a_decimal_never_shows_an_exponent() -> None:
    assert plain(Decimal("1E+3")) == "1000"


@pytest.mark.parametrize("amount", [1.5, True, "NaN", "Infinity", "-Infinity", "1e400", "12,5", "", None])
def test_what_is_no_exact_decimal_is_refused(amount: object) -> None:
    with pytest.raises(ValidationError):
        Money.model_validate({"amount": amount, "currency": "EUR"})


def test_a_currency_the_bank_does_not_keep_is_no_money() -> None:
    with pytest.raises(KeyError):
        Money.of(Decimal(1), "QQQ")


def test_the_schema_promises_a_string() -> None:
    assert Money.model_json_schema(mode="serialization")["properties"]["amount"]["type"] == "string"
