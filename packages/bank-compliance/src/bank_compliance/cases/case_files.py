"""Cases as kept: alerts put together, once for each request."""

import secrets
import time
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

from sqlalchemy import Connection, RowMapping, insert, select

from bank_compliance.cases.alert import AlertState
from bank_compliance.cases.alerts import Alerts, instant
from bank_compliance.cases.arguments import OpenCaseArguments
from bank_compliance.cases.results import CaseRecord
from bank_compliance.cases.tables import case_alert, case_file
from bank_compliance.texts import shown
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.money import Money
from bank_kit.writes.keys import Keyed, once

_TAKEN_UP = frozenset({AlertState.REVIEW, AlertState.ESCALATED})


class CaseFiles:
    """The cases of one server."""

    def __init__(self, alerts: Alerts, now: Callable[[], float] = time.time) -> None:
        self._alerts = alerts
        self._now = now

    def open(self, arguments: OpenCaseArguments, caller: Caller) -> CaseRecord:
        """The new case, or the one this key opened before. INVALID_ARGUMENT for an alert nobody took up, UNKNOWN_ID for none."""
        asked = ["open_case", arguments.model_dump(mode="json", exclude={"idempotency_key"})]
        store = self._alerts.store
        with store.writing() as connection:
            made = once(store, connection, Keyed(caller, arguments.idempotency_key, asked), lambda: self._insert(connection, arguments, caller))
            return self._record(connection, self._row(connection, made))

    def get(self, case_id: str) -> CaseRecord:
        """One case; UNKNOWN_ID when there is none."""
        with self._alerts.store.reading() as connection:
            return self._record(connection, self._row(connection, case_id))

    def _insert(self, connection: Connection, arguments: OpenCaseArguments, caller: Caller) -> str:
        for alert_id in arguments.alert_ids:
            if self._alerts.record(connection, alert_id).state not in _TAKEN_UP:
                raise ToolFailureError(
                    FailureCode.INVALID_ARGUMENT,
                    "an alert of these is not taken up",
                    field="alert_ids",
                    allowed="alerts that are under review or escalated",
                    remedy="take it up with disposition_alert, outcome review",
                )
        case_id = f"CASE-{secrets.token_hex(8)}"
        values = {"id": case_id, "title": shown(arguments.title), "note": shown(arguments.note), "opened_at": int(self._now() * 1000)}
        connection.execute(insert(case_file), values | {"opened_by": caller.subject})
        connection.execute(insert(case_alert), [{"case_id": case_id, "alert_id": alert_id} for alert_id in arguments.alert_ids])
        return case_id

    def _row(self, connection: Connection, case_id: str) -> RowMapping:
        row = connection.execute(select(case_file).where(case_file.c.id == case_id)).mappings().one_or_none()
        if row is None:
            raise unknown("case", field="case_id", remedy="open_case answers the id of a case")
        return row

    def _record(self, connection: Connection, row: RowMapping) -> CaseRecord:
        ids = connection.execute(select(case_alert.c.alert_id).where(case_alert.c.case_id == row["id"]).order_by(case_alert.c.alert_id)).scalars()
        alerts = tuple(self._alerts.record(connection, alert_id) for alert_id in ids)
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for one in alerts:
            sums[one.amount.currency] += one.amount.amount
        return CaseRecord(
            id=row["id"],
            title=row["title"],
            note=row["note"],
            opened_at=instant(row["opened_at"]),
            opened_by=row["opened_by"],
            alerts=alerts,
            customers=tuple(sorted({one.customer_id for one in alerts if one.customer_id is not None})),
            first_day=min(one.first_day for one in alerts),
            last_day=max(one.last_day for one in alerts),
            amounts=tuple(Money.of(total, currency) for currency, total in sorted(sums.items())),
        )
