"""Currencies and the description of each table, read as resources."""

import pytest

from bank_finance.reference.offer import resources
from bank_finance.reference.results import CurrencyList, TableEntry
from bank_finance.store.reading import FinanceStore
from bank_finance.store.tables import FILLED
from bank_kit.envelope import Envelope
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller


def test_the_currencies_come_with_their_minor_units(store: FinanceStore, caller: Caller) -> None:
    currencies, _ = resources(store)
    found = currencies.read({}, caller)
    assert isinstance(found, Envelope)
    assert isinstance(found.value, CurrencyList)
    assert {entry.code: entry.minor_units for entry in found.value.currencies}["JPY"] == 0


@pytest.mark.parametrize("table", [table.name for table in FILLED])
def test_each_table_tells_its_columns(store: FinanceStore, caller: Caller, table: str) -> None:
    _, schema = resources(store)
    found = schema.read({"table": table}, caller)
    assert isinstance(found, Envelope)
    assert isinstance(found.value, TableEntry)
    assert found.value.owner
    assert any(column.is_key for column in found.value.columns)


def test_a_table_that_is_none_is_unknown(store: FinanceStore, caller: Caller) -> None:
    _, schema = resources(store)
    with pytest.raises(ToolFailureError) as caught:
        schema.read({"table": "sqlite_master"}, caller)
    assert caught.value.failure.code is FailureCode.UNKNOWN_ID
