"""Every table fits every dialect and says what it holds."""

import pytest
from sqlalchemy import Boolean, Table
from sqlalchemy.dialects import registry
from sqlalchemy.schema import CreateTable

from bank_finance.store.columns import OWNER, STORE, TOLD, Told
from bank_finance.store.tables import FILLED


def test_every_table_is_filled_and_what_it_refers_to_comes_first() -> None:
    assert set(FILLED) <= set(STORE.tables.values())
    for place, table in enumerate(FILLED):
        assert {key.column.table for key in table.foreign_keys} <= set(FILLED[:place])


@pytest.mark.parametrize("table", FILLED, ids=lambda table: table.name)
def test_a_table_keeps_the_discipline_of_dialects(table: Table) -> None:
    for name in (table.name, *table.columns.keys(), *(str(index.name) for index in table.indexes)):
        assert len(name) <= 30
    assert not any(isinstance(column.type, Boolean) for column in table.columns)
    for name in ("sqlite", "postgresql", "oracle"):
        assert str(CreateTable(table).compile(dialect=registry.load(name)()))


def test_no_name_is_a_word_oracle_keeps_for_itself() -> None:
    preparer = registry.load("oracle")().identifier_preparer
    names = {name for table in FILLED for name in (table.name, *table.columns.keys())}
    assert [name for name in sorted(names) if preparer.quote(name) != name] == []


@pytest.mark.parametrize("table", FILLED, ids=lambda table: table.name)
def test_every_column_says_what_it_is(table: Table) -> None:
    assert table.info[OWNER]
    for column in table.columns:
        told = column.info[TOLD]
        assert isinstance(told, Told)
        assert told.meaning
        assert told.lineage
