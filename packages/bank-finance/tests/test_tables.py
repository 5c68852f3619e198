"""Decimals go in and come out exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine.default import DefaultDialect

from bank_finance.tables import TABLES, Exact

DIALECT = DefaultDialect()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_decimal_survives_the_database(value: Decimal) -> None:
    column = Exact(4)
    assert column.process_result_value(column.process_bind_param(value, DIALECT), DIALECT) == value


def test_more_decimals_than_the_column_has_are_an_error() -> None:
    with pytest.raises(ArithmeticError):
        Exact(4).process_bind_param(Decimal("0.00001"), DIALECT)


def test_names_fit_every_dialect() -> None:
    for table in TABLES.tables.values():
        for name in (table.name, *table.columns.keys(), *(str(index.name) for index in table.indexes)):
            assert len(name) <= 30
