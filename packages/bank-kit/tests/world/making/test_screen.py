"""A trader sees the curves and prices the tables hold."""

from datetime import date

import duckdb
import pytest

from bank_kit.world.making import history, screen
from bank_kit.world.size import Size, Spec


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    history.make(made, Spec(size=Size.S))
    return made


def test_a_curve_is_the_row_of_its_day_and_of_the_day_before_on_holidays(connection: duckdb.DuckDBPyConnection) -> None:
    seen = screen.read(connection)
    for asked, kept in ((None, "2026-11-20"), (date(2025, 12, 24), "2025-12-24"), (date(2025, 12, 26), "2025-12-24")):
        rows = connection.execute(f"SELECT zero_rate FROM curve_point WHERE curve_id = 'USD-SOFR' AND date = '{kept}' ORDER BY days").fetchall()
        assert seen.curve("USD-SOFR", asked).tolist() == [rate for (rate,) in rows]


def test_currencies_without_a_curve_are_discounted_with_the_euro(connection: duckdb.DuckDBPyConnection) -> None:
    seen = screen.read(connection)
    assert seen.overnight("PLN").tolist() == seen.curve("EUR-ESTR").tolist()
    assert seen.overnight("JPY").tolist() == seen.curve("JPY-TONA").tolist()


def test_volatility_is_of_the_nearest_tenor(connection: duckdb.DuckDBPyConnection) -> None:
    seen = screen.read(connection)
    assert seen.volatility("EURUSD", 0.1) == seen.volatilities["EURUSD", "1M"]
    assert seen.volatility("EURUSD", 4.0) == seen.volatilities["EURUSD", "5Y"]
    assert len(seen.spots) == len(seen.listed) == 60
