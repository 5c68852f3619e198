"""A small bank written down by hand, and the world of size S, both as warehouses; callers; the whole offer over stores of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
import sqlglot
from mcp_types import CallToolResult

from bank_compliance.cases.alert import Found
from bank_compliance.cases.alerts import Alerts
from bank_compliance.cases.arguments import OpenCaseArguments
from bank_compliance.cases.case_files import CaseFiles
from bank_compliance.cases.results import CaseRecord
from bank_compliance.desk.data import BankData
from bank_compliance.offer import Stores, build_offer
from bank_compliance.scopes import APPROVE, READ, SAR, WRITE
from bank_compliance.warehouse.duckdb import DuckDBWarehouse, make_tables, open_warehouse
from bank_compliance.warehouse.port import Warehouse
from bank_kit.identity.caller import Caller
from bank_kit.offer import Offer
from bank_kit.parameters import ParameterTables, Rulebook
from bank_kit.world.reader import World, find_world
from bank_kit.world.size import AS_OF, Size
from bank_kit.writes.store import open_writes

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


@dataclass
class Clock:
    """A clock that tests move."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))

    def __call__(self) -> float:
        return self.moment.timestamp()

    def pass_days(self, days: float) -> None:
        self.moment += timedelta(days=days)


ANNA = Caller(subject="anna", issuer="https://issuer.example", client="workbench", scopes=frozenset({READ, WRITE, APPROVE}), expires_at=4e9)


@pytest.fixture
def anna() -> Caller:
    """A person who may read, write and approve, and knows nothing of reports to authorities."""
    return ANNA


@pytest.fixture
def ben() -> Caller:
    """Another one."""
    return replace(ANNA, subject="ben")


@pytest.fixture
def cleared() -> Caller:
    """A person who may know of reports to authorities."""
    return replace(ANNA, subject="clara", scopes=ANNA.scopes | {SAR})


@pytest.fixture
def approver() -> Caller:
    """Another one."""
    return replace(ANNA, subject="dora", scopes=ANNA.scopes | {SAR})


@pytest.fixture
def agent() -> Caller:
    """Works for anna."""
    return replace(ANNA, actor="agent-1")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pass_days(clock: Clock) -> Callable[[float], None]:
    """Lets days go by for every store."""
    return clock.pass_days


@pytest.fixture
def stores(tmp_path: Path, world: World, clock: Clock) -> Iterator[Stores]:
    """Empty stores beside the world of size S."""
    made = Stores(
        cases=open_writes(tmp_path, "compliance"),
        suspicion=open_writes(tmp_path, "suspicion"),
        data=BankData(world.folder.parent, Size.S, 42),
        lists={},
        now=clock,
    )
    yield made
    made.cases.close()
    made.suspicion.close()


@pytest.fixture
def offer(stores: Stores) -> Offer:
    return build_offer(stores)


@pytest.fixture
def ask(offer: Offer) -> Callable[..., CallToolResult]:
    """Calls a tool; the structured content is an envelope, or {"error": ...}."""
    tools = {tool.name: tool for tool in offer.tools}

    def call(name: str, caller: Caller, /, **arguments: object) -> CallToolResult:
        return tools[name].call(arguments, caller)

    return call


@pytest.fixture
def alerts(stores: Stores) -> Alerts:
    return Alerts(stores.cases, stores.now)


@pytest.fixture
def found() -> Callable[..., Found]:
    """Something monitoring found."""

    def make(number: int = 1, *, score: int = 50, scenario: str = "STRUCTURING", customer: str = "C-100001") -> Found:
        return Found(
            id=f"AL-{number:016x}",
            scenario=scenario,
            account_id="A-200001",
            customer_id=customer,
            amount=Decimal("26500.00"),
            currency="EUR",
            score=score,
            first_day=date(2026, 9, 1),
            last_day=date(2026, 9, 4),
            transactions=("T-00000001", "T-00000002"),
            rationale="three deposits in the window",
        )

    return make


@pytest.fixture
def open_case(ask: Callable[..., CallToolResult], alerts: Alerts, found: Callable[..., Found], anna: Caller) -> Callable[..., CaseRecord]:
    """A case on one alert that is under review."""

    def make(number: int = 1, *, score: int = 50) -> CaseRecord:
        [alert_id] = alerts.keep([found(number, score=score)], anna)
        key = f"key-{number:08}"
        taken = {"alert_id": alert_id, "outcome": "review", "reason": "taken up for review", "idempotency_key": f"{key}-r"}
        assert not ask("disposition_alert", anna, **taken).is_error
        arguments = OpenCaseArguments(alert_ids=(alert_id,), title="cash below the line", note="", idempotency_key=f"{key}-c")
        return CaseFiles(alerts, alerts._now).open(arguments, anna)

    return make
