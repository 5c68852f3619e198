"""The same questions to a real PostgreSQL get the same answers as from SQLite."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bank_finance.arguments import AccountArguments, PositionArguments, TransactionArguments
from bank_finance.desk import FinanceDesk
from bank_finance.filling import plan
from bank_kit.identity.caller import Caller
from bank_kit.store import StoreError, open_database

pytestmark = pytest.mark.component


def _programs() -> Path:
    """Where initdb and pg_ctl are: Debian's newest, or on the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    found = shutil.which("initdb")
    if debian:
        return debian[-1]
    assert found is not None, "no PostgreSQL here: run `make components`"
    return Path(found).parent


def _as_postgres(command: list[str]) -> None:
    """PostgreSQL does not run as root."""
    user = "postgres" if os.geteuid() == 0 else None
    subprocess.run(command, check=True, capture_output=True, user=user, cwd="/", timeout=60)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder of PostgreSQL's own: pytest closes its folders to every other user."""
    with TemporaryDirectory(prefix="finance-pg-") as name:
        if os.geteuid() == 0:
            entry = pwd.getpwnam("postgres")
            os.chown(name, entry.pw_uid, entry.pw_gid)
        yield Path(name)


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    programs, data = _programs(), folder / "data"
    _as_postgres([str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "--no-sync", "--locale=C", "-E", "UTF8"])
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    _as_postgres([str(programs / "pg_ctl"), "-D", str(data), "-l", str(folder / "log"), "-w", "-o", options, "start"])
    try:
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    finally:
        _as_postgres([str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"])


@pytest.fixture(scope="module")
def remote(url: str) -> Iterator[FinanceDesk]:
    chosen = plan(42)
    with ThreadPoolExecutor(2) as pool:
        engines = list(pool.map(lambda _: open_database(url, chosen), range(2)))
    yield FinanceDesk(engines[0], chosen.version)
    for engine in engines:
        engine.dispose()


QUESTIONS: tuple[AccountArguments | TransactionArguments | PositionArguments, ...] = (
    AccountArguments(account="A-200001"),
    AccountArguments(account="NL17XBNK0000200001"),
    TransactionArguments(account="A-200001", limit=1000),
    TransactionArguments(customer_id="C-100003", limit=1000),
    TransactionArguments.model_validate({"customer_id": "C-100001", "text": "CARD", "amount_min": "10", "amount_max": "60.5", "limit": 7}),
    TransactionArguments.model_validate({"account": "A-200001", "booked_from": "2026-09-01", "booked_to": "2026-09-30", "direction": "in"}),
    TransactionArguments(account="A-200001", text="%_"),
    PositionArguments(book="BOOK-01"),
    PositionArguments(book="BOOK-20", as_of=date(2026, 11, 17)),
)


def _answer(desk: FinanceDesk, question: AccountArguments | TransactionArguments | PositionArguments, caller: Caller) -> str:
    match question:
        case AccountArguments():
            return desk.get_account(question, caller).model_dump_json()
        case TransactionArguments():
            return desk.search_transactions(question, caller).model_dump_json()
        case PositionArguments():
            return desk.get_positions(question, caller).model_dump_json()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: type(question).__name__)
def test_both_stores_give_the_same_bytes(
    desk: FinanceDesk, remote: FinanceDesk, caller: Caller, question: AccountArguments | TransactionArguments | PositionArguments
) -> None:
    assert _answer(remote, question, caller) == _answer(desk, question, caller)


def test_a_cursor_of_one_store_continues_on_the_other(desk: FinanceDesk, remote: FinanceDesk, caller: Caller) -> None:
    cursor = desk.search_transactions(TransactionArguments(account="A-200001", limit=9), caller).value.next_cursor
    following = TransactionArguments(account="A-200001", limit=9, cursor=cursor)
    assert remote.search_transactions(following, caller).value == desk.search_transactions(following, caller).value


def test_a_database_filled_from_another_seed_is_refused(url: str, remote: FinanceDesk) -> None:
    assert remote.business_date == date(2026, 11, 20)
    with pytest.raises(StoreError, match="another|not sha256"):
        open_database(url, plan(43))
