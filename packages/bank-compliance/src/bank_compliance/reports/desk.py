"""The report tools at work."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from pydantic import JsonValue

from bank_compliance.cases.alerts import instant
from bank_compliance.reports.arguments import ReportArguments, ReportIdArguments
from bank_compliance.reports.checking import Check, Rules, complete
from bank_compliance.reports.concepts import Template, rows
from bank_compliance.reports.files import KIND, ReportFiles
from bank_compliance.reports.making import LABEL, Body, Subject, check_records, manifest, outcome, reconcile, shown_figure, write_files
from bank_compliance.reports.management import management_lines
from bank_compliance.reports.results import ReconciliationLine, ReportRecord
from bank_compliance.reports.sources import Books, Company
from bank_compliance.rulebooks import rulebook
from bank_kit.envelope import Envelope, Origin, Reading, digest
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.parameters import Rulebook
from bank_kit.progress import Progress
from bank_kit.writes.drafts import Drafts

_JURISDICTION = "BCBS"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    body: Body
    checks: tuple[Check, ...]
    lines: tuple[ReconciliationLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDesk:
    """Makes reports from figures that are handed over and from the store of cases."""

    files: ReportFiles
    drafts: Drafts
    books: Books

    def generate_regulatory_report(self, arguments: ReportArguments, caller: Caller, progress: Progress) -> Envelope[ReportRecord]:
        """Makes, validates and reconciles a report, and proposes it to a second person."""
        company = self._company(arguments.legal_entity)
        rules = rulebook(_JURISDICTION, arguments.period_end)
        report_id = f"RPT-{digest([caller.issuer, caller.subject, arguments.idempotency_key]).removeprefix('sha256:')[:16]}"
        progress.report(0, 3, "figures")
        made = self._counted() if arguments.template is Template.AML_MI else self._figured(arguments, rules)
        progress.report(1, 3, "files and validation")
        subject = Subject(
            report_id=report_id, template=arguments.template, entity=arguments.legal_entity, period_end=arguments.period_end, currency=company.currency
        )
        files, validation = write_files(subject, made.body)
        progress.report(2, 3, "maker's draft")
        sealed = manifest(files)
        payload: dict[str, JsonValue] = {"report_id": report_id, "template": arguments.template.value, "manifest": sealed}
        draft = self.drafts.propose(KIND, payload, caller, arguments.idempotency_key)
        record = ReportRecord(
            id=report_id,
            template=arguments.template,
            label=LABEL,
            entity=arguments.legal_entity,
            period_end=arguments.period_end,
            currency=company.currency,
            state="draft",
            produced_at=instant(self.files.milliseconds()),
            due_at=_due(arguments, rules),
            lineage_id=f"lin-{digest([sealed, arguments.model_dump(mode='json', exclude={'idempotency_key'})]).removeprefix('sha256:')[:24]}",
            lineage=tuple(f"{one.name}: {one.lineage_id}" for one in arguments.figures) or ("counted in compliance-cases",),
            checks=check_records(made.checks),
            reconciliation=outcome(made.lines),
            reconciled=made.lines,
            xbrl=validation,
            files=files,
            manifest=sealed,
            maker=caller.subject,
            checker=None,
            sealed_at=None,
            draft_id=draft.id,
        )
        self.files.keep(record)
        return self._answer(self.files.get(report_id), arguments, rules)

    def get_report(self, arguments: ReportIdArguments, caller: Caller) -> Envelope[ReportRecord]:
        """A report as kept."""
        del caller
        found = self.files.get(arguments.report_id)
        return self._answer(found, arguments, rulebook(_JURISDICTION, found.period_end))

    def _figured(self, arguments: ReportArguments, rules: Rulebook) -> _Made:
        if not arguments.figures:
            raise ToolFailureError(
                FailureCode.INVALID_ARGUMENT, "this template needs figures", field="figures", remedy="take them from the risk server's answers"
            )
        limits = Rules.of(rules)
        given = {one.name: one.value for one in arguments.figures}
        known, checks = complete(given, limits)
        lines = rows(arguments.template)
        missing = [concept.name for _, concept in lines if concept.name not in known]
        if missing:
            raise ToolFailureError(
                FailureCode.INVALID_ARGUMENT, "figures of this template are missing", field="figures", allowed=", ".join(missing), remedy="add them"
            )
        source = dict(self.books.own_funds(arguments.legal_entity, arguments.period_end))
        shown = [(number, concept.name, concept.label, shown_figure(known[concept.name])) for number, concept in lines]
        body = Body(header=("row", "concept", "label", "value"), rows=shown, figures={name: known[name] for name in sorted(known)})
        return _Made(body=body, checks=checks, lines=reconcile(known, source, limits.amount_tolerance, "own funds in the bank's books"))

    def _counted(self) -> _Made:
        told = management_lines(self.files.store, self.files.milliseconds())
        line = reconcile({"alerts": Decimal(told.counted)}, {"alerts": Decimal(told.held)}, Decimal(0), "alerts in the store")
        return _Made(body=Body(header=("topic", "item", "value"), rows=told.lines, figures={}), checks=(), lines=line)

    def _company(self, lei: str) -> Company:
        found = self.books.companies.get(lei)
        if found is None:
            raise unknown("company of the bank", field="legal_entity", remedy="the accounts of the finance server name the companies")
        return found

    def _answer(self, report: ReportRecord, arguments: ReportArguments | ReportIdArguments, rules: Rulebook) -> Envelope[ReportRecord]:
        said = [f"LABEL: {LABEL}"]
        if report.reconciliation != "reconciled":
            said.append(f"NOT_RECONCILED: {report.reconciliation}")
        if any(not check.holds for check in report.checks):
            said.append("CHECK_FAILED: figures that were given contradict each other")
        if report.xbrl is not None and not report.xbrl.done:
            said.append("NOT_VALIDATED: the XBRL instance was not validated")
        origin = Origin(source_system="compliance-reports", data_version=report.manifest, method=report.template.value, method_version="1")
        reading = Reading(unit="report", as_of=report.period_end, currency=report.currency, warnings=(*said, *rules.doubts("PILLAR3")), params=rules.version)
        return origin.envelope(report, arguments, reading)


def _due(arguments: ReportArguments, rules: Rulebook) -> datetime:
    days = int(rules.number("PILLAR3", "due_days", arguments.template.value))
    return datetime.combine(arguments.period_end + timedelta(days=days), time(7), tzinfo=UTC)
