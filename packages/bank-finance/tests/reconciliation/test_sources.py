"""A statement in the object store is a source like the others, for those who may see its account."""

from dataclasses import replace

import pytest

from bank_finance.accounts.arguments import StatementArguments
from bank_finance.accounts.desk import AccountDesk
from bank_finance.objects.embedded import FolderStore
from bank_finance.reconciliation.arguments import Key, LedgerSource, PositionSource, StatementSource
from bank_finance.reconciliation.sources import Sources
from bank_finance.store.reading import FinanceStore
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller

FIRST = {"account": "A-200001", "from_date": "2026-08-01", "to_date": "2026-11-20"}


@pytest.fixture(scope="module")
def statement(store: FinanceStore, objects: FolderStore, caller: Caller) -> StatementSource:
    made = AccountDesk(store, objects).get_account_statement(StatementArguments.model_validate(FIRST | {"format": "camt.053"}), caller).value.exported
    assert made is not None
    return StatementSource(kind="statement", sha256=made.sha256)


def test_statement_and_ledger_give_the_same_rows(store: FinanceStore, objects: FolderStore, caller: Caller, statement: StatementSource) -> None:
    sources, keys = Sources(store, objects, caller), (Key.TRANSACTION, Key.VALUE_DATE)
    ledger = sources.rows(LedgerSource.model_validate({"kind": "ledger"} | FIRST), keys, "left")
    told = sources.rows(statement, keys, "right")
    assert {(row.key, row.amounts["amount"]) for row in told} == {(row.key, row.amounts["amount"]) for row in ledger}
    assert len(told) == len(ledger)


def test_a_statement_of_an_account_out_of_sight_is_no_source(store: FinanceStore, objects: FolderStore, caller: Caller, statement: StatementSource) -> None:
    with pytest.raises(ToolFailureError) as caught:
        Sources(store, objects, replace(caller, region="UK")).rows(statement, (Key.TRANSACTION,), "right")
    assert caught.value.failure.code is FailureCode.UNKNOWN_ID


@pytest.mark.parametrize("content", [b"", b"<x/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_what_is_no_statement_is_refused(store: FinanceStore, objects: FolderStore, caller: Caller, content: bytes) -> None:
    source = StatementSource(kind="statement", sha256=objects.put(content).digest)
    with pytest.raises(ToolFailureError) as caught:
        Sources(store, objects, caller).rows(source, (Key.TRANSACTION,), "left")
    assert caught.value.failure.code is FailureCode.INVALID_ARGUMENT


def test_an_object_that_was_never_put_is_unknown(store: FinanceStore, objects: FolderStore, caller: Caller) -> None:
    with pytest.raises(ToolFailureError) as caught:
        Sources(store, objects, caller).rows(StatementSource(kind="statement", sha256="0" * 64), (Key.TRANSACTION,), "left")
    assert caught.value.failure.code is FailureCode.UNKNOWN_ID


def test_a_day_without_positions_has_no_market_data(store: FinanceStore, objects: FolderStore, caller: Caller) -> None:
    source = PositionSource.model_validate({"kind": "positions", "book": "BOOK-01", "as_of": "2020-01-02"})
    with pytest.raises(ToolFailureError) as caught:
        Sources(store, objects, caller).rows(source, (Key.ISIN,), "left")
    assert caught.value.failure.code is FailureCode.NO_MARKET_DATA
