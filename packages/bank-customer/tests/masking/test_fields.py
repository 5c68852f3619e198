"""Every field has a class, and every personal one is sealed."""

from bank_customer.masking.classes import RULES
from bank_customer.masking.fields import CLASSES, SEALED, ProfileField
from bank_kit.labels import DataClass


def test_every_field_has_a_class() -> None:
    assert set(CLASSES) == set(ProfileField)


def test_every_personal_field_is_stored_sealed() -> None:
    personal = {field for field in ProfileField if RULES[CLASSES[field]].data_class in {DataClass.PII, DataClass.PII_SENSITIVE}}
    assert personal <= set(SEALED)
    assert {ProfileField.DATE_OF_BIRTH, ProfileField.TAX_ID, ProfileField.DOCUMENT_NUMBER} <= set(SEALED)
