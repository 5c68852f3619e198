"""What the customer tools answer, inside the envelope."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bank_customer.masking.classes import RULES
from bank_customer.masking.fields import CLASSES, ProfileField
from bank_kit.labels import ByKey, Classified, DataClass, MaskRule, Untrusted
from bank_kit.money import Exact, Money
from bank_kit.writes.draft import Draft

_CONFIDENTIAL = Classified(DataClass.CONFIDENTIAL)
_PII = Classified(DataClass.PII)
_BY_FIELD = ByKey(
    below="value",
    classes={field.value: RULES[field_class].data_class for field, field_class in CLASSES.items()},
    untrusted=(ProfileField.NAME.value, ProfileField.NOTE.value),
)
Id = Annotated[str, _CONFIDENTIAL]
MaskedName = Annotated[str, _PII, Field(description="First letter and length of each word at most")]
Ratio = Annotated[Exact, Field(description="Ratio as a decimal: 0.25 is 25 %", json_schema_extra={"x-unit": "ratio"})]


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
    document_expiry: date | None = Field(description="Null where the document does not expire")
    gaps: Annotated[tuple[str, ...], _CONFIDENTIAL] = Field(description="DOCUMENT_EXPIRED, REVIEW_OVERDUE, SOURCE_OF_WEALTH_MISSING; empty when complete")


class FoundCustomer(_Frozen):
    """A customer who matches, in as few words as let a person choose."""

    customer_id: Id
    masked_name: MaskedName
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


class ExplainedFactor(_Frozen):
    """One factor of the risk score and why it adds what it adds."""

    factor: str = Field(description="geography, product, channel, occupation or politically_exposed")
    points: int
    most: int = Field(description="The most this factor can add")
    because: str


class RiskExplanation(_Frozen):
    """A risk score taken apart."""

    customer_id: str
    score: Annotated[int, _CONFIDENTIAL] = Field(description="0 to 100, sum of the factors")
    rating: Annotated[str, _CONFIDENTIAL]
    due_diligence: str
    factors: Annotated[tuple[ExplainedFactor, ...], _CONFIDENTIAL]
    high_from: int
    medium_from: int
    enhanced_from: int = Field(description="From this score, or for any politically exposed person, due diligence is enhanced (EDD)")
    model: str
    model_version: str


class Person(_Frozen):
    """A customer in a picture of relationships."""

    customer_id: Id
    masked_name: MaskedName
    kind: str
    country: str
    distance: int = Field(description="Edges from the customer asked about")


class Tie(_Frozen):
    """An edge, from the holder to the held."""

    from_id: Id
    to_id: Id
    kind: str = Field(description="OWNS, CONTROLS, SIGNATORY or HOUSEHOLD")
    share: Ratio | None = Field(description="Part of the shares; null unless OWNS")
    since: date


class BeneficialOwner(_Frozen):
    """Who holds a part of the company in the end."""

    holder_id: Id
    masked_name: MaskedName
    kind: str = Field(description="PERSON, or COMPANY when nobody is known above it")
    share: Ratio
    direct_share: Ratio
    edges: int = Field(description="Edges of the shortest chain")
    beneficial_owner: bool = Field(description="A natural person with at least the threshold, or one who controls the company")
    basis: str = Field(description="OWNERSHIP, CONTROL, BOTH or BELOW")


class Network(_Frozen):
    """Who is tied to a customer, and who stands behind a company."""

    customer_id: str
    persons: tuple[Person, ...]
    ties: Annotated[tuple[Tie, ...], _CONFIDENTIAL]
    owners: Annotated[tuple[BeneficialOwner, ...], _CONFIDENTIAL] = Field(description="Greatest share first, over all levels; empty for persons")
    threshold: Ratio = Field(description="Share from which a person is a beneficial owner")
    unexplained_share: Ratio = Field(description="What nobody known to the bank holds in the end")


class Counterparty(_Frozen):
    """A counterparty under a keyed hash: the same one has the same mark everywhere, and nothing tells who it is."""

    mark: Annotated[str, _CONFIDENTIAL]
    amount: Money = Field(description="Both directions together, in EUR")


class Activity(_Frozen):
    """What moved on a customer's accounts; moves between own accounts are left out, amounts are EUR at the rates of the business date."""

    customer_id: str
    days: int
    incoming: Annotated[int, _CONFIDENTIAL]
    outgoing: Annotated[int, _CONFIDENTIAL]
    amount_in: Annotated[Money, _CONFIDENTIAL]
    amount_out: Annotated[Money, _CONFIDENTIAL]
    cash_share: Annotated[Ratio | None, _CONFIDENTIAL] = Field(description="Cash of all amounts moved; null when nothing moved")
    counterparties: Annotated[tuple[Counterparty, ...], _CONFIDENTIAL] = Field(description="The five with most money, cash aside")
    peer_group: str = Field(description="Segment compared with")
    peer_population: int | None = Field(description="Customers in it; null when it is too small to tell")
    peer_percentile: Annotated[int | None, _CONFIDENTIAL] = Field(description="Per cent of the group that moves less; null when the group is too small")


