"""EE, EPE, EEPE and PFE on numbers small enough to do by hand."""

import numpy as np
import pytest

from bank_risk.counterparty.exposure.measures import measure

TIMES = np.array([0.0, 0.25, 0.5, 1.0, 2.0])
COVERED = np.array([[1.0, 1.0], [4.0, -2.0], [-1.0, 1.0], [6.0, 2.0], [0.0, 40.0]])


def test_measures_by_hand() -> None:
    found = measure(TIMES, COVERED, np.full((5, 2), 0.5), last=5.0)
    assert found.expected == (1.0, 2.0, 0.5, 4.0, 20.0)
    assert found.discounted == (0.5, 1.0, 0.25, 2.0, 10.0)
    assert found.negative == (0.0, 1.0, 0.5, 0.0, 0.0)
    assert found.effective == (1.0, 2.0, 2.0, 4.0, 20.0)
    assert found.average == pytest.approx(0.25 * 2 + 0.25 * 0.5 + 0.5 * 4)
    assert found.effective_average == pytest.approx(0.25 * 2 + 0.25 * 2 + 0.5 * 4)
    assert found.potential_95 == found.potential_99 == (1.0, 4.0, 1.0, 6.0, 40.0)


def test_the_averaging_period_ends_with_the_last_trade() -> None:
    found = measure(TIMES, COVERED, np.ones((5, 2)), last=0.5)
    assert found.average == pytest.approx((0.25 * 2 + 0.25 * 0.5) / 0.5)


def test_potential_exposure_is_an_order_statistic() -> None:
    draws = np.vstack([np.zeros(1_000), np.arange(1_000.0)])
    found = measure(np.array([0.0, 1.0]), draws, np.ones((2, 1_000)), last=1.0)
    assert (found.potential_95[1], found.potential_99[1]) == (950.0, 990.0)
