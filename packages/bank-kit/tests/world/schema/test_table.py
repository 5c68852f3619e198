"""The notation of tables, and what holds for every table of the world."""

import pytest

from bank_kit.world.schema import TABLES
from bank_kit.world.schema.table import table


def test_a_line_is_a_column() -> None:
    found = table("t", "things", "id", "id VARCHAR its name\namount DECIMAL(18,2) how much, in euro")
    assert [(column.name, column.type, column.meaning) for column in found.columns] == [
        ("id", "VARCHAR", "its name"),
        ("amount", "DECIMAL(18,2)", "how much, in euro"),
    ]


def test_a_key_must_be_a_column() -> None:
    with pytest.raises(ValueError, match="'isin'"):
        table("t", "things", "id isin", "id VARCHAR its name")


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_has_known_types_and_says_what_each_column_means(name: str) -> None:
    for column in TABLES[name].columns:
        assert column.type.split("(")[0] in {"VARCHAR", "DATE", "TIMESTAMP", "INTEGER", "DOUBLE", "BOOLEAN", "DECIMAL"}
        assert column.meaning
