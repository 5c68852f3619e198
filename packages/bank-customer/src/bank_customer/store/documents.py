"""The documents of each collection. They are JSON all through (dates as ISO text), so that every store keeps the same thing.

What is personal stands under `sealed`, each field encrypted with the key of its data subject; `folded_name` and `blocks` are what finding needs, and go with
an erasure. `INDEXED` names the fields that may be asked for.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

CustomerKey = Annotated[str, Field(pattern=r"^C-[0-9]{6}$")]
Word = Annotated[str, Field(min_length=1, max_length=60)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
Mark = Annotated[str, Field(pattern=r"^[a-z_]{1,20}:[0-9a-f]{24}$")]
"""A keyed hash of some detail, with the name of the detail before it."""
Sealed = Annotated[str, Field(pattern=r"^v1\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{22,}$", max_length=400_000)]
"""What `keys.sealing.seal` makes."""
Amount = Annotated[str, Field(pattern=r"^-?[0-9]{1,18}\.[0-9]{2}$")]
"""EUR with two decimals."""


class Document(BaseModel):
    """What one document of a collection holds; strict, and nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    COLLECTION: ClassVar[str]
    INDEXED: ClassVar[tuple[str, ...]] = ()

    id: Annotated[str, Field(min_length=1, max_length=80)]


class CustomerDocument(Document):
    """A person or a company."""

    COLLECTION: ClassVar[str] = "customers"
    INDEXED: ClassVar[tuple[str, ...]] = ("folded_name", "country", "entity", "relationship_manager", "blocks")

    id: CustomerKey
    kind: Annotated[str, Field(pattern=r"^(PERSON|COMPANY)$")]
    segment: Word
    country: Country
    entity: Annotated[str, Field(pattern=r"^(EU|UK|US)$", description="Jurisdiction of the bank's company that keeps the relationship")]
    occupation: Word
    relationship_manager: Word
    customer_since: date
    ended_on: date | None
    politically_exposed: Annotated[str, Field(pattern=r"^(NONE|DOMESTIC|FOREIGN)$")]
    folded_name: Annotated[str, Field(min_length=1, max_length=200)] | None
    blocks: Annotated[tuple[Mark, ...], Field(max_length=12)]
    sealed: Annotated[dict[str, Sealed], Field(max_length=16)]
    erased_at: datetime | None


class KycDocument(Document):
    """A know-your-customer file; `id` is the customer's."""

    COLLECTION: ClassVar[str] = "kyc_files"

    id: CustomerKey
    level: Annotated[str, Field(pattern=r"^(SDD|CDD|EDD)$")]
    rating: Annotated[str, Field(pattern=r"^(low|medium|high)$")]
    last_review: date
    next_review: date
    document_type: Word
    document_expiry: date | None
    gaps: Annotated[tuple[Word, ...], Field(max_length=20)]


class RiskRatingDocument(Document):
    """What each factor adds to the risk score of a customer, and by which model; `id` is the customer's."""

    COLLECTION: ClassVar[str] = "risk_ratings"

    id: CustomerKey
    score: Annotated[int, Field(ge=0, le=100)]
    factors: dict[str, Annotated[int, Field(ge=0, le=100)]]
    model: Word
    model_version: Word


class RelationshipDocument(Document):
    """An edge from the holder to the held."""

    COLLECTION: ClassVar[str] = "relationships"
    INDEXED: ClassVar[tuple[str, ...]] = ("from_id", "to_id")

    from_id: CustomerKey
    to_id: CustomerKey
    kind: Annotated[str, Field(pattern=r"^(OWNS|CONTROLS|SIGNATORY|HOUSEHOLD)$")]
    share: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] | None
    since: date


class ConsentDocument(Document):
    """On what basis data is used for a purpose (GDPR Article 6)."""

    COLLECTION: ClassVar[str] = "consents"
    INDEXED: ClassVar[tuple[str, ...]] = ("customer_id",)

    customer_id: CustomerKey
    purpose: Word
    legal_basis: Word
    given_at: datetime
    withdrawn_at: datetime | None


class WindowDocument(BaseModel):
    """What moved on a customer's accounts in some days; amounts in EUR at the rates of the business date."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    incoming: Annotated[int, Field(ge=0)]
    outgoing: Annotated[int, Field(ge=0)]
    amount_in: Amount
    amount_out: Amount
    cash: Amount
    counterparties: Annotated[dict[Mark, Amount], Field(max_length=10)]


class ActivityDocument(Document):
    """Summaries of a customer's transactions by days of the window; `id` is the customer's."""

    COLLECTION: ClassVar[str] = "activity"

    id: CustomerKey
    windows: dict[str, WindowDocument]


class PeerGroupDocument(Document):
    """How much moves on the accounts of a segment: 101 quantiles of amounts in and out; `id` is segment and days, as in RETAIL:90."""

    COLLECTION: ClassVar[str] = "peer_groups"

    population: Annotated[int, Field(ge=1)]
    quantiles: Annotated[tuple[Amount, ...], Field(min_length=101, max_length=101)]


class NoteDocument(Document):
    """A note of the file that a second person approved; `id` is its draft's. Never changed."""

    COLLECTION: ClassVar[str] = "notes"
    INDEXED: ClassVar[tuple[str, ...]] = ("customer_id",)

    customer_id: CustomerKey
    sealed: Sealed
    written_by: Annotated[str, Field(max_length=512)]
    approved_by: Annotated[str, Field(max_length=512)]
    at: datetime


class RequestDocument(Document):
    """A data-subject request that was answered; `id` is its draft's."""

    COLLECTION: ClassVar[str] = "dsr"
    INDEXED: ClassVar[tuple[str, ...]] = ("customer_id",)

    customer_id: CustomerKey
    kind: Annotated[str, Field(pattern=r"^(access|portability|erasure)$")]
    at: datetime
    requested_by: Annotated[str, Field(max_length=512)]
    approved_by: Annotated[str, Field(max_length=512)]
    sealed: Sealed | None
    digests: dict[str, Digest]
    proof: dict[str, Annotated[str, Field(max_length=400)]]


class SubjectKeyDocument(Document):
    """The data key of one data subject, wrapped; without it nothing of the subject can be read again."""

    COLLECTION: ClassVar[str] = "subject_keys"
    INDEXED: ClassVar[tuple[str, ...]] = ("wrapped_by",)

    wrapped: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{60,200}$")]
    wrapped_by: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,60}$")]
    made_at: datetime


class MarkerDocument(Document):
    """One document that says which version of the synthetic bank a store was filled with; written last."""

    COLLECTION: ClassVar[str] = "filled"

    version: Annotated[str, Field(max_length=80)]


COLLECTIONS: tuple[type[Document], ...] = (
    CustomerDocument,
    KycDocument,
    RiskRatingDocument,
    RelationshipDocument,
    ConsentDocument,
    ActivityDocument,
    PeerGroupDocument,
    NoteDocument,
    RequestDocument,
    SubjectKeyDocument,
    MarkerDocument,
)
