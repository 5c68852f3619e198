"""The SQL of the market tools, over the world's own rows."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from sqlalchemy import ClauseElement

from bank_finance.markets import queries
from bank_finance.store.reading import FinanceStore
from bank_kit.world.reader import World

FRIDAY = date(2026, 11, 20)


def test_the_last_row_until_a_day_is_found_for_each_kind_of_data(store: FinanceStore) -> None:
    sunday = date(2026, 11, 22)
    assert store.rows(queries.last_close("QZ0000000017", sunday))[0]["as_of"] == FRIDAY
    assert store.rows(queries.curve_day("EUR-ESTR", sunday))[0]["on_day"] == FRIDAY
    assert store.rows(queries.rate_day(sunday))[0]["on_day"] == FRIDAY
    assert store.rows(queries.volatility_day("EURUSD", sunday))[0]["on_day"] == FRIDAY
    assert store.rows(queries.curve_day("EUR-ESTR", date(2010, 1, 1)))[0]["on_day"] is None


def test_series_are_whole_and_ascending(store: FinanceStore, world: World) -> None:
    told = [row for batch in world.rows("price_eod", ("isin", "date")) for row in batch if row[0] == "QZ0000000017"]
    rows = store.rows(queries.closes("QZ0000000017", date(2016, 1, 1), FRIDAY))
    assert [row["as_of"] for row in rows] == [day for _, day in told]
    assert len(store.rows(queries.rate_series("USD", date(2026, 11, 16), FRIDAY))) == 5
    assert len(store.rows(queries.volatility_series("EURUSD", "1Y", date(2026, 11, 16), FRIDAY))) == 5


def test_a_day_has_all_its_pillars_rates_and_tenors(store: FinanceStore) -> None:
    tenors = [row["tenor"] for row in store.rows(queries.curve_points("EUR-ESTR", FRIDAY))]
    assert " ".join(tenors) == "1M 3M 6M 1Y 2Y 3Y 5Y 7Y 10Y 20Y 30Y"
    assert {row["quote"] for row in store.rows(queries.rates(FRIDAY))} == {"USD", "GBP", "CHF", "JPY", "SEK", "NOK", "PLN"}
    assert {row["tenor"] for row in store.rows(queries.volatilities("EURUSD", FRIDAY))} == {"1M", "3M", "1Y", "5Y"}


def test_reference_data_is_there(store: FinanceStore) -> None:
    assert len(store.rows(queries.curves())) == 12
    assert store.rows(queries.instrument("QZ0000000017"))[0]["figi"] == "QZG000100007"
    christmas = store.rows(queries.closings("TARGET", date(2026, 12, 20), date(2026, 12, 31)))
    assert [row["closed_on"] for row in christmas] == [date(2026, 12, 25)]


class GoldenSql(Protocol):
    def check(self, area: str, statements: Mapping[str, ClauseElement]) -> None: ...


def test_oracle_and_db2_get_the_sql_that_was_read(golden_sql: GoldenSql) -> None:
    golden_sql.check(
        "markets",
        {
            "instrument": queries.instrument("QZ0000000017"),
            "last close": queries.last_close("QZ0000000017", FRIDAY),
            "closes": queries.closes("QZ0000000017", FRIDAY, FRIDAY),
            "curves": queries.curves(),
            "day of a curve": queries.curve_day("EUR-ESTR", FRIDAY),
            "pillars": queries.curve_points("EUR-ESTR", FRIDAY),
            "day of rates": queries.rate_day(FRIDAY),
            "rates": queries.rates(FRIDAY),
            "rate series": queries.rate_series("USD", FRIDAY, FRIDAY),
            "day of volatilities": queries.volatility_day("EURUSD", FRIDAY),
            "volatilities": queries.volatilities("EURUSD", FRIDAY),
            "volatility series": queries.volatility_series("EURUSD", "1Y", FRIDAY, FRIDAY),
            "closing days": queries.closings("TARGET", FRIDAY, FRIDAY),
        },
    )
