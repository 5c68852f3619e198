"""What the report tools answer, inside the envelope."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bank_compliance.reports.concepts import Template
from bank_kit.labels import Classified, DataClass
from bank_kit.money import Exact


class Frozen(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Artefact(Frozen):
    """One file of a report or bundle."""

    name: str
    media_type: str
    sha256: str = Field(description="`sha256:` and the digest of the bytes")
    size: int = Field(description="Bytes")
    encoding: str = Field(description="Of content: utf-8 or base64")
    content: Annotated[str, Classified(DataClass.CONFIDENTIAL)]


class CheckRecord(Frozen):
    """One rule between figures."""

    rule: str
    given: Exact
    expected: Exact
    tolerance: Exact
    holds: bool


class ReconciliationLine(Frozen):
    """A figure beside the total of its source; currency of the report."""

    item: str
    source: str
    source_total: Exact
    report_total: Exact
    tolerance: Exact
    reconciled: bool


class XbrlValidation(Frozen):
    """What the validator said of the XBRL instance."""

    done: bool = Field(description="False when the extra xbrl is not installed: then valid says nothing")
    valid: bool
    validator: str
    messages: tuple[str, ...]


class ReportRecord(Frozen):
    """A report with all that speaks for it."""

    id: str
    template: Template
    label: str = Field(description="What it is and what it is not")
    entity: str
    period_end: date
    currency: str
    state: str = Field(description="draft until another person approved it, then sealed")
    produced_at: datetime
    due_at: datetime
    lineage_id: str
    lineage: tuple[str, ...] = Field(description="Each figure and the lineage id of the answer it was taken from")
    checks: tuple[CheckRecord, ...]
    reconciliation: str = Field(description="reconciled, breaks, or no_source where this server holds no source total")
    reconciled: tuple[ReconciliationLine, ...]
    xbrl: XbrlValidation | None
    files: tuple[Artefact, ...]
    manifest: str = Field(description="SHA-256 over names and digests of the files: what a second person approves")
    maker: str
    checker: str | None
    sealed_at: datetime | None
    draft_id: str | None = Field(description="For review_draft, by another person")
