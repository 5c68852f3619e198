"""Trades, books and loans hang together by their ids."""

import pytest

from bank_kit.world.schema.exposures import EXPOSURES

COLUMNS = {(table.name, column.name): column for table in EXPOSURES for column in table.columns}


@pytest.mark.parametrize("reference", [("position_eod", "book_id"), ("netting_set", "counterparty_id"), ("trade", "netting_set_id"), ("loan", "customer_id")])
def test_a_reference_is_a_text_column(reference: tuple[str, str]) -> None:
    assert COLUMNS[reference].type == "VARCHAR"
