"""Accounts and payments hang together by their ids."""

import pytest

from bank_kit.world.schema.accounts import ACCOUNTS

COLUMNS = {(table.name, column.name): column for table in ACCOUNTS for column in table.columns}


@pytest.mark.parametrize(
    "reference", [("transaction", "debit_account"), ("transaction", "credit_account"), ("payment", "transaction_id"), ("payment_status", "payment_id")]
)
def test_a_reference_is_a_text_column(reference: tuple[str, str]) -> None:
    assert COLUMNS[reference].type == "VARCHAR"
