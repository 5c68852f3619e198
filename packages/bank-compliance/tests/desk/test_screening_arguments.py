"""What the screening tools refuse."""

import pytest
from pydantic import ValidationError

from bank_compliance.desk.screening_arguments import PartyArguments, PaymentArguments, RescreenArguments


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"name": "x" * 351}, {"threshold": float("nan")}, {"threshold": 0}, {"countries": ["Germany"]}, {"lists": []}, {"birth_year": 1}]
)
def test_a_party_is_bounded(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PartyArguments.model_validate({"name": "Anna Feldt"} | change)


def test_a_payment_is_a_message_or_its_fields_never_both() -> None:
    with pytest.raises(ValidationError):
        PaymentArguments.model_validate({})
    with pytest.raises(ValidationError):
        PaymentArguments.model_validate({"message": "x" * 262_145})


def test_versions_stand_in_order() -> None:
    with pytest.raises(ValidationError):
        RescreenArguments.model_validate({"version_from": "2026-11-13", "version_to": "2026-11-13"})
