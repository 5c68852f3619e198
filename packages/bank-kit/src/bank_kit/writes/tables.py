"""The tables of a server's writes. Their names begin with the server's, so that servers may share a database; history only grows."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, MetaData, String, Table, Text, event

_SUBJECT = 512
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
"""What each database does with a change of the past; others keep it by their grants."""


@dataclass(frozen=True, slots=True)
class WriteTables:
    """Instants are milliseconds since the epoch, UTC; JSON is text, so that every database keeps the same bytes."""

    metadata: MetaData
    request: Table
    """One row for each idempotency key: what was asked, and what was answered."""
    draft: Table
    history: Table
    grant: Table


def write_tables(server: str) -> WriteTables:
    """The tables of `server`, such as `risk`; ValueError when that is no plain word."""
    if not (server.isascii() and server.isalpha() and server.islower()):
        raise ValueError("a server's name here is one word of small letters")
    metadata = MetaData()
    request = Table(
        f"{server}_request",
        metadata,
        Column("issuer", String(_SUBJECT), primary_key=True),
        Column("subject", String(_SUBJECT), primary_key=True),
        Column("request_key", String(64), primary_key=True),
        Column("asked", String(80), nullable=False),
        Column("answer", Text, nullable=False),
        Column("at", BigInteger, nullable=False),
    )
    draft = Table(
        f"{server}_draft",
        metadata,
        Column("id", String(40), primary_key=True),
        Column("kind", String(64), nullable=False),
        Column("state", String(16), nullable=False),
        Column("payload", Text, nullable=False),
        Column("proposed_by", String(_SUBJECT), nullable=False),
        Column("proposed_at", BigInteger, nullable=False),
        Column("expires_at", BigInteger, nullable=False),
        Index(f"{server}_draft_by_time", "proposed_at", "id"),
    )
    history = Table(
        f"{server}_draft_history",
        metadata,
        Column("draft_id", String(40), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("did", String(16), nullable=False),
        Column("at", BigInteger, nullable=False),
        Column("subject", String(_SUBJECT), nullable=False),
        Column("issuer", String(_SUBJECT), nullable=False),
        Column("actor", String(_SUBJECT)),
        Column("reason", Text),
    )
    grant = Table(
        f"{server}_grant",
        metadata,
        Column("id", String(40), primary_key=True),
        Column("draft_id", String(40), nullable=False),
        Column("subject", String(_SUBJECT), nullable=False),
        Column("target", String(200), nullable=False),
        Column("fields", Text, nullable=False),
        Column("begins_at", BigInteger, nullable=False),
        Column("ends_at", BigInteger, nullable=False),
        Index(f"{server}_grant_by_holder", "subject", "target"),
    )
    event.listen(history, "after_create", _guard)
    return WriteTables(metadata, request, draft, history, grant)


def _guard(table: Table, connection: Connection, **_: object) -> None:
    for statement in _GUARDS.get(connection.dialect.name, ()):
        connection.exec_driver_sql(statement.format(table=table.name))
