"""The history as read from the store."""

import math

import numpy as np

from bank_risk.market.scenario import RiskClass
from bank_risk.portfolio.reading import carry, history_of
from bank_risk.store.runs import RiskStore


def test_the_history_is_whole_and_read_once(store: RiskStore) -> None:
    history = history_of(store)
    assert history is history_of(store)
    assert history.levels.shape == (len(history.days), len(history.columns))
    assert np.isfinite(history.levels).all()
    assert list(history.days) == sorted(history.days)
    assert {column.risk_class for column in history.columns} == set(RiskClass) - {RiskClass.PROPERTY}


def test_bonds_have_prices_but_are_no_factors(store: RiskStore) -> None:
    history = history_of(store)
    listed = {column.id[3:] for column in history.columns if column.id[:3] in {"EQ-", "CO-"}}
    assert listed < set(history.prices)
    assert len(history.prices) - len(listed) == 28


def test_short_holes_are_filled_with_the_price_before_and_long_ones_are_not() -> None:
    nan = math.nan
    prices = np.array([nan, nan, 1.0, nan, 2.0, nan, nan, nan, nan, nan, nan, nan, 3.0])
    assert carry(prices) == 6
    assert np.isnan(prices[:2]).all()
    assert prices[2:10].tolist() == [1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0]
    assert np.isnan(prices[10:12]).all()
