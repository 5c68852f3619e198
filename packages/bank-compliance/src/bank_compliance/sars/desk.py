"""The tools on suspicious-activity reports at work."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pydantic import JsonValue

from bank_compliance.cases.case_files import CaseFiles
from bank_compliance.cases.results import CaseRecord
from bank_compliance.rulebooks import rulebook
from bank_compliance.sars.arguments import CaseSarArguments, DraftSarArguments
from bank_compliance.sars.clock import FilingRules, filing_clock
from bank_compliance.sars.files import KIND, NewReport, SarFiles
from bank_compliance.sars.form import LABEL, Named, Report, draft_xml, findings
from bank_compliance.sars.narrative import Part, completeness, tell
from bank_compliance.sars.results import SarDraft, SarPage
from bank_kit.envelope import Envelope, Origin, Reading, digest
from bank_kit.identity.caller import Caller
from bank_kit.writes.drafts import Drafts

JURISDICTION = "US"
PARAGRAPH = "31 CFR 1020.320"


@dataclass(frozen=True, slots=True, kw_only=True)
class SarDesk:
    """Answers cleared callers; `dollars` tells the sum of a case in US dollars, or None when it cannot."""

    cases: CaseFiles
    files: SarFiles
    drafts: Drafts
    institution: Callable[[], str]
    dollars: Callable[[CaseRecord], Decimal | None]

    def draft_sar(self, arguments: DraftSarArguments, caller: Caller) -> Envelope[SarDraft]:
        """A report with its clock and its draft for a second person."""
        case = self.cases.get(arguments.case_id)
        report = self._report(arguments, case)
        sar_id = f"SAR-{digest([caller.issuer, caller.subject, arguments.idempotency_key]).removeprefix('sha256:')[:16]}"
        payload: dict[str, JsonValue] = {"sar_id": sar_id, "case_id": case.id, "content_sha256": report.sha256}
        draft = self.drafts.propose(KIND, payload, caller, arguments.idempotency_key)
        self.files.keep(report, sar_id, draft.id, caller)
        found = SarDraft(report=self.files.get(sar_id), draft_id=draft.id)
        said = ("UNKNOWN_AMOUNT: the sum in US dollars is not known",) if self.dollars(case) is None else ()
        rules = rulebook(JURISDICTION, self.files.today())
        warnings = (
            f"DRAFT: {LABEL}",
            "CLOCK: it starts with the earliest detection of the alerts, which is the cautious reading of the rule",
            *rules.doubts("BSA"),
            *said,
        )
        reading = Reading(unit="record", as_of=self.files.today(), warnings=warnings, params=rules.version)
        return self._origin("sar-draft", digest(found.model_dump(mode="json"))).envelope(found, arguments, reading)

    def get_sars(self, arguments: CaseSarArguments, caller: Caller) -> Envelope[SarPage]:
        """The reports of a case."""
        case = self.cases.get(arguments.case_id)
        found = SarPage(reports=self.files.of_case(case.id, caller))
        reading = Reading(unit="rows", as_of=self.files.today(), warnings=(f"DRAFT: {LABEL}",))
        return self._origin("sar", digest(found.model_dump(mode="json"))).envelope(found, arguments, reading)

    def _report(self, arguments: DraftSarArguments, case: CaseRecord) -> NewReport:
        rules = FilingRules.of(rulebook(JURISDICTION, self.files.today()))
        narrative = tell(case, {part: str(getattr(arguments, part.value)).strip() for part in Part})
        report = Report(
            institution=self.institution(),
            subjects=tuple(Named(customer_id=one.customer_id, legal_name=one.legal_name, aliases=one.aliases) for one in arguments.subjects),
            first_day=case.first_day,
            last_day=case.last_day,
            dollars=self.dollars(case),
            narrative=narrative.text,
            accounts=tuple(sorted({alert.account_id for alert in case.alerts})),
        )
        detected = min(alert.detected_at for alert in case.alerts).date()
        fields = _fields(arguments, report)
        content: dict[str, JsonValue] = {
            "label": LABEL,
            "narrative": {part.value: narrative.parts[part] for part in Part},
            "missing": [*(part.value for part in narrative.missing), *(name for name, value in fields.items() if not value)],
            "findings": [{"rule": one.rule, "where": one.where} for one in findings(report, rules)],
            "xml": draft_xml(report, rules),
        }
        return NewReport(
            case_id=case.id,
            suspect=arguments.suspect,
            clock=filing_clock(detected, self.files.today(), arguments.suspect, rules),
            completeness=completeness(narrative, fields),
            content=content,
        )

    def _origin(self, method: str, version: str) -> Origin:
        return Origin(source_system="compliance-suspicion", data_version=version, method=method, method_version="1", reg_ref=PARAGRAPH)


def _fields(arguments: DraftSarArguments, report: Report) -> dict[str, str | None]:
    named = "; ".join(subject.legal_name for subject in report.subjects)
    return {
        "subject": named if arguments.suspect.value == "known" else "unknown",
        "amount in US dollars": None if report.dollars is None else str(report.dollars),
        "filing institution": report.institution,
        "activity types": None,
        "filer identification numbers": None,
    }
