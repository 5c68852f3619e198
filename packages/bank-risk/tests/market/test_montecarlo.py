"""Monte Carlo: seeds, laws, components, cancelling, memory."""

import tracemalloc

import numpy as np
import pytest

from bank_kit.failures import ToolFailureError
from bank_risk.market.arrays import Floats
from bank_risk.market.factorisation import Indefinite, root_of
from bank_risk.market.measure import Measure, Method, Scaling
from bank_risk.market.montecarlo import Plan, monte_carlo, simulated_moves
from bank_risk.market.parametric import parametric

MEASURE = Measure(confidence=0.975)
COVARIANCE = np.array([[4.0, 1.2], [1.2, 1.0]]) * 1e-4
DELTA = np.array([[1e6, 0.0], [0.0, -5e5], [2e5, 3e5]])


def linear(moves: Floats) -> Floats:
    """Three positions, two factors."""
    pnl: Floats = moves @ DELTA.T
    return pnl


def test_the_same_plan_gives_the_same_numbers_and_another_seed_others() -> None:
    first, again = (monte_carlo(Plan(scenarios=5_000, seed=7), COVARIANCE, linear, MEASURE) for _ in range(2))
    assert first == again
    assert monte_carlo(Plan(scenarios=5_000, seed=8), COVARIANCE, linear, MEASURE).total.es != first.total.es


@pytest.mark.parametrize("freedom", [None, 5.0])
def test_the_portion_changes_memory_not_the_scenarios(freedom: float | None) -> None:
    found = [monte_carlo(Plan(scenarios=3_000, portion=portion, degrees_of_freedom=freedom), COVARIANCE, linear, MEASURE).total for portion in (3_000, 700)]
    assert found[1].es == pytest.approx(found[0].es, rel=1e-12)
    assert found[1].tail == found[0].tail


def test_a_linear_portfolio_agrees_with_the_closed_form() -> None:
    found = monte_carlo(Plan(scenarios=200_000, portion=20_000, seed=1), COVARIANCE, linear, MEASURE).total
    exact = parametric(DELTA.sum(axis=0), COVARIANCE, MEASURE)
    assert found.method is Method.MONTE_CARLO
    assert found.var == pytest.approx(exact.var, rel=0.02)
    assert found.es == pytest.approx(exact.es, rel=0.02)


def test_student_t_keeps_the_covariance_and_fattens_the_tail() -> None:
    plan = Plan(scenarios=200_000, portion=20_000, degrees_of_freedom=4.0, seed=3)
    drawn = np.concatenate([moves for _, moves in simulated_moves(plan, root_of(COVARIANCE), MEASURE)])
    assert np.allclose(np.cov(drawn, rowvar=False), COVARIANCE, rtol=0.1)
    deep = Measure(confidence=0.99)
    fat = monte_carlo(plan, COVARIANCE, linear, deep).total
    assert fat.es > 1.1 * parametric(DELTA.sum(axis=0), COVARIANCE, deep).es
    assert "Student-t(4)" in fat.notes[0]


def test_components_sum_to_the_total() -> None:
    split = monte_carlo(Plan(scenarios=2_000), COVARIANCE, linear, MEASURE)
    assert sum(split.component_var) == pytest.approx(split.total.var, rel=1e-9)
    assert sum(split.component_es) == pytest.approx(split.total.es, rel=1e-9)


def test_a_horizon_scales_the_moves_not_the_loss() -> None:
    seen: list[float] = []

    def convex(moves: Floats) -> Floats:
        seen.append(float(np.std(moves[:, 0])))
        return moves[:, :1] ** 2

    monte_carlo(Plan(scenarios=1_000), COVARIANCE, convex, Measure(confidence=0.975, horizon_days=4))
    assert seen[0] == pytest.approx(2 * 0.02, rel=0.1)


def test_an_indefinite_covariance_is_refused_or_repaired_with_a_note() -> None:
    bad = np.array([[1.0, 2.0], [2.0, 1.0]]) * 1e-4
    with pytest.raises(ToolFailureError):
        monte_carlo(Plan(scenarios=500), bad, linear, MEASURE)
    found = monte_carlo(Plan(scenarios=500, indefinite=Indefinite.REPAIR), bad, linear, MEASURE)
    assert any("clipped" in note for note in found.total.notes)


@pytest.mark.parametrize(("scenarios", "seed", "portion"), [(99, 0, 1), (10_000_001, 0, 1), (100, -1, 1), (100, 0, 0)])
def test_a_plan_out_of_bounds_is_refused(scenarios: int, seed: int, portion: int) -> None:
    with pytest.raises(ToolFailureError):
        Plan(scenarios=scenarios, seed=seed, portion=portion)


def test_student_t_without_a_variance_is_refused() -> None:
    with pytest.raises(ToolFailureError):
        Plan(degrees_of_freedom=2.0)


def test_windows_have_no_meaning_here() -> None:
    for measure in (Measure(confidence=0.99, window=250), Measure(confidence=0.99, scaling=Scaling.OVERLAPPING)):
        with pytest.raises(ToolFailureError):
            monte_carlo(Plan(), COVARIANCE, linear, measure)


def test_a_revaluation_of_the_wrong_shape_is_refused() -> None:
    with pytest.raises(ToolFailureError) as caught:
        monte_carlo(Plan(scenarios=500), COVARIANCE, lambda moves: moves[:-1], MEASURE)
    assert caught.value.failure.field == "revalue"


def test_more_pnl_than_anybody_could_hold_is_refused_before_it_is_taken() -> None:
    with pytest.raises(ToolFailureError) as caught:
        monte_carlo(Plan(scenarios=10_000_000, portion=10), COVARIANCE, lambda moves: np.zeros((moves.shape[0], 21)), MEASURE)
    assert caught.value.failure.field == "scenarios"


def test_progress_is_told_after_each_portion_and_may_cancel() -> None:
    told: list[tuple[int, int]] = []
    monte_carlo(Plan(scenarios=2_500), COVARIANCE, linear, MEASURE, lambda done, total: told.append((done, total)))
    assert told == [(1_000, 2_500), (2_000, 2_500), (2_500, 2_500)]

    def cancel(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        monte_carlo(Plan(scenarios=2_500), COVARIANCE, linear, MEASURE, cancel)


def test_memory_stays_under_what_the_plan_states() -> None:
    plan = Plan(scenarios=50_000, portion=500)
    covariance = np.eye(60)
    weights = np.ones((60, 20))
    tracemalloc.start()
    try:
        monte_carlo(plan, covariance, lambda moves: moves @ weights, MEASURE)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak <= plan.peak_bytes(factors=60, columns=20)
    assert plan.peak_bytes(factors=60, columns=20) < 50_000 * 60 * 8, "less than all moves at once"