class Consent(_Frozen):
    """A purpose and its legal basis."""

    purpose: str
    legal_basis: str = Field(description="consent, contract, legal_obligation or legitimate_interest (GDPR Article 6(1))")
    given_at: datetime
    withdrawn_at: datetime | None
    stands: bool = Field(description="Data may be used for this purpose now")
    withdrawable: bool = Field(description="The customer may end it by a word (GDPR Article 7(3)); other bases cannot be withdrawn")


class Consents(_Frozen):
    """For what a customer's data may be used."""

    customer_id: str
    consents: tuple[Consent, ...]


class ComparedDetail(_Frozen):
    """How alike one detail is; the detail itself is not told."""

    field: ProfileField
    likeness: Ratio
    weight: int


class Candidate(_Frozen):
    """Somebody who may be the same customer."""

    customer_id: Id
    masked_name: MaskedName
    score: Annotated[int, _CONFIDENTIAL] = Field(description="0 to 100, weighed mean of the details")
    details: Annotated[tuple[ComparedDetail, ...], _CONFIDENTIAL]
    because: str


class Candidates(_Frozen):
    """Likely duplicates, most alike first; nothing is merged."""

    customer_id: str
    candidates: tuple[Candidate, ...]


class RetentionBar(_Frozen):
    """A law that forbids erasure for now."""

    law: str
    years: int = Field(description="Years after the end of the relationship")
    until: date | None = Field(description="First day it no longer does; null while the relationship lasts")


class RequestAnswer(_Frozen):
    """What becomes of a data subject's request."""

    customer_id: str
    kind: str
    state: str = Field(description="drafted: another person decides; blocked_by_retention: a law forbids the erasure for now")
    blocked_by: tuple[RetentionBar, ...] = Field(description="Empty unless blocked_by_retention")
    may_still: tuple[str, ...] = Field(description="What the customer may have instead of an erasure that is blocked")
    draft: Draft | None


class RequestRecord(_Frozen):
    """An answered request, without a word of the data itself."""

    request_id: str
    customer_id: Id
    kind: str
    at: datetime
    requested_by: str
    approved_by: str
    digests: dict[str, str] = Field(description="SHA-256 of the bundle's JSON and PDF; of each sealed field that was left without a key")
    proof: dict[str, str] = Field(description="What was done about the key, and what was tried afterwards")


class RequestBundle(_Frozen):
    """The data itself, for the data subject."""

    request_id: str
    bundle: Annotated[str, Classified(DataClass.PII_SENSITIVE), Untrusted()] = Field(description="JSON, byte for byte what its digest says")
    pdf: Annotated[str, Classified(DataClass.PII_SENSITIVE)] = Field(description="The same as PDF, base64")


class DictionaryField(_Frozen):
    """A field of the profile and how it is treated."""

    field: ProfileField
    data_class: DataClass
    mask: MaskRule
    encrypted: bool = Field(description="Stored only encrypted with the key of its subject")
    clear_for: tuple[str, ...] = Field(description="Purposes that allow it in the clear, with scope customer.unmask")


class DataDictionary(_Frozen):
    """Every field and every collection."""

    fields: tuple[DictionaryField, ...]
    collections: tuple[str, ...]


class ProcessingActivity(_Frozen):
    """One entry of the record of processing activities: (a) to (g) of GDPR Article 30(1)."""

    activity: str
    controller: str
    purposes: tuple[str, ...]
    legal_basis: str
    data_subjects: tuple[str, ...]
    data_categories: tuple[str, ...]
    recipients: tuple[str, ...]
    transfers: str
    time_limits: tuple[str, ...]
    security: tuple[str, ...]
    tools: tuple[str, ...] = Field(description="Tools of this server that are the activity")


class ProcessingRecord(_Frozen):
    """The record of processing activities of this server."""

    activities: tuple[ProcessingActivity, ...]
