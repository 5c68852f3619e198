"""Prices follow their factors, stay above nought and agree with the curves."""

import numpy as np
import pytest

from bank_kit.world.market import factors, prices
from bank_kit.world.market.bonds import clean_prices
from bank_kit.world.market.factors import Factors
from bank_kit.world.market.listed import instruments
from bank_kit.world.market.streams import Floats

LISTED = instruments()
PLACES = {each.name: place for place, each in enumerate(LISTED)}


@pytest.fixture(scope="module")
def close(drawn: Factors, simulated: dict[str, Floats]) -> Floats:
    return prices.simulate(42, LISTED, drawn, simulated)


def returns(close: Floats, name: str) -> Floats:
    found: Floats = np.diff(np.log(close[:, PLACES[name]]))
    return found


def test_no_price_is_negative_and_only_young_bonds_lack_any(close: Floats) -> None:
    assert (close[~np.isnan(close)] > 0).all()
    missing = {LISTED[place].name for place in np.flatnonzero(np.isnan(close).any(axis=0))}
    assert missing == {"Fjord Housing Credit Covered 0.625% 2033", "Sund Wind 1.75% 2032"}
    assert not np.isnan(close[-500:]).any()


def test_the_world_index_fell_worst_and_by_a_third_in_the_crash(close: Floats, drawn: Factors) -> None:
    found = returns(close, "World Equity")
    assert str(drawn.days[1:][found.argmin()]) == str(factors.CRASH_WORST)
    assert -0.14 < found.min() < -0.09
    first, last = (int(np.searchsorted(drawn.days, np.datetime64(day))) for day in ("2020-02-19", "2020-03-23"))
    index = close[:, PLACES["World Equity"]]
    assert 0.55 < index[last] / index[first] < 0.78


def test_shares_move_together_and_against_the_safest_bonds_less(close: Floats) -> None:
    shares = np.corrcoef([returns(close, name) for name in ("Eurozone 50", "America 500", "Aldermann Works ord.")])
    assert shares[0, 1] > 0.8
    assert 0.4 < shares[0, 2] < 0.95
    assert abs(np.corrcoef(returns(close, "World Equity"), returns(close, "Sovereign DE 2.5% 2044"))[0, 1]) < 0.4


@pytest.mark.parametrize(("name", "low", "high"), [("World Equity", 0.10, 0.22), ("Aldermann Works ord.", 0.15, 0.40), ("Sovereign DE 2.5% 2044", 0.05, 0.20)])
def test_yearly_volatilities_are_of_the_right_size(close: Floats, name: str, low: float, high: float) -> None:
    assert low < returns(close, name).std() * np.sqrt(256) < high


def test_returns_of_shares_have_fat_tails(close: Floats) -> None:
    found = returns(close, "Eurozone 50")
    assert 5 < ((found - found.mean()) ** 4).mean() / found.var() ** 2 < 40


def test_a_bond_costs_what_its_curve_says_give_or_take_its_own_spread(close: Floats, drawn: Factors, simulated: dict[str, Floats]) -> None:
    bond = LISTED[PLACES["Polder Chemicals 2.5% 2030"]]
    curve = prices.zero_curve(bond, simulated)
    expected = clean_prices(bond, drawn.days[-20:], curve[-20:], np.zeros(20))
    assert np.abs(close[-20:, PLACES[bond.name]] / expected - 1).max() < 0.02


def test_prices_repeat_for_a_seed(drawn: Factors, simulated: dict[str, Floats], close: Floats) -> None:
    assert np.array_equal(prices.simulate(42, LISTED, drawn, simulated), close, equal_nan=True)
    assert not np.array_equal(prices.simulate(43, LISTED, drawn, simulated), close, equal_nan=True)
