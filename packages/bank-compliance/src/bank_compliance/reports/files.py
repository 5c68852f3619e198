"""Reports as kept: made once for each request, sealed by a second person, never changed."""

import json
import time
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from bank_compliance.cases.alerts import instant
from bank_compliance.cases.tables import make_tables
from bank_compliance.reports.results import Artefact, ReportRecord
from bank_compliance.reports.tables import REPORTS, report_file, report_run
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.money import plain
from bank_kit.writes.draft import Draft, DraftKind
from bank_kit.writes.store import WriteStore

KIND = "regulatory_report"
_FILES = {"files", "state", "checker", "sealed_at"}


class ReportFiles:
    """The reports of one server."""

    def __init__(self, store: WriteStore, now: Callable[[], float] = time.time) -> None:
        self.store = store
        self._now = now
        make_tables(store, REPORTS)

    def kind(self) -> DraftKind:
        """The kind of draft by which a second person seals a report."""
        return DraftKind(name=KIND, on_approved=self._seal)

    def milliseconds(self) -> int:
        """Now, since the epoch."""
        return int(self._now() * 1000)

    def keep(self, report: ReportRecord) -> None:
        """A new report with its files; a repeated call changes nothing."""
        with self.store.writing() as connection:
            if connection.execute(select(report_run.c.id).where(report_run.c.id == report.id)).scalar() is not None:
                return
            totals = [(line.source_total, line.report_total) for line in report.reconciled]
            values = {
                "id": report.id,
                "template": report.template.value,
                "entity": report.entity,
                "period_end": report.period_end.isoformat(),
                "lineage_id": report.lineage_id,
                "source_total": plain(sum((pair[0] for pair in totals[1:]), totals[0][0])) if totals else None,
                "report_total": plain(sum((pair[1] for pair in totals[1:]), totals[0][1])) if totals else None,
                "reconciliation": report.reconciliation,
                "checks_failed": sum(1 for check in report.checks if not check.holds)
                + int(report.xbrl is not None and report.xbrl.done and not report.xbrl.valid),
                "manifest": report.manifest,
                "content": report.model_dump_json(exclude=_FILES),
                "produced_at": _ms(report.produced_at),
                "due_at": _ms(report.due_at),
                "draft_id": report.draft_id,
                "maker": report.maker,
            }
            connection.execute(insert(report_run), values)
            rows = [
                {"report_id": report.id, "name": file.name, "media_type": file.media_type, "sha256": file.sha256, "content": file.model_dump_json()}
                for file in report.files
            ]
            connection.execute(insert(report_file), rows)

    def get(self, report_id: str) -> ReportRecord:
        """One report; UNKNOWN_ID when there is none."""
        with self.store.reading() as connection:
            row = self._row(connection, report_id)
            found = connection.execute(select(report_file.c.content).where(report_file.c.report_id == report_id).order_by(report_file.c.name)).scalars()
            files = [json.loads(content) for content in found]
        sealed = row["sealed_at"]
        return ReportRecord.model_validate(
            {
                **json.loads(row["content"]),
                "files": [Artefact.model_validate(file) for file in files],
                "state": "draft" if sealed is None else "sealed",
                "checker": row["checker"],
                "sealed_at": None if sealed is None else instant(sealed),
            }
        )

    def _seal(self, connection: Connection, draft: Draft, caller: Caller) -> None:
        row = self._row(connection, str(draft.payload["report_id"]))
        if row["manifest"] != draft.payload["manifest"]:
            raise unknown("report", field="draft_id", remedy="make the report anew")
        if row["reconciliation"] == "breaks" or row["checks_failed"]:
            raise ToolFailureError(
                FailureCode.INVALID_ARGUMENT,
                "the report breaks a check or does not reconcile: it cannot be sealed",
                field="draft_id",
                allowed="reject",
                remedy="correct the figures and make the report anew",
            )
        values = {"checker": caller.subject, "sealed_at": self.milliseconds()}
        connection.execute(update(report_run).where(report_run.c.id == row["id"]).values(values))

    def _row(self, connection: Connection, report_id: str) -> RowMapping:
        row = connection.execute(select(report_run).where(report_run.c.id == report_id)).mappings().one_or_none()
        if row is None:
            raise unknown("report", field="report_id", remedy="generate_regulatory_report answers the id of a report")
        return row


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
