"""The screening tools at work; every answer is logged before it leaves, those without hits too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Protocol

from bank_compliance.cases.alerts import instant
from bank_compliance.desk.population import population
from bank_compliance.desk.screening_arguments import ListArguments, PartyArguments, PaymentArguments, RescreenArguments
from bank_compliance.desk.screening_log import Screened, ScreeningLog
from bank_compliance.desk.screening_results import (
    DeltaHitRecord,
    DeltaRecord,
    LapsedRecord,
    ListAnswer,
    ListMetadata,
    LoadRecord,
    PartyAnswer,
    PaymentRecord,
    PaymentScreeningAnswer,
)
from bank_compliance.desk.screening_words import hit_record, part_record, transfer_of, version_record
from bank_compliance.desk.shelf import Shelf
from bank_compliance.lists.difference import difference
from bank_compliance.lists.entry import ListVersion
from bank_compliance.lists.folder import FICTIONAL
from bank_compliance.rulebooks import rulebook
from bank_compliance.screening.payments import Decision, PaymentScreening, thresholds_of, travel_rule_of
from bank_compliance.screening.question import ScreeningMode, Subject
from bank_compliance.screening.rescreening import rescreen
from bank_compliance.screening.screener import METHODS
from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope, Origin, Reading
from bank_kit.identity.caller import Caller
from bank_kit.late import Late
from bank_kit.messages.transfer import CreditTransfer, TransferMessage
from bank_kit.money import Money
from bank_kit.parameters import Rulebook
from bank_kit.progress import Progress
from bank_kit.world.port import WorldRows

MOST_DELTA = 1000
_UNKNOWN_RATE = Decimal(10**12)
_NAMESAKE = "NAMESAKE: a name alone would be a hit; only what the message itself states of birth, country or kind speaks against it: let a person look"


class Pacs008(Protocol):
    """The module `bank_kit.messages.pacs008`."""

    def read_transfers(self, message: bytes) -> TransferMessage:
        """The message in our words."""
        ...


_pacs008: Late[Pacs008] = Late("bank_kit.messages.pacs008")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningDesk:
    """Screens against the lists of a shelf; `euros` puts an amount into euro, None when its currency has no rate."""

    shelf: Shelf
    log: ScreeningLog
    world: Callable[[], WorldRows]
    euros: Callable[[Money], Decimal | None]
    business_date: date

    def screen_party(self, arguments: PartyArguments, caller: Caller) -> Envelope[PartyAnswer]:
        """One party against one list or more."""
        require_purpose(caller, arguments.purpose)
        subject = Subject(**arguments.model_dump(include={"name", "aliases", "kind", "born", "birth_year", "countries", "ids"}))
        threshold = arguments.threshold or self._rules().number("SCREENING", "threshold", arguments.mode.value)
        answers = []
        for name in dict.fromkeys(arguments.lists):
            found = self.shelf.screener(name).screen(subject, arguments.mode, threshold=threshold, limit=arguments.limit)
            logged = self._log("screen_party", arguments.model_dump(mode="json"), (found.list_version, found.method, threshold, found.found), caller)
            answers.append(
                ListAnswer(list=version_record(found.list_version), log_id=logged, found=found.found, hits=tuple(hit_record(hit) for hit in found.hits))
            )
        value = PartyAnswer(
            mode=arguments.mode, method=METHODS[arguments.mode], threshold=threshold, found=sum(one.found for one in answers), lists=tuple(answers)
        )
        return self._answer(arguments.mode, [one.list.sha256 for one in answers]).envelope(value, arguments, self._reading("hits"))

    def screen_payment(self, arguments: PaymentArguments, caller: Caller) -> Envelope[PaymentScreeningAnswer]:
        """Every transfer of a message."""
        rules = self._rules()
        screener = self.shelf.screener(arguments.list)
        work = PaymentScreening(
            screener=screener, mode=arguments.mode, thresholds=thresholds_of(rules, arguments.mode), rule=travel_rule_of(rules, arguments.edition)
        )
        transfers, warnings = self._transfers(arguments), []
        records = []
        for transfer in transfers:
            euros = self.euros(transfer.amount)
            if euros is None:
                warnings.append("UNKNOWN_RATE: no rate for the currency, so the transfer is taken to be above the threshold of Recommendation 16")
            found = work.screen(transfer, amount=_UNKNOWN_RATE if euros is None else euros)
            warnings += [_NAMESAKE] if any(part.namesakes for part in found.parts) else []
            logged = self._log("screen_payment", repr(transfer), (found.list_version, found.method, found.thresholds.name, found.hits), caller)
            records.append(
                PaymentRecord(
                    decision=found.decision,
                    mode=found.mode,
                    method=found.method,
                    list=version_record(found.list_version),
                    log_id=logged,
                    found=found.hits,
                    parts=tuple(part_record(part) for part in found.parts),
                    edition=found.completeness.edition.value,
                    above_threshold=found.completeness.above_threshold,
                    missing=tuple(want.value for want in found.completeness.missing),
                )
            )
        held = any(one.decision is Decision.HOLD for one in records)
        value = PaymentScreeningAnswer(decision=Decision.HOLD if held else Decision.RELEASE, transfers=tuple(records))
        doubt = (f"UNVERIFIED_PARAMETER: {work.rule.doubt}",) if work.rule.doubt else ()
        reading = self._reading("transfers", (*dict.fromkeys(warnings), *doubt))
        return self._answer(arguments.mode, [screener.sanctions.version.sha256]).envelope(value, arguments, reading)

    def rescreen_delta(self, arguments: RescreenArguments, caller: Caller, progress: Progress) -> Envelope[DeltaRecord]:
        """All customers against what changed between two versions."""
        progress.report(0, 3, "lists")
        before = self.shelf.screener(arguments.list, arguments.version_from.isoformat()).sanctions
        after = self.shelf.screener(arguments.list, arguments.version_to.isoformat()).sanctions
        threshold = arguments.threshold or self._rules().number("SCREENING", "threshold", arguments.mode.value)
        progress.report(1, 3, "customers")
        everybody = population(self.world)
        progress.report(2, 3, "screening")
        found = rescreen(everybody, before, after, arguments.mode, threshold=threshold, progress=progress)
        logged = self._log("rescreen_delta", arguments.model_dump(mode="json"), (after.version, found.method, threshold, found.found), caller)
        value = DeltaRecord(
            list_before=version_record(before.version),
            list_after=version_record(after.version),
            mode=found.mode,
            method=found.method,
            threshold=threshold,
            population=found.population,
            entries_new=len(found.difference.new),
            entries_changed=len(found.difference.changed),
            entries_removed=len(found.difference.removed),
            log_id=logged,
            found=found.found,
            hits=tuple(
                DeltaHitRecord(
                    customer_id=one.subject.key,
                    change=one.change,
                    before=one.before,
                    entry_id=one.hit.entry.id,
                    listed_name=hit_record(one.hit).listed_name,
                    score=one.hit.score,
                )
                for one in found.hits[:MOST_DELTA]
            ),
            lapsed=tuple(
                LapsedRecord(customer_id=one.subject.key, change=one.change, entry_id=one.entry_id, before=one.before) for one in found.lapsed[:MOST_DELTA]
            ),
        )
        said = (f"CUT_SHORT: the first {MOST_DELTA} are shown",) if max(found.found, found.gone) > MOST_DELTA else ()
        return self._answer(arguments.mode, [before.version.sha256, after.version.sha256]).envelope(value, arguments, self._reading("hits", said))

    def get_list_metadata(self, arguments: ListArguments, caller: Caller) -> Envelope[ListMetadata]:
        """A list with its versions and loads."""
        del caller
        newest = self.shelf.screener(arguments.list).sanctions
        days = self.shelf.versions(arguments.list)
        changes = difference(self.shelf.screener(arguments.list, days[-2]).sanctions, newest) if len(days) > 1 else None
        value = ListMetadata(
            name=arguments.list,
            source="invented list shipped with this server" if arguments.list == FICTIONAL else "folder in OFAC's delimited layout",
            newest=version_record(newest.version),
            versions=tuple(date.fromisoformat(day) for day in days),
            loads=tuple(
                LoadRecord(published=date.fromisoformat(row["published"]), sha256=row["sha256"], entries=row["entries"], loaded_at=instant(row["loaded_at"]))
                for row in self.shelf.loads(arguments.list)
            ),
            entries_new=None if changes is None else len(changes.new),
            entries_changed=None if changes is None else len(changes.changed),
            entries_removed=None if changes is None else len(changes.removed),
        )
        origin = Origin(source_system="compliance-lists", data_version=newest.version.sha256, method="list", method_version="1")
        return origin.envelope(value, arguments, self._reading("record"))

    def _transfers(self, arguments: PaymentArguments) -> Sequence[CreditTransfer]:
        if arguments.transfer is not None:
            return (transfer_of(arguments.transfer),)
        return _pacs008().read_transfers((arguments.message or "").encode()).transfers

    def _log(self, tool: str, query: object, found: tuple[ListVersion, str, float, int], caller: Caller) -> str:
        version, method, threshold, hits = found
        return self.log.enter(Screened(tool=tool, query=query, version=version, method=method, threshold=threshold, hits=hits), caller)

    def _rules(self) -> Rulebook:
        return rulebook("BCBS", datetime.now(UTC).date())

    def _reading(self, unit: str, warnings: tuple[str, ...] = ()) -> Reading:
        return Reading(unit=unit, as_of=self.business_date, warnings=warnings, params=self._rules().version)

    def _answer(self, mode: ScreeningMode, versions: list[str]) -> Origin:
        method, _, version = METHODS[mode].partition("/")
        return Origin(source_system="compliance-screening", data_version=" ".join(versions), method=f"screening-{method}", method_version=version or "1")
