"""The control tools at work."""

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bank_compliance.controls.catalogue import Control, of_framework
from bank_compliance.controls.checks import Checks
from bank_compliance.controls.oscal import assessment_results
from bank_compliance.controls.results import (
    BundleFormat,
    ControlArguments,
    ControlPage,
    ControlRecord,
    EvidenceArguments,
    EvidenceBundle,
    FrameworkArguments,
    Window,
)
from bank_compliance.reports.delimited import write_table
from bank_compliance.reports.making import Pages, binary_file, manifest, text_file
from bank_compliance.reports.pdf_sheet import Sheet
from bank_compliance.reports.results import Artefact
from bank_compliance.scopes import SAR
from bank_kit.envelope import Envelope, Origin, Reading, digest
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.late import Late
from bank_kit.writes.keys import Keyed, once

YEAR = 365
EVIDENCE_LABEL = "evidence for, never a certificate of; OSCAL not validated; only controls this server has evidence for"
_COLUMNS = ("framework", "control_id", "clause", "title", "state", "first", "last", "population", "violations", "query_sha256", "params_version", "run_at")
_pdf: Late[Pages] = Late("bank_compliance.reports.pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlDesk:
    """Answers from the stores of evidence."""

    checks: Checks

    def control_status(self, arguments: ControlArguments, caller: Caller) -> Envelope[ControlRecord]:
        """One control over a window; NOT_ENTITLED for a restricted one without clearance, before anything is asked."""
        control = next((one for one in _known(arguments.framework) if one.id == arguments.control_id), None)
        if control is None:
            raise unknown("control", field="control_id", remedy="comp://controls/{fw} names them")
        if control.restricted and SAR not in caller.scopes:
            raise ToolFailureError(
                FailureCode.NOT_ENTITLED,
                "this control rests on what the token does not allow to know",
                field="control_id",
                allowed=f"a token with scope {SAR}",
                remedy="ask for a token with that scope",
            )
        return self._answer(self.checks.check(control, arguments.window), arguments, caller)

    def framework(self, arguments: FrameworkArguments, caller: Caller) -> Envelope[ControlPage]:
        """Every control of a framework over the last year."""
        today = datetime.fromtimestamp(self.checks.now(), tz=UTC).date()
        window = Window(first=today - timedelta(days=YEAR), last=today)
        page = ControlPage(controls=self._all(arguments.framework, window, caller))
        state = digest([[one.control_id, one.state.value, one.population, one.violations] for one in page.controls])
        return _origin("controls", state).envelope(page, arguments, Reading(unit="rows", as_of=today))

    def export_evidence(self, arguments: EvidenceArguments, caller: Caller) -> Envelope[EvidenceBundle]:
        """A bundle of files with the digest of each."""
        records = self._all(arguments.framework, arguments.window, caller)
        bundle_id = self._numbered(arguments, caller)
        files = [text_file("evidence.json", "application/json", _json([one.model_dump(mode="json") for one in records]))]
        files += _written(arguments, records, bundle_id)
        listed = {"bundle": bundle_id, "label": EVIDENCE_LABEL, "files": [{"name": file.name, "sha256": file.sha256, "size": file.size} for file in files]}
        files.append(text_file("manifest.json", "application/json", _json(listed)))
        bundle = EvidenceBundle(id=bundle_id, framework=arguments.framework, label=EVIDENCE_LABEL, manifest=manifest(files), files=tuple(files))
        said = (f"LABEL: {EVIDENCE_LABEL}", "CHAIN: no chain head here; the platform seals the call that made this bundle")
        return _origin("evidence", bundle.manifest).envelope(bundle, arguments, Reading(unit="bundle", as_of=arguments.window.last, warnings=said))

    def _all(self, framework: str, window: Window, caller: Caller) -> tuple[ControlRecord, ...]:
        cleared = SAR in caller.scopes
        return tuple(
            self.checks.withheld(control, window) if control.restricted and not cleared else self.checks.check(control, window) for control in _known(framework)
        )

    def _numbered(self, arguments: EvidenceArguments, caller: Caller) -> str:
        store = self.checks.cases
        asked = ["export_evidence", arguments.model_dump(mode="json", exclude={"idempotency_key"})]
        with store.writing() as connection:
            return once(store, connection, Keyed(caller, arguments.idempotency_key, asked), lambda: f"EVD-{secrets.token_hex(8)}")

    def _answer(self, record: ControlRecord, arguments: ControlArguments, caller: Caller) -> Envelope[ControlRecord]:
        del caller
        state = digest([record.state.value, record.population, record.violations])
        return _origin("control", state).envelope(record, arguments, Reading(unit="record", as_of=_day(record)))


def _known(framework: str) -> tuple[Control, ...]:
    found = of_framework(framework)
    if not found:
        raise unknown("framework with controls here", field="framework", remedy="the schema of this argument names them")
    return found


def _written(arguments: EvidenceArguments, records: tuple[ControlRecord, ...], bundle_id: str) -> list[Artefact]:
    title, run_at = f"{arguments.framework} {arguments.window.first} to {arguments.window.last}", records[0].run_at
    rows = [[str(getattr(one, column)) for column in _COLUMNS] for one in records]
    match arguments.format:
        case BundleFormat.CSV:
            return [text_file("evidence.csv", "text/csv", write_table(_COLUMNS, rows))]
        case BundleFormat.OSCAL:
            document = assessment_results(records, title=title, run_at=run_at, seed=bundle_id)
            return [text_file("assessment-results.json", "application/json", _json(document))]
        case BundleFormat.PDF:
            told = [[one.control_id, one.title, one.state.value, str(one.population), str(one.violations)] for one in records]
            footer = f"{bundle_id}  {digest(told)}  {arguments.window.last}"
            header = ("control", "title", "state", "population", "violations")
            sheet = Sheet(title=title, lines=(EVIDENCE_LABEL,), header=header, rows=told, footer=footer)
            return [binary_file("evidence.pdf", "application/pdf", _pdf().render(sheet))]
        case BundleFormat.JSON:
            return []


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n"


def _origin(method: str, state: str) -> Origin:
    return Origin(source_system="compliance-controls", data_version=state, method=method, method_version="1")


def _day(record: ControlRecord) -> date:
    return record.last
