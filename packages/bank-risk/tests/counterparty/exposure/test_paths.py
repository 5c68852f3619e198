"""Simulated factors: martingales where theory has them, correlations as asked, and the same bits every time."""

import numpy as np
import pytest

from bank_risk.counterparty.exposure.model import MarketModel
from bank_risk.counterparty.exposure.paths import BLOCK, FactorPaths, bytes_of_block, simulate
from bank_risk.counterparty.exposure.pricing import Scene

TIMES = np.array([0.0, 0.5, 2.0, 5.0])


@pytest.fixture(scope="module")
def blocks(model: MarketModel) -> list[FactorPaths]:
    return [simulate(model, TIMES, BLOCK, seed=11, block=number) for number in range(20)]


def _close(samples: list[np.ndarray], expected: float) -> bool:
    """Within four standard errors."""
    drawn = np.concatenate(samples)
    error = float(drawn.std()) / float(np.sqrt(len(drawn)))
    return abs(float(drawn.mean()) - expected) < 4 * error


@pytest.mark.parametrize("index", [1, 2, 3])
def test_discounted_bonds_of_both_currencies_are_martingales(model: MarketModel, blocks: list[FactorPaths], index: int) -> None:
    """E[D(t) P(t,8)] = P(0,8), and for the foreign bond with its exchange rate, quanto drift included."""
    end = np.asarray(8.0)
    home = [block.discount[index] * Scene(model, block, index).bond("EUR", 8.0) for block in blocks]
    foreign = [block.discount[index] * block.exchange["USD"][index] * Scene(model, block, index).bond("USD", 8.0) for block in blocks]
    assert _close(home, float(model.rates["EUR"].curve.discount(end)))
    assert _close(foreign, 0.9 * float(model.rates["USD"].curve.discount(end)))


@pytest.mark.parametrize("index", [1, 3])
def test_discounted_share_with_dividends_is_a_martingale_in_the_reporting_currency(blocks: list[FactorPaths], index: int) -> None:
    grown = float(np.exp(0.01 * TIMES[index]))
    assert _close([block.discount[index] * block.exchange["USD"][index] * block.assets["SHARE"][index] * grown for block in blocks], 0.9 * 100.0)


def test_a_spread_without_drift_keeps_its_mean(blocks: list[FactorPaths]) -> None:
    assert _close([block.assets["SPREAD"][3] for block in blocks], 0.02)


def test_correlation_of_rates_and_exchange_rate_is_the_one_asked_for(blocks: list[FactorPaths]) -> None:
    rates = np.corrcoef(np.concatenate([block.short["EUR"][1] for block in blocks]), np.concatenate([block.short["USD"][1] for block in blocks]))
    assert rates[0, 1] == pytest.approx(0.5, abs=0.03)


def test_the_same_seed_and_block_give_the_same_bits_and_others_do_not(model: MarketModel) -> None:
    first, again, other = (simulate(model, TIMES, 50, seed=seed, block=block) for seed, block in ((1, 0), (1, 0), (1, 1)))
    assert np.array_equal(first.discount, again.discount) and np.array_equal(first.assets["SHARE"], again.assets["SHARE"])
    assert not np.array_equal(first.discount[1:], other.discount[1:])


def test_now_is_certain(model: MarketModel) -> None:
    block = simulate(model, TIMES, 10, seed=1, block=0)
    assert np.all(block.discount[0] == 1) and np.all(block.short["EUR"][0] == 0)
    assert np.allclose(block.exchange["USD"][0], 0.9, rtol=1e-15)


def test_the_size_of_a_block_stops_growing_with_the_paths(model: MarketModel) -> None:
    assert bytes_of_block(model, 4, BLOCK) == bytes_of_block(model, 4, 50 * BLOCK) == 8 * 4 * BLOCK * (3 * 2 + 2 * 5 + 4)
