"""Coverage tests, with published and independent numbers."""

import importlib
from itertools import pairwise
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bank_kit.failures import ToolFailureError
from bank_risk.market.coverage import coverage, cumulative_binomial, kupiec

stats = importlib.import_module("scipy.stats")


@pytest.mark.parametrize(("exceptions", "expected"), [(2, 0.108), (5, 1.957), (7, 5.497), (8, 7.734)])
def test_kupiec_over_a_year_at_99(exceptions: int, expected: float) -> None:
    assert kupiec(exceptions, days=250, probability=0.01).statistic == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize(("exceptions", "percent"), [(4, 89.22), (5, 95.88), (9, 99.97)])
def test_the_cumulative_probabilities_of_the_zones(exceptions: int, percent: float) -> None:
    assert 100 * cumulative_binomial(exceptions, days=250, probability=0.01) == pytest.approx(percent, abs=0.005)


def test_seven_exceptions_reject_the_model_at_five_per_cent_and_six_do_not() -> None:
    assert kupiec(7, days=250, probability=0.01).p_value < 0.05 < kupiec(6, days=250, probability=0.01).p_value


@given(some.integers(1, 500), some.data())
def test_p_values_are_those_of_chi_squared(days: int, data: some.DataObject) -> None:
    found = kupiec(data.draw(some.integers(0, days)), days=days, probability=0.01)
    assert found.p_value == pytest.approx(float(stats.chi2.sf(found.statistic, 1)), rel=1e-9, abs=1e-300)


@given(some.integers(1, 400), some.data())
def test_the_binomial_is_that_of_scipy(days: int, data: some.DataObject) -> None:
    count = data.draw(some.integers(0, days))
    assert cumulative_binomial(count, days=days, probability=0.02) == pytest.approx(float(stats.binom.cdf(count, days, 0.02)), rel=1e-9)


def test_exceptions_in_a_row_fail_independence_and_spread_ones_do_not() -> None:
    clustered = [day in {100, 101, 102, 103} for day in range(250)]
    spread = [day in {30, 90, 160, 220} for day in range(250)]
    assert coverage(clustered, probability=0.01).independence.p_value < 0.001
    assert coverage(spread, probability=0.01).independence.p_value > 0.5
    assert coverage(clustered, probability=0.01).proportion == coverage(spread, probability=0.01).proportion


def test_independence_is_the_ratio_of_a_chain_to_no_chain_worked_from_counts() -> None:
    exceeded = [day in {10, 11, 60, 61, 62, 200} for day in range(250)]
    counts = {key: sum(pair == key for pair in pairwise(exceeded)) for key in ((False, False), (False, True), (True, False), (True, True))}
    assert list(counts.values()) == [240, 3, 3, 3]
    chained = 240 * log(240 / 243) + 3 * log(3 / 243) + 6 * log(1 / 2)
    pooled = 243 * log(243 / 249) + 6 * log(6 / 249)
    assert coverage(exceeded, probability=0.01).independence.statistic == pytest.approx(2 * (chained - pooled), rel=1e-12)


@given(some.lists(some.booleans(), min_size=1, max_size=300))
def test_the_joint_test_is_the_sum_with_two_degrees_of_freedom(exceeded: list[bool]) -> None:
    found = coverage(exceeded, probability=0.01)
    assert found.conditional.statistic == pytest.approx(found.proportion.statistic + found.independence.statistic, rel=1e-12)
    assert found.conditional.p_value == pytest.approx(float(stats.chi2.sf(found.conditional.statistic, 2)), rel=1e-9, abs=1e-300)
    assert found.independence.statistic >= 0


@pytest.mark.parametrize(("exceptions", "days"), [(-1, 250), (251, 250), (0, 0), (0, 2_501)])
def test_impossible_counts_are_refused(exceptions: int, days: int) -> None:
    with pytest.raises(ToolFailureError):
        kupiec(exceptions, days=days, probability=0.01)
    with pytest.raises(ToolFailureError):
        cumulative_binomial(exceptions, days=days, probability=0.01)


def test_no_exception_leaves_no_negative_zero() -> None:
    assert str(coverage([False] * 250, probability=0.01).independence.statistic) == "0.0"
