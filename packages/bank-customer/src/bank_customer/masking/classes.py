"""The classes of fields and the one rule of each: how it is labelled, and what of it is shown to whoever may not see it whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bank_kit import masks
from bank_kit.labels import DataClass, MaskRule


class FieldClass(StrEnum):
    """What a field is, for masking."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    TAX_ID = "tax_id"
    DOCUMENT_NUMBER = "document_number"
    ADDRESS = "address"
    EMAIL = "email"
    PHONE = "phone"
    IBAN = "iban"
    CARD = "card"
    FREE_TEXT = "free_text"
    BUSINESS = "business"
    """What the bank knows about business with a customer; not personal enough to be masked, and not public."""
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class ClassRule:
    """The label of a class, its mask by name, and the mask itself."""

    data_class: DataClass
    mask: MaskRule
    apply: Callable[[str], str]


def phone(number: str) -> str:
    """Stars and the last two digits, always the same length, which would tell the country."""
    return f"{'*' * 8}{number[-2:]}"


RULES: Mapping[FieldClass, ClassRule] = {
    FieldClass.NAME: ClassRule(DataClass.PII, MaskRule.INITIALS, masks.initials),
    FieldClass.BIRTH_DATE: ClassRule(DataClass.PII_SENSITIVE, MaskRule.YEAR_BAND, masks.year_band),
    FieldClass.TAX_ID: ClassRule(DataClass.PII_SENSITIVE, MaskRule.HIDDEN, masks.RULES[MaskRule.HIDDEN]),
    FieldClass.DOCUMENT_NUMBER: ClassRule(DataClass.PII_SENSITIVE, MaskRule.HIDDEN, masks.RULES[MaskRule.HIDDEN]),
    FieldClass.ADDRESS: ClassRule(DataClass.PII, MaskRule.CITY, masks.city),
    FieldClass.EMAIL: ClassRule(DataClass.PII, MaskRule.EMAIL, masks.email),
    FieldClass.PHONE: ClassRule(DataClass.PII, MaskRule.PHONE, phone),
    FieldClass.IBAN: ClassRule(DataClass.PII, MaskRule.LAST_TWO, masks.iban),
    FieldClass.CARD: ClassRule(DataClass.PCI, MaskRule.LAST_TWO, masks.card_number),
    FieldClass.FREE_TEXT: ClassRule(DataClass.CONFIDENTIAL, MaskRule.FREE_TEXT, str),
    FieldClass.BUSINESS: ClassRule(DataClass.CONFIDENTIAL, MaskRule.NONE, str),
    FieldClass.OPEN: ClassRule(DataClass.INTERNAL, MaskRule.NONE, str),
}
"""Free text is masked by `free_text.cleaned`, which must know whose text it is."""
