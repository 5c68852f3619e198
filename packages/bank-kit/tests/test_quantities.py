"""A quantity's schema says its unit and sign, and nothing that is no number of that range gets in."""

from decimal import Decimal
from typing import Annotated

import pytest
from pydantic import BaseModel, Field, ValidationError

from bank_kit.money import Money
from bank_kit.quantities import BasisPoints, Days, DecimalRate, Loss, PercentOfPar, Probability, Ratio, Years


class Figures(BaseModel):
    ratio: Ratio = 0.5
    narrow: Annotated[Ratio, Field(ge=0, le=1, description="Share of the book")] = 0.5
    probability: Probability = 0.1
    shift: BasisPoints = 25
    rate: DecimalRate = 0.02
    price: PercentOfPar = 99.5
    maturity: Years = 2.5
    horizon: Days = 10
    expected_shortfall: Loss = Money.of(Decimal(5), "EUR")


UNITS = {
    "ratio": ("ratio", "as stated"),
    "narrow": ("ratio", "as stated"),
    "probability": ("ratio", "never negative"),
    "shift": ("bp", "positive is a rise"),
    "rate": ("decimal", "as stated"),
    "price": ("percent of par", "never negative"),
    "maturity": ("years", "never negative"),
    "horizon": ("days", "never negative"),
    "expected_shortfall": ("currency", "positive is a loss"),
}


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_each_schema_says_unit_and_sign(mode: str) -> None:
    properties = Figures.model_json_schema(mode="serialization" if mode == "serialization" else "validation")["properties"]
    assert {name: (schema["x-unit"], schema["x-sign"]) for name, schema in properties.items()} == UNITS
    assert all(schema["description"] for schema in properties.values())


@pytest.mark.parametrize("name", [name for name in UNITS if name != "expected_shortfall"])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), 1e300, -1e300, "0.5", True, None, [], 10**400])
def test_what_is_no_such_number_is_refused(name: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Figures.model_validate({name: value})


def test_a_field_narrows_its_quantity() -> None:
    assert Figures.model_validate({"ratio": 1.5}).ratio == 1.5
    with pytest.raises(ValidationError):
        Figures.model_validate({"narrow": 1.5})


def test_whole_numbers_are_numbers_too() -> None:
    assert Figures.model_validate_json('{"shift": 100, "ratio": 1}').shift == 100
