"""The tables of alerts, cases and the screening log, in SQLite or PostgreSQL; instants are milliseconds since the epoch, UTC, amounts decimal text."""

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, MetaData, String, Table, Text, event, func, select

from bank_kit.writes.store import WriteStore

CASES = MetaData()
CREATE_LOCK = 0x42414E43
"""Key of the advisory lock under which a shared database gets these tables."""

alert = Table(
    "compliance_alert",
    CASES,
    Column("id", String(40), primary_key=True),
    Column("scenario", String(64), nullable=False),
    Column("account_id", String(40), nullable=False),
    Column("customer_id", String(40)),
    Column("amount", String(32), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("score", Integer, nullable=False),
    Column("first_day", String(10), nullable=False),
    Column("last_day", String(10), nullable=False),
    Column("transactions", Text, nullable=False),
    Column("rationale", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("detected_at", BigInteger, nullable=False),
    Column("disposed_at", BigInteger),
    Column("reason", Text),
    Column("proposed_by", String(512)),
    Column("approved_by", String(512)),
    Index("compliance_alert_by_scenario", "scenario", "state"),
)
alert_history = Table(
    "compliance_alert_history",
    CASES,
    Column("alert_id", String(40), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", String(16), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("subject", String(512), nullable=False),
    Column("actor", String(512)),
    Column("reason", Text, nullable=False),
)
case_file = Table(
    "compliance_case",
    CASES,
    Column("id", String(40), primary_key=True),
    Column("title", String(200), nullable=False),
    Column("note", Text, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("opened_by", String(512), nullable=False),
)
case_alert = Table(
    "compliance_case_alert",
    CASES,
    Column("case_id", String(40), primary_key=True),
    Column("alert_id", String(40), primary_key=True),
    Index("compliance_case_by_alert", "alert_id"),
)
screening = Table(
    "compliance_screening",
    CASES,
    Column("id", String(40), primary_key=True),
    Column("tool", String(32), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("subject", String(512), nullable=False),
    Column("actor", String(512)),
    Column("query_digest", String(80), nullable=False),
    Column("list_name", String(64), nullable=False),
    Column("list_published", String(10), nullable=False),
    Column("list_sha256", String(64), nullable=False),
    Column("method", String(32), nullable=False),
    Column("threshold", String(16), nullable=False),
    Column("hits", Integer, nullable=False),
    Index("compliance_screening_by_time", "at"),
)
list_load = Table(
    "compliance_list_load",
    CASES,
    Column("list_name", String(64), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("published", String(10), nullable=False),
    Column("published_at", BigInteger, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("loaded_at", BigInteger, nullable=False),
)
secret = Table("compliance_secret", CASES, Column("name", String(32), primary_key=True), Column("value", String(64), nullable=False))
"""Keys of keyed digests, so that whoever sees only the log cannot try names against it."""

_GUARDS = {
    "sqlite": (
        "CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'history only grows'); END",
        "CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'history only grows'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'history only grows'; END $$",
        "CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_guard()",
    ),
}


def guard(table: Table, connection: Connection, **_: object) -> None:
    """Make the database refuse any change of the past of `table`."""
    for statement in _GUARDS.get(connection.dialect.name, ()):
        connection.exec_driver_sql(statement.format(table=table.name))


for _table in (alert_history, screening):
    event.listen(_table, "after_create", guard)


def make_tables(store: WriteStore, tables: MetaData) -> None:
    """Create what is missing of `tables`, one process at a time."""
    with store.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(CREATE_LOCK)))
        tables.create_all(connection)
