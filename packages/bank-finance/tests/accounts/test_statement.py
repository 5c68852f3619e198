"""Statements add up for a thousand accounts, page by page and as camt.053, and are refused when they do not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, select, text

from bank_finance.accounts.arguments import StatementArguments
from bank_finance.accounts.desk import AccountDesk
from bank_finance.accounts.results import AccountStatement, StatementEntry
from bank_finance.accounts.statement import Period
from bank_finance.objects.embedded import FolderStore
from bank_finance.store.ledger import account
from bank_finance.store.reading import FinanceStore
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.messages.camt053 import read_statements, write_statements
from bank_kit.messages.statement import StatementMessage, closing, opening, value_dated

FIRST = "A-200001"
FITS: Callable[[StatementMessage], bytes] = write_statements


def _statement(desk: AccountDesk, caller: Caller, **arguments: object) -> AccountStatement:
    return desk.get_account_statement(StatementArguments.model_validate({"account": FIRST, "from_date": "2026-09-15"} | arguments), caller).value


def _refused(desk: AccountDesk, caller: Caller, **arguments: object) -> FailureCode:
    with pytest.raises(ToolFailureError) as caught:
        _statement(desk, caller, **arguments)
    return caught.value.failure.code


@pytest.mark.slow
def test_a_thousand_statements_add_up(store: FinanceStore) -> None:
    rows = store.rows(select(account).order_by(account.c.id).limit(1000))
    assert len(rows) == 1000
    for row in rows:
        # A Period that does not add up raises; the entries are summed here once more, apart from the database.
        period = Period(store, row, date(2026, 9, 15), date(2026, 10, 31))
        balances = period.balances
        booked = sum((each["amount"] for each in period.rows(None, 20_000)), Decimal(0))
        assert balances.opening_booked.amount + booked == balances.closing_booked.amount


def test_pages_tell_every_entry_once_oldest_first(desk: AccountDesk, caller: Caller) -> None:
    whole = _statement(desk, caller, limit=1000)
    found: list[StatementEntry] = []
    cursor: str | None = None
    while True:
        page = _statement(desk, caller, limit=3, cursor=cursor)
        found += page.entries
        cursor = page.next_cursor
        if cursor is None:
            break
    assert tuple(found) == whole.entries
    assert len(found) == whole.total > 3
    assert [each.booked_at for each in found] == sorted(each.booked_at for each in found)


def test_the_message_says_what_the_tool_says(desk: AccountDesk, objects: FolderStore, caller: Caller) -> None:
    told = _statement(desk, caller, format="camt.053")
    assert told.exported is not None
    assert (told.entries, told.next_cursor) == ((), None)
    download = objects.open_link(told.exported.link.rpartition("/")[2])
    assert (download.media_type, len(download.content)) == ("application/xml", told.exported.byte_count)
    [statement] = read_statements(download.content).statements
    assert statement.account.iban == told.iban
    assert (opening(statement).amount, closing(statement).amount) == (told.balances.opening_booked, told.balances.closing_booked)
    assert len(statement.entries) == told.total
    assert [each.reference for each in statement.entries] == [each.reference for each in _statement(desk, caller, limit=1000).entries]


def test_value_dated_balances_follow_value_dates(desk: AccountDesk, objects: FolderStore, caller: Caller) -> None:
    sunday = {"from_date": "2020-01-01", "to_date": "2026-11-01"}
    told = _statement(desk, caller, **sunday, format="camt.053")
    assert told.exported is not None
    assert told.balances.closing_value_dated != told.balances.closing_booked
    [statement] = read_statements(objects.get(told.exported.sha256)).statements
    assert value_dated(statement, date(2026, 11, 1)) == told.balances.closing_value_dated.amount


def test_a_ledger_account_of_the_bank_has_a_statement_too(desk: AccountDesk, objects: FolderStore, caller: Caller) -> None:
    told = _statement(desk, caller, account="GL-NOSTRO-USD", format="camt.053")
    assert told.exported is not None
    [statement] = read_statements(objects.get(told.exported.sha256)).statements
    assert statement.account.other == "GL-NOSTRO-USD"


def test_a_period_that_makes_no_sense_is_refused(desk: AccountDesk, caller: Caller) -> None:
    assert _refused(desk, caller, to_date="2026-11-21") is FailureCode.STALE_DATA
    assert _refused(desk, caller, account="A-999999") is FailureCode.UNKNOWN_ID
    for malformed in ({"to_date": "2026-01-01"}, {"format": "camt.053", "cursor": "x"}, {"format": "MT940"}, {"from_date": "2026-02-30"}):
        with pytest.raises(ValueError):
            StatementArguments.model_validate({"account": FIRST, "from_date": "2026-09-15"} | malformed)


def test_a_statement_that_does_not_add_up_is_not_served(engine: Engine, store: FinanceStore, folder: Path, tmp_path: Path) -> None:
    [file] = folder.glob("*.sqlite")
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(file.read_bytes())
    changed = create_engine(f"sqlite:///{copy}")
    with changed.begin() as connection:
        connection.execute(text("UPDATE posting SET amount = amount + 100 WHERE account_id = 'A-200001' AND booked_at > '2026-11-03'"))
    row = store.rows(select(account).where(account.c.id == FIRST))[0]
    with pytest.raises(ToolFailureError) as caught:
        Period(FinanceStore(changed, "changed"), row, date(2026, 11, 1), date(2026, 11, 20))
    assert caught.value.failure.code is FailureCode.UNAVAILABLE
    changed.dispose()
