"""What the tools on suspicious-activity reports answer, inside the envelope: all of it of the class SAR."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bank_compliance.sars.clock import Suspect
from bank_kit.labels import Classified, DataClass, Untrusted

SarText = Annotated[str, Classified(DataClass.SAR), Untrusted()]


class Frozen(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RuleFinding(Frozen):
    """A business rule of ours that does not hold yet."""

    rule: str
    where: str


class NarrativeRecord(Frozen):
    """The six parts; empty where nobody wrote one and evidence tells none."""

    who: SarText
    what: SarText
    when: SarText
    where: SarText
    why: SarText
    how: SarText


class SarRecord(Frozen):
    """A report as it stands."""

    id: str
    case_id: str
    state: str = Field(description="drafted, or approved by a second person; nothing is ever filed from here")
    label: str = Field(description="What this draft is not")
    suspect: Suspect
    detected_on: date = Field(description="Earliest detection of the alerts of the case, UTC: the clock starts here")
    due_on: date = Field(description="31 CFR 1020.320(b)(3)")
    days_left: int = Field(description="Calendar days; negative once overdue")
    narrative: NarrativeRecord
    missing: tuple[str, ...] = Field(description="Parts and fields without content")
    completeness: int = Field(ge=0, le=100, description="Percent of the six parts and the required fields that are there")
    findings: tuple[RuleFinding, ...]
    xml: SarText = Field(description="Draft in the shape of FinCEN's SARX batch")
    drafted_at: datetime
    drafted_by: str
    approved_at: datetime | None
    approved_by: str | None


class SarDraft(Frozen):
    """A new draft."""

    report: Annotated[SarRecord, Classified(DataClass.SAR)]
    draft_id: Annotated[str, Classified(DataClass.SAR)] = Field(description="For review_sar_draft, by another person")


class SarPage(Frozen):
    """All reports of one case, newest first."""

    reports: Annotated[tuple[SarRecord, ...], Classified(DataClass.SAR)]
