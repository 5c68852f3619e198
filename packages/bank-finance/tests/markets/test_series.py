"""Which series a name means."""

from collections.abc import Callable
from datetime import date

import pytest

from bank_finance.markets.arguments import MarketDataArguments, MarketField
from bank_finance.markets.book import StoredBook
from bank_finance.markets.deliveries import Deliveries, NothingDelivered
from bank_finance.markets.desk import MarketDesk
from bank_finance.markets.series import SeriesFinder, is_expected_daily
from bank_finance.store.reading import FinanceStore
from bank_kit.failures import FailureCode, ToolFailureError

Bring = Callable[..., tuple[int, list[str]]]


@pytest.fixture(scope="session")
def finder(store: FinanceStore, book: StoredBook) -> SeriesFinder:
    return SeriesFinder(store.rows, book, NothingDelivered())


@pytest.mark.parametrize(
    ("given", "unit", "field"),
    [
        ({"instrument": "QZ0000000017"}, "percent of nominal", "close"),
        ({"instrument": "QZ0000000306"}, "EUR per unit", "close"),
        ({"instrument": "QZ0000000504"}, "index points", "close"),
        ({"instrument": "QZ0000000504", "field": "volatility", "tenor": "3M"}, "decimal a year, lognormal", "volatility"),
        ({"instrument": "EURUSD"}, "units of USD for one EUR", "mid"),
        ({"instrument": "EURUSD", "field": "volatility"}, "decimal a year, lognormal", "volatility"),
        ({"instrument": "EUR-ESTR"}, "decimal a year, normal", "volatility"),
        ({"instrument": "QZ0000000017", "snapshot": "intraday"}, "percent of nominal", "trade"),
    ],
)
def test_a_name_and_a_field_are_a_series_with_a_unit(finder: SeriesFinder, given: dict[str, object], unit: str, field: str) -> None:
    asked = finder.find(MarketDataArguments.model_validate(given))
    assert (asked.unit, asked.field.value) == (unit, field)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"instrument": "QZ0000009992"}, FailureCode.UNKNOWN_ID, "instrument"),
        ({"instrument": "XAU-GOLD"}, FailureCode.UNKNOWN_ID, "instrument"),
        ({"instrument": "QZ0000000017", "field": "mid"}, FailureCode.NO_MARKET_DATA, "field"),
        ({"instrument": "GBPUSD"}, FailureCode.NO_MARKET_DATA, "field"),
        ({"instrument": "EURUSD", "field": "close"}, FailureCode.NO_MARKET_DATA, "field"),
        ({"instrument": "EUR-ESTR", "field": "close"}, FailureCode.NO_MARKET_DATA, "field"),
        ({"instrument": "EURUSD", "snapshot": "intraday"}, FailureCode.NO_MARKET_DATA, "field"),
    ],
)
def test_what_is_no_series_names_the_argument(finder: SeriesFinder, given: dict[str, object], code: FailureCode, field: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        finder.find(MarketDataArguments.model_validate(given))
    assert (refused.value.failure.code, refused.value.failure.field) == (code, field)


def test_a_delivered_price_stands_before_one_that_was_carried_on(bring: Bring, deliveries: Deliveries, fed_desk: MarketDesk, store: FinanceStore) -> None:
    bring("QZ0000000249,close,2026-11-19,100.25")
    asked = SeriesFinder(store.rows, fed_desk.book, deliveries).find(MarketDataArguments(instrument="QZ0000000249"))
    points = {point.on.day: point for point in asked.points(date(2026, 11, 18), date(2026, 11, 20))}
    assert (points[19].source, points[19].priced_on) == ("TEST-FEED", date(2026, 11, 19))
    assert points[18].priced_on == points[20].priced_on == date(2026, 11, 13)


def test_only_what_the_history_keeps_is_expected_every_day() -> None:
    assert [field.value for field in MarketField if is_expected_daily(field)] == ["close", "mid", "volatility"]
