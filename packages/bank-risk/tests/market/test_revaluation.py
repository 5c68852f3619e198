"""Sensitivities and full revaluation."""

import tracemalloc

import numpy as np
import pytest

from bank_kit.failures import ToolFailureError
from bank_risk.market.arrays import Floats
from bank_risk.market.options import OptionKind, OptionTerms, option_sensitivities, option_value
from bank_risk.market.revaluation import FullRevaluation, Ladder, Move, by_group, historical_moves, shocked_levels

STRIKES = np.array([90.0, 100.0, 110.0])
KINDS = (Move.RELATIVE, Move.ABSOLUTE, Move.ABSOLUTE)
BASE = np.array([100.0, 0.03, 0.20])


def options(levels: Floats) -> Floats:
    """Three calls on spot, rate and volatility."""
    return option_value(
        OptionTerms(kind=OptionKind.CALL, spot=levels[:, :1], strike=STRIKES, rate=levels[:, 1:2], dividend=0.0, volatility=levels[:, 2:], years=1.0)
    )


def ladder() -> Ladder:
    """The same three calls by their sensitivities; moves of the spot are relative."""
    found = option_sensitivities(OptionTerms(kind=OptionKind.CALL, spot=100.0, strike=STRIKES, rate=0.03, dividend=0.0, volatility=0.2, years=1.0))
    nothing = np.zeros(3)
    return Ladder(delta=np.column_stack([found.delta * 100.0, found.rho, found.vega]), gamma=np.column_stack([found.gamma * 100.0**2, nothing, nothing]))


def test_relative_moves_multiply_and_absolute_moves_add() -> None:
    assert shocked_levels(BASE, np.array([[-0.5, 0.01, 0.1]]), KINDS).tolist() == [[50.0, 0.04, pytest.approx(0.3)]]


@pytest.mark.parametrize("span", [1, 10])
def test_moves_from_history_bring_each_day_to_the_day_a_span_later(span: int) -> None:
    history = np.exp(np.random.Generator(np.random.PCG64(1)).standard_normal((40, 3)).cumsum(axis=0) * 0.02)
    moves = historical_moves(history, KINDS, span=span)
    assert moves.shape == (40 - span, 3)
    assert np.allclose(shocked_levels(history[5], moves[5:6], KINDS)[0], history[5 + span], rtol=1e-12)


def test_a_span_longer_than_the_history_and_prices_at_or_below_zero_have_no_moves() -> None:
    with pytest.raises(ToolFailureError) as caught:
        historical_moves(np.ones((5, 3)), KINDS, span=5)
    assert caught.value.failure.allowed == "1 to 4 days"
    with pytest.raises(ToolFailureError):
        historical_moves(np.array([[0.0, 0.1, 0.2], [1.0, 0.1, 0.2]]), KINDS)
    assert historical_moves(np.array([[1.0, -0.01, 0.2], [1.0, 0.01, 0.2]]), KINDS)[0, 1] == pytest.approx(0.02)


def test_no_move_is_no_pnl() -> None:
    still = np.zeros((4, 3))
    assert not FullRevaluation(value=options, base=BASE, kinds=KINDS).pnl(still).any()
    assert not ladder().pnl(still).any()


def test_sensitivities_agree_with_full_revaluation_for_small_moves_and_gamma_brings_them_closer() -> None:
    moves = np.random.Generator(np.random.PCG64(4)).standard_normal((200, 3)) * np.array([0.01, 0.0005, 0.002])
    exact = FullRevaluation(value=options, base=BASE, kinds=KINDS).pnl(moves)
    second = ladder().pnl(moves)
    first = Ladder(delta=ladder().delta).pnl(moves)
    assert np.abs(second - exact).max() < 0.02
    assert np.abs(second - exact).mean() < 0.3 * np.abs(first - exact).mean()


def test_portions_do_not_change_the_answer_and_are_told() -> None:
    moves = np.random.Generator(np.random.PCG64(4)).standard_normal((250, 3)) * 0.01
    told: list[int] = []
    run = FullRevaluation(value=options, base=BASE, kinds=KINDS)
    assert np.array_equal(run.pnl(moves, portion=100, progress=lambda done, total: told.append(done)), run.pnl(moves, portion=250))
    assert told == [100, 200, 250]


def test_full_revaluation_holds_one_portion_and_the_answer() -> None:
    strikes = np.linspace(80, 120, 2_000)

    def value(levels: Floats) -> Floats:
        return np.maximum(levels - strikes, 0.0)

    moves = np.zeros((1_000, 1))
    run = FullRevaluation(value=value, base=np.array([100.0]), kinds=(Move.RELATIVE,))
    run.pnl(moves[:1])
    tracemalloc.start()
    try:
        answer = run.pnl(moves, portion=50)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < answer.nbytes + 50 * 2_000 * 8 * 5 + 2**20


def test_a_price_that_is_no_number_is_refused() -> None:
    with pytest.raises(ToolFailureError) as caught:
        FullRevaluation(value=lambda levels: levels * np.nan, base=BASE, kinds=KINDS).pnl(np.zeros((1, 3)))
    assert caught.value.failure.field == "value"


def test_gamma_of_another_shape_is_refused() -> None:
    with pytest.raises(ToolFailureError):
        Ladder(delta=np.ones((2, 3)), gamma=np.ones((1, 3))).pnl(np.zeros((1, 3)))


def test_groups_sum_their_columns_in_order_of_name() -> None:
    names, summed = by_group(np.array([[1.0, 2.0, 4.0], [8.0, 16.0, 32.0]]), ("b", "a", "b"))
    assert names == ("a", "b")
    assert summed.tolist() == [[2.0, 5.0], [16.0, 40.0]]
