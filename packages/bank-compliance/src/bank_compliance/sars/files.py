"""Reports as kept, in the store that only cleared callers open, with every access written down."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from time import time as wall_clock

from pydantic import JsonValue
from sqlalchemy import Connection, RowMapping, insert, select, update

from bank_compliance.cases.alerts import instant
from bank_compliance.cases.tables import make_tables
from bank_compliance.sars.clock import FilingClock, Suspect
from bank_compliance.sars.results import NarrativeRecord, RuleFinding, SarRecord
from bank_compliance.sars.tables import SARS, access, sar
from bank_compliance.scopes import SAR
from bank_kit.envelope import digest
from bank_kit.failures import unknown
from bank_kit.identity.caller import Caller
from bank_kit.writes.draft import Draft, DraftKind
from bank_kit.writes.store import WriteStore

KIND = "sar"
Content = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """What is kept of a draft besides its id: `content` is narrative, missing, findings, xml, label."""

    case_id: str
    suspect: Suspect
    clock: FilingClock
    completeness: int
    content: Content

    @property
    def sha256(self) -> str:
        """Of everything that is decided on."""
        return digest([self.case_id, self.suspect.value, self.clock.detected_on.isoformat(), self.completeness, dict(self.content)])


class SarFiles:
    """The reports of one server. Call none of its methods for a caller without the scope compliance.sar."""

    def __init__(self, store: WriteStore, now: Callable[[], float] = wall_clock) -> None:
        self.store = store
        self._now = now
        make_tables(store, SARS)

    def kind(self) -> DraftKind:
        """The kind of draft by which a second person approves a report."""
        return DraftKind(name=KIND, scope=SAR, on_approved=self._approve)

    def keep(self, report: NewReport, sar_id: str, draft_id: str, caller: Caller) -> None:
        """The report behind a draft; a repeated call changes nothing."""
        with self.store.writing() as connection:
            self._enter(connection, "drafted", report.case_id, caller)
            if connection.execute(select(sar.c.id).where(sar.c.id == sar_id)).scalar() is not None:
                return
            values = {
                "id": sar_id,
                "case_id": report.case_id,
                "draft_id": draft_id,
                "detected_on": report.clock.detected_on.isoformat(),
                "due_on": report.clock.due_on.isoformat(),
                "due_at": int(datetime.combine(report.clock.due_on + timedelta(days=1), time.min, tzinfo=UTC).timestamp() * 1000),
                "suspect": report.suspect.value,
                "content": json.dumps(dict(report.content), ensure_ascii=False),
                "content_sha256": report.sha256,
                "completeness": report.completeness,
                "drafted_at": self._milliseconds(),
                "drafted_by": caller.subject,
            }
            connection.execute(insert(sar), values)

    def of_case(self, case_id: str, caller: Caller) -> tuple[SarRecord, ...]:
        """Newest first; none is an answer too."""
        with self.store.writing() as connection:
            self._enter(connection, "read", case_id, caller)
            rows = connection.execute(select(sar).where(sar.c.case_id == case_id).order_by(sar.c.drafted_at.desc(), sar.c.id)).mappings()
            return tuple(self._record(row) for row in rows)

    def get(self, sar_id: str) -> SarRecord:
        """One report; UNKNOWN_ID when there is none. For whoever just drafted it: the access is written already."""
        with self.store.reading() as connection:
            row = connection.execute(select(sar).where(sar.c.id == sar_id)).mappings().one_or_none()
        if row is None:
            raise unknown("report", field="sar_id", remedy="draft_sar makes one")
        return self._record(row)

    def today(self) -> date:
        """The day of the clock, UTC."""
        return datetime.fromtimestamp(self._now(), tz=UTC).date()

    def _approve(self, connection: Connection, draft: Draft, caller: Caller) -> None:
        wanted = (sar.c.id == str(draft.payload["sar_id"])) & (sar.c.content_sha256 == str(draft.payload["content_sha256"]))
        done = connection.execute(update(sar).where(wanted).values(approved_at=self._milliseconds(), approved_by=caller.subject))
        if done.rowcount != 1:
            raise unknown("report", field="draft_id", remedy="send draft_sar again with the same key, then approve")
        self._enter(connection, "approved", str(draft.payload["case_id"]), caller)

    def _enter(self, connection: Connection, did: str, case_id: str, caller: Caller) -> None:
        values = {"id": f"X-{secrets.token_hex(12)}", "at": self._milliseconds(), "did": did, "case_id": case_id}
        connection.execute(insert(access), values | {"subject": caller.subject, "actor": caller.actor, "cleared": int(SAR in caller.scopes)})

    def _record(self, row: RowMapping) -> SarRecord:
        content = json.loads(row["content"])
        due = date.fromisoformat(row["due_on"])
        return SarRecord(
            id=row["id"],
            case_id=row["case_id"],
            state="drafted" if row["approved_at"] is None else "approved",
            label=content["label"],
            suspect=Suspect(row["suspect"]),
            detected_on=date.fromisoformat(row["detected_on"]),
            due_on=due,
            days_left=(due - self.today()).days,
            narrative=NarrativeRecord.model_validate(content["narrative"]),
            missing=tuple(content["missing"]),
            completeness=row["completeness"],
            findings=tuple(RuleFinding.model_validate(one) for one in content["findings"]),
            xml=content["xml"],
            drafted_at=instant(row["drafted_at"]),
            drafted_by=row["drafted_by"],
            approved_at=None if row["approved_at"] is None else instant(row["approved_at"]),
            approved_by=row["approved_by"],
        )

    def _milliseconds(self) -> int:
        return int(self._now() * 1000)
