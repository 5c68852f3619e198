"""The fields of a customer profile: what class each is, how each is masked, and how to read it from the document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bank_customer.port import CustomerDocument
from bank_kit.labels import DataClass, MaskRule


class ProfileField(StrEnum):
    """What can be asked for."""

    NAME = "name"
    KIND = "kind"
    SEGMENT = "segment"
    COUNTRY = "country"
    DATE_OF_BIRTH = "date_of_birth"
    EMAIL = "email"
    PHONE = "phone"
    TAX_ID = "tax_id"
    ADDRESS = "address"
    OCCUPATION = "occupation"
    RELATIONSHIP_MANAGER = "relationship_manager"
    CUSTOMER_SINCE = "customer_since"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Handling:
    """How a field is treated."""

    data_class: DataClass
    mask: MaskRule
    read: Callable[[CustomerDocument], str | None]


HANDLING: Mapping[ProfileField, Handling] = {
    ProfileField.NAME: Handling(DataClass.PII, MaskRule.INITIALS, lambda customer: customer.name),
    ProfileField.KIND: Handling(DataClass.INTERNAL, MaskRule.NONE, lambda customer: customer.kind),
    ProfileField.SEGMENT: Handling(DataClass.INTERNAL, MaskRule.NONE, lambda customer: customer.segment),
    ProfileField.COUNTRY: Handling(DataClass.INTERNAL, MaskRule.NONE, lambda customer: customer.country),
    ProfileField.DATE_OF_BIRTH: Handling(
        DataClass.PII_SENSITIVE, MaskRule.YEAR_BAND, lambda customer: customer.birth_date.isoformat() if customer.birth_date else None
    ),
    ProfileField.EMAIL: Handling(DataClass.PII, MaskRule.EMAIL, lambda customer: customer.email),
    ProfileField.PHONE: Handling(DataClass.PII, MaskRule.PHONE, lambda customer: customer.phone),
    ProfileField.TAX_ID: Handling(DataClass.PII_SENSITIVE, MaskRule.HIDDEN, lambda customer: customer.tax_id),
    ProfileField.ADDRESS: Handling(DataClass.PII, MaskRule.CITY, lambda customer: customer.address),
    ProfileField.OCCUPATION: Handling(DataClass.CONFIDENTIAL, MaskRule.NONE, lambda customer: customer.occupation),
    ProfileField.RELATIONSHIP_MANAGER: Handling(DataClass.INTERNAL, MaskRule.NONE, lambda customer: customer.relationship_manager),
    ProfileField.CUSTOMER_SINCE: Handling(DataClass.INTERNAL, MaskRule.NONE, lambda customer: customer.customer_since.isoformat()),
    ProfileField.NOTE: Handling(DataClass.CONFIDENTIAL, MaskRule.FREE_TEXT, lambda customer: customer.note),
}
