"""What the screening tools answer, inside the envelope."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bank_compliance.screening.answer import Topic
from bank_compliance.screening.payments import Decision, PartKind
from bank_compliance.screening.question import ScreeningMode
from bank_compliance.screening.rescreening import Change
from bank_kit.labels import Classified, DataClass, Untrusted

PersonalText = Annotated[str, Classified(DataClass.PII), Untrusted()]
ListText = Annotated[str, Untrusted()]


class Frozen(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class VersionRecord(Frozen):
    """Which list in which version."""

    name: str
    published: date
    sha256: str
    entries: int


class FeatureRecord(Frozen):
    """One reason for a score; the points of a hit add up to it."""

    topic: Topic
    points: float = Field(description="Of 0 to 100; negative where it speaks against")
    detail: PersonalText


class HitRecord(Frozen):
    """An entry at or above the threshold."""

    entry_id: str
    kind: str
    listed_name: ListText
    matched_name: ListText = Field(description="The listed name or alias that met the name asked for")
    programs: tuple[str, ...]
    score: float = Field(ge=0, le=100, description="0 to 100")
    features: tuple[FeatureRecord, ...]


class ListAnswer(Frozen):
    """The answer of one list."""

    list: VersionRecord
    log_id: str = Field(description="Entry in the screening log; also without hits")
    found: int
    hits: tuple[HitRecord, ...]


class PartyAnswer(Frozen):
    """One party against every list asked for."""

    mode: ScreeningMode
    method: str
    threshold: float
    found: int
    lists: tuple[ListAnswer, ...]


class PartRecord(Frozen):
    """A party, agent or text of a payment."""

    place: str
    kind: PartKind
    problem: str | None = Field(description="Why it could not be screened: that holds the payment too")
    hits: tuple[HitRecord, ...]
    namesakes: tuple[str, ...] = Field(
        description="List entries that the name alone would have hit; birth, country or kind as the message states them spoke against it. They hold nothing"
    )


class PaymentRecord(Frozen):
    """One credit transfer."""

    decision: Decision
    mode: ScreeningMode
    method: str
    list: VersionRecord
    log_id: str
    found: int
    parts: tuple[PartRecord, ...]
    edition: str = Field(description="Of FATF Recommendation 16")
    above_threshold: bool
    missing: tuple[str, ...] = Field(description="Information Recommendation 16 wants and the message lacks")


class PaymentScreeningAnswer(Frozen):
    """Every transfer of a message, in its order."""

    decision: Decision = Field(description="hold when any transfer is held")
    transfers: tuple[PaymentRecord, ...]


class DeltaHitRecord(Frozen):
    """A customer who newly meets an entry, or meets it otherwise."""

    customer_id: Annotated[str, Classified(DataClass.CONFIDENTIAL)]
    change: Change
    before: float | None = Field(description="Score on the former version when it was a hit there already")
    entry_id: str
    listed_name: ListText
    score: float


class LapsedRecord(Frozen):
    """A hit that is one no longer."""

    customer_id: Annotated[str, Classified(DataClass.CONFIDENTIAL)]
    change: Change
    entry_id: str
    before: float


class DeltaRecord(Frozen):
    """What a new version of a list changed for the customers."""

    list_before: VersionRecord
    list_after: VersionRecord
    mode: ScreeningMode
    method: str
    threshold: float
    population: int
    entries_new: int
    entries_changed: int
    entries_removed: int
    log_id: str
    found: int
    hits: tuple[DeltaHitRecord, ...] = Field(description="At most 1000, in the order of the customers")
    lapsed: tuple[LapsedRecord, ...]


class LoadRecord(Frozen):
    """A version as this store knows it."""

    published: date
    sha256: str
    entries: int
    loaded_at: datetime


class ListMetadata(Frozen):
    """A list: where it comes from, its versions, and what the newest changed."""

    name: str
    source: str
    newest: VersionRecord
    versions: tuple[date, ...] = Field(description="Versions that can be screened against")
    loads: tuple[LoadRecord, ...]
    entries_new: int | None = Field(description="Against the version before; null when there is none")
    entries_changed: int | None
    entries_removed: int | None
