"""The factors move together, have fat tails and clusters, and crash once."""

import numpy as np
import pytest

from bank_kit.world.market import factors, target
from bank_kit.world.market.factors import CORRELATION, FACTORS, Factors, draw, own_shocks, root_of_correlation


def kurtosis(values: "np.typing.NDArray[np.float64]") -> float:
    return float(((values - values.mean()) ** 4).mean() / values.var() ** 2)


def test_the_root_of_the_correlation_multiplies_back_to_it() -> None:
    root = root_of_correlation()
    for row, given in enumerate(CORRELATION):
        for column, expected in enumerate(given):
            assert sum(root[row][k] * root[column][k] for k in range(column + 1)) == pytest.approx(expected)


def test_factors_correlate_as_they_should(drawn: Factors) -> None:
    found = np.asarray(np.corrcoef(drawn.shocks.T))
    for row, given in enumerate(CORRELATION):
        for column, expected in enumerate(given):
            assert abs(found[row, column] - expected) < 0.15, (FACTORS[row], FACTORS[column])


@pytest.mark.parametrize("name", FACTORS)
def test_tails_are_fat_but_finite(drawn: Factors, name: str) -> None:
    assert 3.5 < kurtosis(drawn.of(name)) < 40


def test_large_moves_come_in_clusters(drawn: Factors) -> None:
    sizes = np.abs(drawn.of("equity"))
    lagged = [float(np.corrcoef(sizes[lag:], sizes[:-lag])[0, 1]) for lag in (1, 5)]
    assert min(lagged) > 0.1


def test_the_worst_day_of_ten_years_falls_into_the_crash(drawn: Factors) -> None:
    assert str(drawn.days[drawn.of("equity").argmin()]) == str(factors.CRASH_WORST)
    inside = (drawn.days >= np.datetime64(factors.CRASH_FIRST)) & (drawn.days <= np.datetime64(factors.CRASH_LAST))
    assert drawn.turbulence[inside].mean() > 2 * drawn.turbulence.mean()
    assert drawn.of("credit")[inside].sum() > 20


def test_the_same_seed_draws_the_same_factors_and_another_seed_others() -> None:
    days = target.business_days()[:300]
    assert np.array_equal(draw(7, days).shocks, draw(7, days).shocks)
    assert not np.array_equal(draw(7, days).shocks, draw(8, days).shocks)


def test_shocks_of_single_names_owe_nothing_to_the_factors(drawn: Factors) -> None:
    own = own_shocks(42, "test", drawn, 2)
    assert abs(float(np.corrcoef(own[:, 0], drawn.of("equity"))[0, 1])) < 0.1
    assert drawn.mixed({"equity": 2.0}).tolist() == (2.0 * drawn.of("equity")).tolist()
