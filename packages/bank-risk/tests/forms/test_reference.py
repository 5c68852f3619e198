"""What is looked up."""

import pytest
from pydantic import ValidationError

from bank_risk.forms.reference import ModelCard, ParameterLine


def test_a_value_carries_its_unit_source_and_doubt() -> None:
    assert {"value", "unit", "source", "doubt", "valid_from", "paragraph"} <= set(ParameterLine.model_fields)
    assert ParameterLine.model_fields["doubt"].is_required()


def test_a_card_is_any_json_and_nothing_else() -> None:
    assert ModelCard.model_validate({"model_id": "m", "version": "1", "card": {"limits": ["a", 1, None]}}).card == {"limits": ["a", 1, None]}
    with pytest.raises(ValidationError):
        ModelCard.model_validate({"model_id": "m", "version": "1", "card": {"limits": object()}})
