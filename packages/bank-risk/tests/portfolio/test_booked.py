"""P&L by the prices of the books."""

import pytest

from bank_risk.portfolio.booked import holdings_of
from bank_risk.portfolio.building import portfolio_of
from bank_risk.portfolio.lines import Portfolio
from bank_risk.portfolio.selection import Wanted, chosen_books
from bank_risk.store.runs import RiskStore


@pytest.fixture
def portfolio(store: RiskStore) -> Portfolio:
    return portfolio_of(store, chosen_books(store, Wanted(kind="TRADING")), store.business_date())


def test_twenty_evenings_are_kept_and_todays_units_are_worth_todays_value(store: RiskStore, portfolio: Portfolio) -> None:
    holdings = holdings_of(store, portfolio)
    assert holdings.days == 20
    assert set(holdings.latest) == set(holdings.first)
    assert holdings.latest != holdings.first


def test_pnl_of_held_units_is_the_change_of_price_in_euro(store: RiskStore, portfolio: Portfolio) -> None:
    holdings = holdings_of(store, portfolio)
    isin = next(isin for isin in holdings.latest if holdings.currencies[isin] == "EUR")
    prices = portfolio.history.prices[isin]
    assert holdings.pnl(portfolio, {isin: 10.0}, 3).tolist() == pytest.approx([10 * float(prices[-3 + i] - prices[-4 + i]) for i in range(3)])
