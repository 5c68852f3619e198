"""Currencies stay in their range; volatilities jump in the crash and decay with the tenor."""

import numpy as np
import pytest

from bank_kit.world.market import currencies
from bank_kit.world.market.factors import CRASH_WORST, Factors


def test_the_euro_is_worth_about_a_dollar_and_moves_half_a_percent_a_day(drawn: Factors) -> None:
    rates = currencies.exchange_rates(42, drawn)
    assert set(rates) == {"USD", "GBP", "CHF", "JPY", "SEK", "NOK", "PLN"}
    assert 0.8 < rates["USD"].min() < rates["USD"].max() < 1.5
    assert 0.05 < np.diff(np.log(rates["USD"])).std() * np.sqrt(256) < 0.12


def test_the_krone_falls_and_the_yen_rises_when_shares_fall(drawn: Factors) -> None:
    rates = currencies.exchange_rates(42, drawn)
    crash = drawn.of("equity")[1:] < -3
    moves = {name: float(np.diff(np.log(rates[name]))[crash].mean()) for name in ("NOK", "JPY")}
    assert moves["NOK"] > 0 > moves["JPY"]


@pytest.mark.parametrize("name", ["QZ0000000504", "EURUSD", "EUR-ESTR"])
def test_short_volatilities_rise_most_in_the_crash(drawn: Factors, name: str) -> None:
    found = currencies.volatilities(42, drawn, {"QZ0000000504": 1.1})[name]
    tenors = list(currencies.TENORS)
    day = int(np.searchsorted(drawn.days, np.datetime64(CRASH_WORST)))
    assert found.shape == (2560, 4)
    assert found.min() > 0
    assert found[day, tenors.index("1M")] > 1.4 * np.median(found[:, tenors.index("1M")])
    assert found[day, tenors.index("1M")] > found[day, tenors.index("5Y")]


def test_tenors_stand_in_order_of_their_names() -> None:
    assert list(currencies.TENORS) == sorted(currencies.TENORS)
