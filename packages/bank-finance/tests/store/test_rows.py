"""Rows go in past every conversion, in the form the driver wants."""

from datetime import date
from decimal import Decimal

from sqlalchemy import create_engine, select

from bank_finance.store.markets import fx_eod
from bank_finance.store.rows import insert_rows


def test_rows_come_back_as_values() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        fx_eod.create(connection)
        insert_rows(connection, fx_eod, [[("USD", "2026-11-20", 108_000_000)], [("GBP", "2026-11-20", 85_000_001)]])
        found = {row.quote: (row.as_of, row.mid) for row in connection.execute(select(fx_eod))}
    assert found == {"USD": (date(2026, 11, 20), Decimal("1.08")), "GBP": (date(2026, 11, 20), Decimal("0.85000001"))}
    engine.dispose()
