"""Alerts as kept: each found once, moved only along its states, with a history that only grows."""

import json
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import Connection, RowMapping, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bank_compliance.cases.alert import AlertState, Found, check_step
from bank_compliance.cases.results import AlertRecord, AlertStep
from bank_compliance.cases.tables import CASES, alert, alert_history, make_tables
from bank_compliance.texts import shown
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.money import Money, plain
from bank_kit.writes.draft import Draft, DraftKind
from bank_kit.writes.store import WriteStore

CLOSURE = "alert_closure"
_CHUNK = 500
"""Ids in one statement."""


class Alerts:
    """The alerts of one server. Every method blocks and may run in many threads."""

    def __init__(self, store: WriteStore, now: Callable[[], float] = time.time) -> None:
        self.store = store
        self._now = now
        make_tables(store, CASES)

    def closure(self) -> DraftKind:
        """The kind of draft by which a second person closes an alert."""
        return DraftKind(name=CLOSURE, on_approved=self._close)

    def keep(self, found: Sequence[Found], caller: Caller) -> tuple[str, ...]:
        """Ids of alerts in the order of `found`; those known already stay as they are."""
        ids = tuple(one.id for one in found)
        with self.store.writing() as connection:
            known = self._known(connection, ids)
            for one in found:
                if one.id not in known:
                    known.add(one.id)
                    self._insert(connection, one, caller)
        return ids

    def get(self, alert_id: str) -> AlertRecord:
        """One alert; UNKNOWN_ID when there is none."""
        with self.store.reading() as connection:
            return self.record(connection, alert_id)

    def record(self, connection: Connection, alert_id: str) -> AlertRecord:
        """As `get`, in a transaction of the caller's."""
        return self._record(connection, self._row(connection, alert_id))

    def decided(self, scenario: str) -> tuple[tuple[frozenset[str], AlertState], ...]:
        """Transactions and final state of every alert of a scenario that people decided on."""
        final = [AlertState.CLOSED.value, AlertState.ESCALATED.value]
        wanted = select(alert.c.transactions, alert.c.state).where(alert.c.scenario == scenario, alert.c.state.in_(final))
        with self.store.reading() as connection:
            return tuple((frozenset(json.loads(row.transactions)), AlertState(row.state)) for row in connection.execute(wanted))

    def check(self, connection: Connection, alert_id: str, wanted: AlertState) -> RowMapping:
        """The row of an alert that may become `wanted`."""
        row = self._row(connection, alert_id)
        check_step(AlertState(row["state"]), wanted)
        return row

    def move(self, connection: Connection, alert_id: str, wanted: AlertState, who: tuple[Caller, str]) -> None:
        """Make the step, by a caller for a reason; of two at once one wins."""
        caller, reason = who
        self._move(connection, self.check(connection, alert_id, wanted), wanted, {"reason": reason, "proposed_by": caller.subject}, caller)

    def _close(self, connection: Connection, draft: Draft, caller: Caller) -> None:
        row = self.check(connection, str(draft.payload["alert_id"]), AlertState.CLOSED)
        values = {"reason": str(draft.payload["reason"]), "proposed_by": draft.proposed_by, "approved_by": caller.subject}
        self._move(connection, row, AlertState.CLOSED, values, caller)

    def _move(self, connection: Connection, row: RowMapping, wanted: AlertState, values: dict[str, str], caller: Caller) -> None:
        final = wanted in {AlertState.CLOSED, AlertState.ESCALATED}
        changed = {**values, "state": wanted.value, "disposed_at": self._milliseconds() if final else None}
        moved = connection.execute(update(alert).where((alert.c.id == row["id"]) & (alert.c.state == row["state"])).values(changed))
        if moved.rowcount != 1:
            raise ToolFailureError(
                FailureCode.ALREADY_DECIDED, "somebody else decided at the same time", field="alert_id", remedy="read it again with get_alert"
            )
        self._enter(connection, str(row["id"]), wanted, (caller, values["reason"]))

    def _insert(self, connection: Connection, one: Found, caller: Caller) -> None:
        values = {
            "id": one.id,
            "scenario": one.scenario,
            "account_id": one.account_id,
            "customer_id": one.customer_id,
            "amount": plain(one.amount),
            "currency": one.currency,
            "score": one.score,
            "first_day": one.first_day.isoformat(),
            "last_day": one.last_day.isoformat(),
            "transactions": json.dumps(list(one.transactions)),
            "rationale": one.rationale,
            "state": AlertState.NEW.value,
            "detected_at": self._milliseconds(),
        }
        try:
            with connection.begin_nested():
                connection.execute(insert(alert), values)
        except IntegrityError:
            return
        self._enter(connection, one.id, AlertState.NEW, (caller, "found by monitoring"))

    def _enter(self, connection: Connection, alert_id: str, state: AlertState, why: tuple[Caller, str]) -> None:
        caller, reason = why
        number = connection.execute(select(func.count()).select_from(alert_history).where(alert_history.c.alert_id == alert_id)).scalar_one() + 1
        values = {"alert_id": alert_id, "number": number, "state": state.value, "at": self._milliseconds(), "reason": shown(reason)}
        connection.execute(insert(alert_history), values | {"subject": caller.subject, "actor": caller.actor})

    def _known(self, connection: Connection, ids: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for start in range(0, len(ids), _CHUNK):
            found.update(connection.execute(select(alert.c.id).where(alert.c.id.in_(ids[start : start + _CHUNK]))).scalars())
        return found

    def _row(self, connection: Connection, alert_id: str) -> RowMapping:
        row = connection.execute(select(alert).where(alert.c.id == alert_id)).mappings().one_or_none()
        if row is None:
            raise unknown("alert", field="alert_id", remedy="run_monitoring answers the ids of alerts")
        return row

    def _record(self, connection: Connection, row: RowMapping) -> AlertRecord:
        steps = connection.execute(select(alert_history).where(alert_history.c.alert_id == row["id"]).order_by(alert_history.c.number)).mappings()
        return AlertRecord(
            id=row["id"],
            scenario=row["scenario"],
            state=AlertState(row["state"]),
            score=row["score"],
            account_id=row["account_id"],
            customer_id=row["customer_id"],
            amount=Money.of(Decimal(row["amount"]), row["currency"]),
            first_day=date.fromisoformat(row["first_day"]),
            last_day=date.fromisoformat(row["last_day"]),
            transactions=tuple(json.loads(row["transactions"])),
            rationale=row["rationale"],
            detected_at=instant(row["detected_at"]),
            history=tuple(
                AlertStep(state=AlertState(step["state"]), at=instant(step["at"]), who=step["subject"], actor=step["actor"], reason=step["reason"])
                for step in steps
            ),
        )

    def _milliseconds(self) -> int:
        return int(self._now() * 1000)


def instant(milliseconds: int) -> datetime:
    """UTC, from milliseconds since the epoch."""
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)
