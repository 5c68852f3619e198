"""The fields of a customer profile: of which class each is, and where its value comes from."""

from collections.abc import Mapping
from enum import StrEnum

from bank_customer.masking.classes import FieldClass


class ProfileField(StrEnum):
    """What can be asked for."""

    NAME = "name"
    KIND = "kind"
    SEGMENT = "segment"
    COUNTRY = "country"
    NATIONALITY = "nationality"
    DATE_OF_BIRTH = "date_of_birth"
    EMAIL = "email"
    PHONE = "phone"
    TAX_ID = "tax_id"
    DOCUMENT_NUMBER = "document_number"
    ADDRESS = "address"
    OCCUPATION = "occupation"
    RELATIONSHIP_MANAGER = "relationship_manager"
    CUSTOMER_SINCE = "customer_since"
    NOTE = "note"


CLASSES: Mapping[ProfileField, FieldClass] = {
    ProfileField.NAME: FieldClass.NAME,
    ProfileField.KIND: FieldClass.OPEN,
    ProfileField.SEGMENT: FieldClass.OPEN,
    ProfileField.COUNTRY: FieldClass.OPEN,
    ProfileField.NATIONALITY: FieldClass.BUSINESS,
    ProfileField.DATE_OF_BIRTH: FieldClass.BIRTH_DATE,
    ProfileField.EMAIL: FieldClass.EMAIL,
    ProfileField.PHONE: FieldClass.PHONE,
    ProfileField.TAX_ID: FieldClass.TAX_ID,
    ProfileField.DOCUMENT_NUMBER: FieldClass.DOCUMENT_NUMBER,
    ProfileField.ADDRESS: FieldClass.ADDRESS,
    ProfileField.OCCUPATION: FieldClass.BUSINESS,
    ProfileField.RELATIONSHIP_MANAGER: FieldClass.OPEN,
    ProfileField.CUSTOMER_SINCE: FieldClass.OPEN,
    ProfileField.NOTE: FieldClass.FREE_TEXT,
}
SEALED = (
    ProfileField.NAME,
    ProfileField.NATIONALITY,
    ProfileField.DATE_OF_BIRTH,
    ProfileField.EMAIL,
    ProfileField.PHONE,
    ProfileField.TAX_ID,
    ProfileField.DOCUMENT_NUMBER,
    ProfileField.ADDRESS,
    ProfileField.NOTE,
)
"""Fields that are stored only encrypted with the key of their subject."""
