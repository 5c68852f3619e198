"""Exact amounts, and names every database takes."""

from decimal import Decimal

import pytest
from sqlalchemy import BigInteger, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateTable

from bank_risk.store.results import RESULTS
from bank_risk.store.tables import LOADED, banking
from bank_risk.store.tables.columns import AMOUNT

STRICT = make_url("oracle://").get_dialect()()


def test_amounts_are_whole_numbers_in_the_database_and_decimals_outside() -> None:
    assert AMOUNT.process_bind_param(Decimal("-12.3456"), STRICT) == -123_456
    assert AMOUNT.process_result_value(123_456, STRICT) == Decimal("12.3456")
    assert AMOUNT.process_bind_param(None, STRICT) is None
    assert isinstance(AMOUNT.impl, BigInteger)


def test_an_amount_that_would_lose_decimals_is_refused() -> None:
    with pytest.raises(ArithmeticError, match="4 decimals"):
        AMOUNT.process_bind_param(Decimal("0.00001"), STRICT)


def test_names_are_short_and_tables_compile_for_a_strict_dialect() -> None:
    for metadata in (LOADED, RESULTS):
        for table in metadata.sorted_tables:
            names = [table.name, *(column.name for column in table.columns), *(str(index.name) for index in table.indexes)]
            assert max(len(name) for name in names) <= 30
            assert "BOOLEAN" not in str(CreateTable(table).compile(dialect=STRICT))


def test_no_column_holds_personal_data() -> None:
    names = {column.name for column in banking.customer.columns} | {column.name for column in banking.loan.columns}
    assert not names & {"name", "birth_date", "email", "iban", "street", "tax_id", "phone", "card"}
    assert str(insert(banking.customer)) and str(select(banking.deposit))
