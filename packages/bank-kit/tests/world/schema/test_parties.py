"""What is known of a party names the party."""

import pytest

from bank_kit.world.schema.parties import PARTIES

COLUMNS = {(table.name, column.name): column for table in PARTIES for column in table.columns}


@pytest.mark.parametrize("reference", [("kyc_file", "customer_id"), ("relationship", "from_id"), ("consent", "customer_id"), ("document", "owner_id")])
def test_a_reference_is_a_text_column(reference: tuple[str, str]) -> None:
    assert COLUMNS[reference].type == "VARCHAR"
