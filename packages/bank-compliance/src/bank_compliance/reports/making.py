"""One report put together: figures completed, checked, reconciled, and written as files. Same input, same bytes."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Protocol

from bank_compliance.reports import xbrl
from bank_compliance.reports.checking import Check
from bank_compliance.reports.concepts import Template
from bank_compliance.reports.delimited import write_table
from bank_compliance.reports.instance import TAXONOMY, taxonomy, write_instance
from bank_compliance.reports.pdf_sheet import Sheet
from bank_compliance.reports.results import Artefact, CheckRecord, ReconciliationLine, XbrlValidation
from bank_kit.envelope import digest
from bank_kit.late import Late
from bank_kit.money import plain

LABEL = "internal report for evidence and review; not a submission, no authority's template or taxonomy was validated"


class Pages(Protocol):
    """The module `pdf`."""

    def render(self, sheet: Sheet) -> bytes:
        """A PDF."""
        ...


_pdf: Late[Pages] = Late("bank_compliance.reports.pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a report is about."""

    report_id: str
    template: Template
    entity: str
    period_end: date
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What it says: header and rows of text, and the figures that have a concept."""

    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    figures: dict[str, Decimal]


def write_files(subject: Subject, body: Body) -> tuple[tuple[Artefact, ...], XbrlValidation | None]:
    """JSON, CSV and PDF, and the XBRL instance with its taxonomy where there are figures."""
    shown = {
        "report": subject.report_id,
        "template": subject.template.value,
        "entity": subject.entity,
        "period_end": subject.period_end.isoformat(),
        "currency": subject.currency,
        "label": LABEL,
        "rows": [dict(zip(body.header, row, strict=True)) for row in body.rows],
    }
    hashed = digest(shown)
    name = f"{subject.template.value}-{subject.entity}-{subject.period_end.isoformat()}"
    sheet = Sheet(
        title=f"{subject.template.value} {subject.period_end.isoformat()}",
        lines=(f"Company {subject.entity}, amounts in {subject.currency}", LABEL),
        header=body.header,
        rows=body.rows,
        footer=f"{subject.report_id}  {hashed}  {subject.period_end.isoformat()}",
    )
    files = [
        text_file(f"{name}.json", "application/json", json.dumps(shown, indent=2, ensure_ascii=False) + "\n"),
        text_file(f"{name}.csv", "text/csv", write_table(body.header, body.rows)),
        binary_file(f"{name}.pdf", "application/pdf", _pdf().render(sheet)),
    ]
    if not body.figures:
        return tuple(files), None
    instance = write_instance(body.figures, entity=subject.entity, currency=subject.currency, period_end=subject.period_end)
    said = xbrl.validate(instance, taxonomy())
    files += [text_file(f"{name}.xbrl", "application/xml", instance.decode()), text_file(TAXONOMY, "application/xml", taxonomy().decode())]
    return tuple(files), XbrlValidation(done=said.done, valid=said.valid, validator=said.validator, messages=said.messages)


def reconcile(given: dict[str, Decimal], source: dict[str, Decimal], tolerance: Decimal, named: str) -> tuple[ReconciliationLine, ...]:
    """A line for each figure that has a source total."""
    return tuple(
        ReconciliationLine(
            item=item,
            source=named,
            source_total=total,
            report_total=given[item],
            tolerance=tolerance,
            reconciled=abs(total - given[item]) <= tolerance,
        )
        for item, total in source.items()
        if item in given
    )


def outcome(lines: Sequence[ReconciliationLine]) -> str:
    """reconciled, breaks, or no_source: what was not held against anything is never called reconciled."""
    if not lines:
        return "no_source"
    return "reconciled" if all(line.reconciled for line in lines) else "breaks"


def check_records(checks: Sequence[Check]) -> tuple[CheckRecord, ...]:
    """For the answer."""
    return tuple(CheckRecord(rule=one.rule, given=_short(one.given), expected=_short(one.expected), tolerance=one.tolerance, holds=one.holds) for one in checks)


def shown_figure(value: Decimal) -> str:
    """Plain decimal text."""
    return plain(value)


def manifest(files: Sequence[Artefact]) -> str:
    """SHA-256 over the names and digests of the files, by name."""
    return digest(sorted([file.name, file.sha256] for file in files))


def text_file(name: str, media_type: str, content: str) -> Artefact:
    """UTF-8."""
    data = content.encode()
    return Artefact(name=name, media_type=media_type, sha256=f"sha256:{sha256(data).hexdigest()}", size=len(data), encoding="utf-8", content=content)


def binary_file(name: str, media_type: str, data: bytes) -> Artefact:
    """Base64."""
    encoded = base64.b64encode(data).decode()
    return Artefact(name=name, media_type=media_type, sha256=f"sha256:{sha256(data).hexdigest()}", size=len(data), encoding="base64", content=encoded)


def _short(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.00000001"))
