"""Historical simulation: windows, horizons, tail days, stressed period, components."""

import json
import subprocess
import sys

import numpy as np
import pytest

from bank_kit.failures import ToolFailureError
from bank_risk.market.arrays import Floats
from bank_risk.market.historical import historical, historical_components, historical_incremental, stressed_period
from bank_risk.market.measure import Measure, Method, Scaling, TailConvention

DAY = Measure(confidence=0.975)


def test_the_answer_names_method_convention_days_and_the_days_of_the_tail(year_of_pnl: Floats) -> None:
    found = historical(year_of_pnl, DAY)
    assert found.method is Method.HISTORICAL
    assert found.measure.convention is TailConvention.WEIGHTED
    assert found.observations == 250
    assert found.tail == tuple(np.argsort(year_of_pnl)[:7].tolist())
    assert found.notes == ()


def test_a_window_takes_the_latest_days_and_counts_tail_days_from_the_first_of_all(year_of_pnl: Floats) -> None:
    found = historical(year_of_pnl, Measure(confidence=0.975, window=100))
    alone = historical(year_of_pnl[150:], DAY)
    assert (found.var, found.es, found.observations) == (alone.var, alone.es, 100)
    assert found.tail == tuple(day + 150 for day in alone.tail)


def test_square_root_of_time_stretches_and_says_so(year_of_pnl: Floats) -> None:
    found = historical(year_of_pnl, Measure(confidence=0.975, horizon_days=10))
    assert found.es == pytest.approx(historical(year_of_pnl, DAY).es * 10**0.5, rel=1e-12)
    assert "sqrt(10)" in found.notes[0]


def test_overlapping_sums_are_sums_of_consecutive_days_named_by_their_last(year_of_pnl: Floats) -> None:
    found = historical(year_of_pnl, Measure(confidence=0.975, horizon_days=10, scaling=Scaling.OVERLAPPING, convention=TailConvention.MEAN_OF_WHOLE))
    sums = np.array([year_of_pnl[end - 9 : end + 1].sum() for end in range(9, 250)])
    assert found.observations == 241
    assert found.tail[0] == int(np.argmin(sums)) + 9
    assert found.es == pytest.approx(-np.sort(sums)[:6].mean(), rel=1e-9)
    assert "24 independent" in found.notes[0]


@pytest.mark.parametrize("measure", [Measure(confidence=0.975, window=251), Measure(confidence=0.999)])
def test_a_window_longer_than_the_history_and_too_little_history_are_refused(year_of_pnl: Floats, measure: Measure) -> None:
    with pytest.raises(ToolFailureError) as caught:
        historical(year_of_pnl, measure)
    assert caught.value.failure.field == "window_days"


def test_a_horizon_longer_than_the_window_is_refused() -> None:
    with pytest.raises(ToolFailureError) as caught:
        historical(np.ones(5), Measure(confidence=0.9, horizon_days=10, scaling=Scaling.OVERLAPPING))
    assert caught.value.failure.field == "horizon_days"


@pytest.mark.parametrize("scaling", Scaling)
@pytest.mark.parametrize("convention", TailConvention)
def test_components_sum_to_the_total(scaling: Scaling, convention: TailConvention) -> None:
    pnl = np.random.Generator(np.random.PCG64(5)).standard_t(4, (500, 40)) * 1_000
    measure = Measure(confidence=0.99, horizon_days=5, scaling=scaling, convention=convention)
    split = historical_components(pnl, measure)
    assert sum(split.component_var) == pytest.approx(split.total.var, rel=1e-9)
    assert sum(split.component_es) == pytest.approx(split.total.es, rel=1e-9)
    assert split.total.es == pytest.approx(historical(pnl.sum(axis=1), measure).es, rel=1e-9)


def test_a_component_is_the_derivative_to_the_size_of_its_position() -> None:
    pnl = np.random.Generator(np.random.PCG64(9)).standard_normal((400, 3))
    step = np.array([1.0, 1.0 + 1e-7, 1.0])
    split = historical_components(pnl, DAY)
    slope = (historical((pnl * step).sum(axis=1), DAY).es - split.total.es) / 1e-7
    assert split.component_es[1] == pytest.approx(slope, rel=1e-5)


def test_incremental_measures_are_the_whole_less_what_is_left_without_the_position() -> None:
    pnl = np.random.Generator(np.random.PCG64(5)).standard_t(4, (300, 300))
    told: list[int] = []
    var, es = historical_incremental(pnl, DAY, lambda done, total: told.append(done))
    without = historical(np.delete(pnl, 271, axis=1).sum(axis=1), DAY)
    whole = historical(pnl.sum(axis=1), DAY)
    assert var[271] == pytest.approx(whole.var - without.var, rel=1e-9, abs=1e-9)
    assert es[271] == pytest.approx(whole.es - without.es, rel=1e-9, abs=1e-9)
    assert told == [256, 300]


def test_the_stressed_period_is_the_window_with_the_largest_es() -> None:
    pnl = np.random.Generator(np.random.PCG64(2)).standard_normal(2_000) * 100
    pnl[900:960] *= 8
    found = stressed_period(pnl, DAY)
    windows = [historical(pnl[first : first + 250], DAY).es for first in range(1_751)]
    assert (found.first, found.last) == (int(np.argmax(windows)), int(np.argmax(windows)) + 249)
    assert found.es == pytest.approx(max(windows), rel=1e-12)
    assert found.first <= 930 <= found.last


@pytest.mark.parametrize("length", [1, 251])
def test_a_stressed_window_longer_than_the_history_is_refused(year_of_pnl: Floats, length: int) -> None:
    with pytest.raises(ToolFailureError):
        stressed_period(year_of_pnl, DAY, length=length)


def test_a_stressed_period_search_can_be_cancelled() -> None:
    def cancel(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        stressed_period(np.arange(900.0), DAY, progress=cancel)


THEIRS = """
import json, sys, ORE
for pnl in json.load(sys.stdin):
    found = ORE.HistoricalSimulationVarCalculator(pnl)
    print(json.dumps([[-found.var(1 - level), -found.expectedShortfall(1 - level)] for level in (0.95, 0.975, 0.99)]))
"""
"""In a process of its own: the bindings of ORE and those of QuantLib, which other tests load, corrupt one another in one process."""


def test_another_engine_finds_the_same_var_and_es() -> None:
    samples = []
    for seed in range(20):
        generator = np.random.Generator(np.random.PCG64(seed))
        samples.append(generator.standard_t(4, int(generator.integers(150, 900))) * 1_000)
    asked = json.dumps([sample.tolist() for sample in samples])
    told = subprocess.run([sys.executable, "-c", THEIRS], input=asked, capture_output=True, text=True, check=True, timeout=50).stdout
    for sample, line in zip(samples, told.splitlines(), strict=True):
        for confidence, theirs in zip((0.95, 0.975, 0.99), json.loads(line), strict=True):
            ours = historical(sample, Measure(confidence=confidence, convention=TailConvention.MEAN_TO_QUANTILE))
            assert [ours.var, ours.es] == pytest.approx(theirs, rel=1e-12)
