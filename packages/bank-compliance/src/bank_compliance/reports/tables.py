"""The tables of reports and evidence bundles; instants are milliseconds since the epoch, UTC, amounts decimal text, files base64."""

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text

REPORTS = MetaData()

report_run = Table(
    "compliance_report",
    REPORTS,
    Column("id", String(40), primary_key=True),
    Column("template", String(32), nullable=False),
    Column("entity", String(20), nullable=False),
    Column("period_end", String(10), nullable=False),
    Column("lineage_id", String(40)),
    Column("source_total", String(40)),
    Column("report_total", String(40)),
    Column("reconciliation", String(16), nullable=False),
    Column("checks_failed", Integer, nullable=False),
    Column("manifest", String(80), nullable=False),
    Column("content", Text, nullable=False),
    Column("produced_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("draft_id", String(40)),
    Column("maker", String(512), nullable=False),
    Column("checker", String(512)),
    Column("sealed_at", BigInteger),
)
report_file = Table(
    "compliance_report_file",
    REPORTS,
    Column("report_id", String(40), primary_key=True),
    Column("name", String(80), primary_key=True),
    Column("media_type", String(64), nullable=False),
    Column("sha256", String(80), nullable=False),
    Column("content", Text, nullable=False),
)
