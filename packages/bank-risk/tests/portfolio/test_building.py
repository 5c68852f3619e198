"""Portfolios of books, and what is said about them."""

from datetime import date

import pytest
from sqlalchemy import RowMapping

from bank_kit.failures import ToolFailureError
from bank_risk.portfolio import building
from bank_risk.portfolio.building import first_position_day, portfolio_of
from bank_risk.portfolio.selection import Wanted, chosen_books
from bank_risk.store.runs import RiskStore


@pytest.fixture
def books(store: RiskStore) -> dict[str, RowMapping]:
    return dict(chosen_books(store, Wanted(kind="TRADING")))


def test_every_position_and_trade_of_the_books_is_a_line(store: RiskStore, books: dict[str, RowMapping]) -> None:
    portfolio = portfolio_of(store, books, store.business_date())
    assert {line.book for line in portfolio.lines} == set(books)
    assert not any(warning.startswith("NOT_MODELLED") for warning in portfolio.warnings)
    assert any(warning.startswith("STALE_PRICE") for warning in portfolio.warnings)
    assert any(warning.startswith("CARRIED_PRICE") for warning in portfolio.warnings)


def test_an_earlier_day_says_that_trades_are_those_of_the_last(store: RiskStore, books: dict[str, RowMapping]) -> None:
    day = first_position_day(store)
    assert any(warning.startswith("LATEST_TRADES") for warning in portfolio_of(store, books, day).warnings)


def test_days_before_the_first_position_have_no_portfolio(store: RiskStore, books: dict[str, RowMapping]) -> None:
    with pytest.raises(ToolFailureError) as caught:
        portfolio_of(store, books, date(2026, 10, 1))
    assert caught.value.failure.code == "NO_MARKET_DATA"


def test_a_price_too_old_is_no_price(store: RiskStore, books: dict[str, RowMapping], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "STALE_DAYS", 1)
    with pytest.raises(ToolFailureError) as caught:
        portfolio_of(store, books, store.business_date())
    assert caught.value.failure.code == "STALE_DATA"


def test_what_is_left_out_is_named_and_counted() -> None:
    [said] = building._left_out([f"TR-{number}: no formula" for number in range(14)])
    assert "TR-9: no formula and 4 more" in said
