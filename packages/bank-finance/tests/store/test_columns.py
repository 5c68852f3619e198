"""Decimals go in and come out exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine.default import DefaultDialect

from bank_finance.store.columns import Exact, told

DIALECT = DefaultDialect()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_decimal_survives_the_database(value: Decimal) -> None:
    column = Exact(4)
    assert column.process_result_value(column.process_bind_param(value, DIALECT), DIALECT) == value


def test_more_decimals_than_the_column_has_are_an_error() -> None:
    with pytest.raises(ArithmeticError):
        Exact(4).process_bind_param(Decimal("0.00001"), DIALECT)


def test_a_column_without_words_of_its_own_takes_those_of_the_world() -> None:
    assert told("payment.uetr")["told"].meaning == "UUID version 4 in form"
    with pytest.raises(KeyError):
        told("nowhere.uetr")
