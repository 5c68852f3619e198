"""Columns become tables of the schema, whatever they are made of."""

from datetime import date
from decimal import Decimal

import duckdb
import numpy as np
import pytest

from bank_kit.world.making.filling import fill, fill_rows, objects

CURVE = ("EUR-ESTR", "EUR", "ESTR", "OIS", "ACT/365F", "linear_zero")


def test_arrays_become_a_table_with_the_types_of_the_schema() -> None:
    connection = duckdb.connect()
    columns = {"quote": np.array(["USD", "USD"]), "date": np.array(["2026-11-19", "2026-11-20"], dtype="datetime64[D]"), "mid": np.array([1.1, 1.2])}
    fill(connection, "fx_eod", columns)
    assert connection.execute("FROM fx_eod").fetchall() == [("USD", date(2026, 11, 19), 1.1), ("USD", date(2026, 11, 20), 1.2)]


def test_rows_may_lack_values_and_money_is_exact() -> None:
    connection = duckdb.connect()
    row = ("L1", "VAR_99_1D", "DESK", "Rates", 1234.5, None, 0.8, "head", date(2026, 1, 2))
    fill_rows(connection, "risk_limit", [row])
    assert connection.execute("SELECT amount, currency FROM risk_limit").fetchall() == [(Decimal("1234.5000"), None)]


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="curve has not 6"):
        fill_rows(duckdb.connect(), "curve", [CURVE, CURVE[:-1]])


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(KeyError):
        fill(duckdb.connect(), "fx_eod", {"quote": objects(["USD"])})
