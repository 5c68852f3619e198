"""One rule for each class."""

import pytest

from bank_customer.masking.classes import RULES, FieldClass
from bank_kit.labels import DataClass, MaskRule


def test_every_class_has_a_rule_and_every_personal_one_a_mask() -> None:
    assert set(RULES) == set(FieldClass)
    for rule in RULES.values():
        if rule.data_class in {DataClass.PII, DataClass.PII_SENSITIVE, DataClass.PCI}:
            assert rule.mask is not MaskRule.NONE


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (FieldClass.NAME, "Ida Haskwick", "I** H****"),
        (FieldClass.BIRTH_DATE, "1984-05-17", "1980-1989"),
        (FieldClass.TAX_ID, "900000107", "***"),
        (FieldClass.DOCUMENT_NUMBER, "X90000001", "***"),
        (FieldClass.ADDRESS, "98 Harbour Street, 0320 QZ, Oudeloo", "Oudeloo"),
        (FieldClass.EMAIL, "ida@mail.example", "i***@m***.example"),
        (FieldClass.PHONE, "+1-442-555-0101", "********01"),
        (FieldClass.IBAN, "NL17 XBNK 0000 2000 01", "NL17**********0001"),
        (FieldClass.CARD, "4111 1111 1111 1111", "411111******1111"),
        (FieldClass.OPEN, "RETAIL", "RETAIL"),
    ],
)
def test_what_is_left_of_each(field: FieldClass, value: str, shown: str) -> None:
    assert RULES[field].apply(value) == shown
