"""What the customer tools answer, inside the envelope."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bank_customer.fields import HANDLING, ProfileField
from bank_kit.labels import ByKey, Classified, DataClass, MaskRule

_CONFIDENTIAL = Classified(DataClass.CONFIDENTIAL)
_BY_FIELD = ByKey(
    below="value",
    classes={field.value: handling.data_class for field, handling in HANDLING.items()},
    untrusted=(ProfileField.NAME.value, ProfileField.NOTE.value),
)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldValue(_Frozen):
    """One field with its class and what was done to it."""

    value: str | None = Field(description="Masked unless masked is false; null when the customer has none")
    data_class: DataClass
    mask: MaskRule = Field(description="How this field is masked")
    masked: bool = Field(description="True when value was masked")


class Profile(_Frozen):
    """The requested fields of one customer, by field name."""

    customer_id: str
    fields: Annotated[dict[ProfileField, FieldValue], _BY_FIELD]


class RiskFactor(_Frozen):
    """What one factor adds to the risk score."""

    factor: str
    points: int


class KycStatus(_Frozen):
    """How well the bank knows a customer at the business date."""

    customer_id: str
    due_diligence: str = Field(description="SDD simplified, CDD standard, EDD enhanced")
    risk_rating: Annotated[str, _CONFIDENTIAL] = Field(description="low, medium or high")
    risk_score: Annotated[int, _CONFIDENTIAL] = Field(description="0 to 100, sum of the factors")
    risk_factors: Annotated[tuple[RiskFactor, ...], _CONFIDENTIAL]
    last_review: date
    next_review: date
    document_type: str
    document_expiry: date
    gaps: Annotated[tuple[str, ...], _CONFIDENTIAL] = Field(description="DOCUMENT_EXPIRED, REVIEW_OVERDUE, SOURCE_OF_WEALTH_MISSING; empty when complete")


class FoundCustomer(_Frozen):
    """A customer who matches, in as few words as let a person choose."""

    customer_id: Annotated[str, _CONFIDENTIAL]
    masked_name: Annotated[str, Classified(DataClass.PII)]
    kind: str
    segment: str
    country: str


class FoundCustomers(_Frozen):
    """Who matches, by id."""

    customers: tuple[FoundCustomer, ...]
    truncated: bool = Field(description="True when more match than are shown: narrow the search")


class ReviewInterval(_Frozen):
    """How often a file is reviewed."""

    due_diligence: str
    years: int


class KycPolicy(_Frozen):
    """The rules behind get_kyc_status."""

    enhanced_from_score: int
    simplified_below_score: int
    high_rating_from_score: int
    medium_rating_from_score: int
    review_intervals: tuple[ReviewInterval, ...]
    gaps: tuple[str, ...]
