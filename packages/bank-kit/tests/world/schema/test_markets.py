"""Histories name what they are of."""

import pytest

from bank_kit.world.schema.markets import MARKETS

COLUMNS = {(table.name, column.name): column for table in MARKETS for column in table.columns}


@pytest.mark.parametrize("reference", [("price_eod", "isin"), ("curve_point", "curve_id")])
def test_a_reference_is_a_text_column(reference: tuple[str, str]) -> None:
    assert COLUMNS[reference].type == "VARCHAR"
