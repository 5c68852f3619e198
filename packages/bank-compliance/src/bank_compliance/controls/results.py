"""What the control tools accept and answer."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bank_compliance.controls.catalogue import frameworks
from bank_compliance.reports.results import Artefact
from bank_kit.arguments import AsOf, StrictArguments, WriteArguments

Framework = Annotated[str, Field(pattern=r"^[A-Z0-9]{2,16}$", description=f"One of {', '.join(frameworks())}")]


class State(StrEnum):
    """What a control says; no_evidence is never a pass."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    NO_EVIDENCE = "no_evidence"
    RESTRICTED = "restricted"
    """Rests on what this caller may not know; the same for every such caller, whatever there is."""


class Window(StrictArguments):
    """Days, both inclusive, UTC."""

    first: AsOf
    last: AsOf

    @model_validator(mode="after")
    def _ordered(self) -> "Window":
        if self.last < self.first:
            raise ValueError("the window ends before it begins")
        return self


class ControlArguments(StrictArguments):
    """One control over a window."""

    framework: Framework
    control_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]{1,32}$", description="Control id, as comp://controls/{fw} names it")]
    window: Window


class FrameworkArguments(StrictArguments):
    """All controls of a framework."""

    framework: Framework


class BundleFormat(StrEnum):
    """What is written beside the evidence as JSON."""

    JSON = "json"
    CSV = "csv"
    OSCAL = "oscal"
    PDF = "pdf"


class EvidenceArguments(WriteArguments):
    """Evidence of a framework over a window."""

    framework: Framework
    window: Window
    format: BundleFormat


class Frozen(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ControlRecord(Frozen):
    """What a control says, and how it was asked."""

    framework: str
    control_id: str
    clause: str
    title: str
    note: str
    state: State
    first: date
    last: date
    population: int | None = Field(description="What was looked at; null when restricted")
    violations: int | None = Field(description="What breaks the control; null when restricted")
    samples: tuple[str, ...] = Field(description="Ids of at most 25 violations")
    query_sha256: str
    params_version: str
    engine: str
    run_at: datetime


class ControlPage(Frozen):
    """A framework's controls over the last year."""

    controls: tuple[ControlRecord, ...]


class EvidenceBundle(Frozen):
    """Files for an examiner, with a manifest of their digests."""

    id: str
    framework: str
    label: str
    manifest: str = Field(description="SHA-256 over names and digests of the files")
    files: tuple[Artefact, ...]
