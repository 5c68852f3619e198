"""The tables of suspicious-activity reports, apart from all others, so that a database can grant them apart; every access is kept."""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text, event

from bank_compliance.cases.tables import guard

SARS = MetaData()

sar = Table(
    "suspicion_sar",
    SARS,
    Column("id", String(40), primary_key=True),
    Column("case_id", String(40), nullable=False),
    Column("draft_id", String(40)),
    Column("detected_on", String(10), nullable=False),
    Column("due_on", String(10), nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("suspect", String(16), nullable=False),
    Column("content", Text, nullable=False),
    Column("content_sha256", String(80), nullable=False),
    Column("completeness", Integer, nullable=False),
    Column("drafted_at", BigInteger, nullable=False),
    Column("drafted_by", String(512), nullable=False),
    Column("approved_at", BigInteger),
    Column("approved_by", String(512)),
    Index("suspicion_sar_by_case", "case_id"),
)
access = Table(
    "suspicion_access",
    SARS,
    Column("id", String(40), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("did", String(16), nullable=False),
    Column("case_id", String(40), nullable=False),
    Column("subject", String(512), nullable=False),
    Column("actor", String(512)),
    Column("cleared", Integer, nullable=False),
)

event.listen(access, "after_create", guard)
