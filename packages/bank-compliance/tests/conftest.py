"""A small bank written down by hand, and the world of size S, both as warehouses."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
import sqlglot

from bank_compliance.warehouse.duckdb import DuckDBWarehouse, make_tables, open_warehouse
from bank_compliance.warehouse.port import Warehouse
from bank_kit.parameters import ParameterTables, Rulebook
from bank_kit.world.reader import World, find_world
from bank_kit.world.size import AS_OF, Size

PARAMETERS = Path(__file__).parents[1] / "src/bank_compliance/parameters"
STAGED = """
CREATE TABLE staged_transaction (id VARCHAR, booked_at TIMESTAMP, debit_account VARCHAR, credit_account VARCHAR, amount DECIMAL(18,2), currency VARCHAR,
    kind VARCHAR, counterparty VARCHAR, counterparty_iban VARCHAR, counterparty_country VARCHAR, narrative VARCHAR);
CREATE TABLE staged_account (id VARCHAR, customer_id VARCHAR, legal_entity VARCHAR, product VARCHAR, status VARCHAR, currency VARCHAR, opened_on DATE);
CREATE TABLE staged_party (id VARCHAR, kind VARCHAR, occupation VARCHAR, segment VARCHAR, country VARCHAR, customer_since DATE,
    declared_turnover DECIMAL(18,2), legal_entity VARCHAR);
CREATE TABLE staged_kyc_file (customer_id VARCHAR, rating VARCHAR);
CREATE TABLE staged_fx_eod (quote VARCHAR, date DATE, mid DOUBLE);
INSERT INTO staged_fx_eod VALUES ('USD', DATE '2025-01-01', 1.25), ('USD', DATE '2026-09-04', 2.0), ('USD', DATE '2026-11-20', 1.25)
"""


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """Parameters in force on the business date."""
    return ParameterTables.read(PARAMETERS).rulebook("BCBS", AS_OF)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The world of size S."""
    return find_world(tmp_path_factory.mktemp("bank"), Size.S, 42)


@pytest.fixture(scope="session")
def warehouse(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """Over the world of size S."""
    opened = open_warehouse(world.folder, world.version, tmp_path_factory.mktemp("spill"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def reads_alike() -> Callable[[str], bool]:
    """Whether a question, translated from DuckDB's dialect, is to Snowflake what the very text is; TIMESTAMP is TIMESTAMP_NTZ there by default."""

    def alike(question: str) -> bool:
        (translated,) = sqlglot.transpile(question, read="duckdb", write="snowflake")
        there, here = (
            sqlglot.parse_one(each, read="snowflake").sql(dialect="snowflake") for each in (translated.replace("TIMESTAMPNTZ", "TIMESTAMP"), question)
        )
        return there == here

    return alike


@pytest.fixture(scope="session")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    """One engine for all small banks: it takes longer to start than to fill."""
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.execute(STAGED)
    make_tables(connection)
    yield connection
    connection.close()


@pytest.fixture
def book(engine: duckdb.DuckDBPyConnection) -> Callable[..., Warehouse]:
    """Makes a warehouse of lines `date time payer payee amount kind`; CASH is the till, a word in small letters somebody outside, `word@XX` in country XX.

    An account is opened for whoever is named A-; `holders` are lines `account kind occupation opened_on turnover rating` for those that must be special.
    `currency` is that of all accounts. The bank made before is gone.
    """

    def build(lines: str, holders: str = "", currency: str = "EUR") -> Warehouse:
        engine.execute("DELETE FROM staged_transaction; DELETE FROM staged_account; DELETE FROM staged_party; DELETE FROM staged_kyc_file")
        rows = [_journal(number, line.split(), currency) for number, line in enumerate(lines.strip().splitlines(), start=1)]
        engine.executemany("INSERT INTO staged_transaction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        named = sorted({str(end) for row in rows for end in row[2:4] if str(end).startswith("A-")})
        special = {cells[0]: cells[1:] for cells in map(str.split, holders.strip().splitlines())}
        for account in sorted({*named, *special}):
            _open(engine, account, special.get(account, ["PERSON", "teacher", "2020-01-01", "40000", "low"]), currency)
        return DuckDBWarehouse(engine, "by hand")

    return build


def _journal(number: int, cells: list[str], currency: str) -> list[object]:
    day, clock, payer, payee, amount, kind = cells
    outside = next((end for end in (payer, payee) if not end.startswith(("A-", "GL-")) and end != "CASH"), None)
    name, _, country = (outside or "").partition("@")
    return [
        f"T-{number:08}",
        datetime.fromisoformat(f"{day} {clock}"),
        _ledger(payer, currency),
        _ledger(payee, currency),
        amount,
        currency,
        kind,
        name or None,
        None,
        country or None,
        "as agreed",
    ]


def _ledger(end: str, currency: str) -> str:
    if end.startswith(("A-", "GL-")):
        return end
    return f"GL-CASH-{currency}" if end == "CASH" else f"GL-NOSTRO-{currency}"


def _open(connection: duckdb.DuckDBPyConnection, account: str, holder: list[str], currency: str) -> None:
    kind, occupation, opened, turnover, rating = holder
    customer = account.replace("A-", "C-")
    product, segment = ("CURRENT", "RETAIL") if kind == "PERSON" else ("BUSINESS", "SME")
    opened_on = date.fromisoformat(opened)
    connection.execute("INSERT INTO staged_account VALUES (?, ?, 'LEI-1', ?, 'OPEN', ?, ?)", [account, customer, product, currency, opened_on])
    connection.execute("INSERT INTO staged_party VALUES (?, ?, ?, ?, 'DE', ?, ?, 'LEI-1')", [customer, kind, occupation, segment, opened_on, turnover])
    connection.execute("INSERT INTO staged_kyc_file VALUES (?, ?)", [customer, rating])
