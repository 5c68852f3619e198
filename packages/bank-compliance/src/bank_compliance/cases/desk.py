"""The alert and case tools at work: arguments in, results in envelopes out."""

from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, JsonValue

from bank_compliance.cases.alert import HIGH_SCORE, AlertState
from bank_compliance.cases.alerts import CLOSURE, Alerts
from bank_compliance.cases.arguments import AlertArguments, CaseArguments, DispositionArguments, OpenCaseArguments, Outcome
from bank_compliance.cases.case_files import CaseFiles
from bank_compliance.cases.results import AlertRecord, CaseRecord, Disposition
from bank_compliance.texts import shown
from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope, Origin, Reading, digest
from bank_kit.identity.caller import Caller
from bank_kit.writes.drafts import Drafts
from bank_kit.writes.keys import Keyed, once


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDesk:
    """Answers from the store of cases; `business_date` is the world's last."""

    alerts: Alerts
    cases: CaseFiles
    drafts: Drafts
    business_date: date

    def get_alert(self, arguments: AlertArguments, caller: Caller) -> Envelope[AlertRecord]:
        """One alert."""
        require_purpose(caller, arguments.purpose)
        found = self.alerts.get(arguments.alert_id)
        return self._origin("alert", found).envelope(found, arguments, Reading(unit="record", as_of=self.business_date, currency=found.amount.currency))

    def disposition_alert(self, arguments: DispositionArguments, caller: Caller) -> Envelope[Disposition]:
        """Takes up, escalates or closes; a closure of a high score, or by an agent, becomes a draft for a second person."""
        wanted = AlertState(arguments.outcome.value)
        draft_id = None
        if arguments.outcome is Outcome.CLOSED and self._takes_two(arguments.alert_id, caller):
            draft_id = self._propose(arguments, caller)
        else:
            self._move(arguments, wanted, caller)
        found = Disposition(alert=self.alerts.get(arguments.alert_id), draft_id=draft_id)
        said = ("FOUR_EYES: nothing is closed until another person approves the draft with review_draft",) if draft_id else ()
        reading = Reading(unit="record", as_of=self.business_date, currency=found.alert.amount.currency, warnings=(*said, *_masked(arguments.reason)))
        return self._origin("alert-disposition", found).envelope(found, arguments, reading)

    def open_case(self, arguments: OpenCaseArguments, caller: Caller) -> Envelope[CaseRecord]:
        """Opens a case."""
        found = self.cases.open(arguments, caller)
        reading = Reading(unit="record", as_of=self.business_date, warnings=_masked(arguments.title + " " + arguments.note))
        return self._origin("case", found).envelope(found, arguments, reading)

    def get_case(self, arguments: CaseArguments, caller: Caller) -> Envelope[CaseRecord]:
        """One case, the same for every caller."""
        del caller
        found = self.cases.get(arguments.case_id)
        return self._origin("case", found).envelope(found, arguments, Reading(unit="record", as_of=self.business_date))

    def _takes_two(self, alert_id: str, caller: Caller) -> bool:
        return self.alerts.get(alert_id).score >= HIGH_SCORE or caller.actor is not None or caller.subject == caller.client

    def _propose(self, arguments: DispositionArguments, caller: Caller) -> str:
        with self.alerts.store.reading() as connection:
            row = self.alerts.check(connection, arguments.alert_id, AlertState.CLOSED)
        payload: dict[str, JsonValue] = {
            "alert_id": arguments.alert_id,
            "score": int(row["score"]),
            "scenario": str(row["scenario"]),
            "reason": shown(arguments.reason),
        }
        return self.drafts.propose(CLOSURE, payload, caller, arguments.idempotency_key).id

    def _move(self, arguments: DispositionArguments, wanted: AlertState, caller: Caller) -> None:
        store, reason = self.alerts.store, shown(arguments.reason)
        asked = ["disposition_alert", arguments.model_dump(mode="json", exclude={"idempotency_key"})]
        with store.writing() as connection:

            def step() -> str:
                self.alerts.move(connection, arguments.alert_id, wanted, (caller, reason))
                return arguments.alert_id

            once(store, connection, Keyed(caller, arguments.idempotency_key, asked), step)

    def _origin(self, method: str, state: BaseModel) -> Origin:
        return Origin(source_system="compliance-cases", data_version=digest(state.model_dump(mode="json")), method=method, method_version="1")


def _masked(text: str) -> tuple[str, ...]:
    return ("MASKED_TEXT: personal numbers in the text were masked before it was kept",) if shown(text) != text else ()
