"""Delta-normal VaR and ES."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from bank_kit.failures import ToolFailureError
from bank_risk.market.arrays import Floats
from bank_risk.market.factorisation import sample_covariance
from bank_risk.market.measure import Measure, Scaling
from bank_risk.market.parametric import normal_es, normal_var, parametric, parametric_components, parametric_incremental

TEN_DAYS = Measure(confidence=0.975, horizon_days=10)


def test_the_normal_tails_are_those_for_which_basel_swapped_measures() -> None:
    assert normal_es(0.975) == pytest.approx(2.33780, abs=5e-6)
    assert normal_var(0.99) == pytest.approx(2.32635, abs=5e-6)


def test_one_factor_is_its_deviation_times_the_quantile_times_the_root_of_days() -> None:
    found = parametric(np.array([1_000_000.0]), np.array([[0.0001]]), TEN_DAYS)
    assert found.var == pytest.approx(1_000_000 * 0.01 * normal_var(0.975) * 10**0.5, rel=1e-12)
    assert found.es == pytest.approx(1_000_000 * 0.01 * normal_es(0.975) * 10**0.5, rel=1e-12)


def test_a_perfect_hedge_has_no_risk_and_no_components() -> None:
    found = parametric_components(np.array([[1.0], [-1.0]]), np.array([[0.04]]), TEN_DAYS)
    assert found.total.var == 0.0
    assert found.component_es == (0.0, 0.0)


@pytest.mark.parametrize("measure", [Measure(confidence=0.99, window=250), Measure(confidence=0.99, horizon_days=10, scaling=Scaling.OVERLAPPING)])
def test_windows_and_overlapping_sums_have_no_meaning_here(measure: Measure) -> None:
    with pytest.raises(ToolFailureError):
        parametric(np.ones(1), np.eye(1), measure)


@given(some.integers(0, 2**32))
def test_components_sum_to_the_total_and_es_is_subadditive_and_above_var(seed: int) -> None:
    generator = np.random.Generator(np.random.PCG64(seed))
    covariance = sample_covariance(generator.standard_normal((40, 6)))
    delta = generator.standard_normal((8, 6)) * 1e6
    split = parametric_components(delta, covariance, TEN_DAYS)
    assert sum(split.component_var) == pytest.approx(split.total.var, rel=1e-9)
    assert sum(split.component_es) == pytest.approx(split.total.es, rel=1e-9)
    alone = [parametric(row, covariance, TEN_DAYS).es for row in delta]
    assert split.total.es <= sum(alone) * (1 + 1e-12)
    assert split.total.es > split.total.var > 0


def test_order_of_positions_does_not_matter(returns: Floats) -> None:
    covariance = sample_covariance(returns)
    delta = np.arange(15.0).reshape(3, 5)
    found, turned = (parametric_components(each, covariance, TEN_DAYS) for each in (delta, delta[::-1]))
    assert turned.total.es == pytest.approx(found.total.es, rel=1e-12)
    assert turned.component_es[::-1] == pytest.approx(found.component_es, rel=1e-12)


def test_incremental_measures_are_the_whole_less_what_is_left_without_the_position(returns: Floats) -> None:
    covariance = sample_covariance(returns)
    delta = np.random.Generator(np.random.PCG64(1)).standard_normal((6, 5)) * 1e6
    var, es = parametric_incremental(delta, covariance, TEN_DAYS)
    whole, without = (parametric(each.sum(axis=0), covariance, TEN_DAYS) for each in (delta, np.delete(delta, 4, axis=0)))
    assert var[4] == pytest.approx(whole.var - without.var, rel=1e-9)
    assert es[4] == pytest.approx(whole.es - without.es, rel=1e-9)
