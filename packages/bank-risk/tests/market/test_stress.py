"""Stress tests of a small portfolio of shares, a bond and an option."""

from datetime import date

import numpy as np
import pytest

from bank_kit.failures import ToolFailureError
from bank_risk.market.arrays import Floats
from bank_risk.market.revaluation import Move
from bank_risk.market.scenario import Factor, RiskClass, Scenario, Shock, ShockKind
from bank_risk.market.stress import capital_impact, reverse_stress, stress

FACTORS = (
    Factor(id="EQ/QZ1", risk_class=RiskClass.EQUITY, base=100.0, move=Move.RELATIVE),
    Factor(id="FX/USD", risk_class=RiskClass.FOREIGN_EXCHANGE, base=1.1, move=Move.RELATIVE),
    Factor(id="IR/EUR", risk_class=RiskClass.INTEREST_RATE, base=0.03, move=Move.ABSOLUTE),
)
BOOKS = ("BOOK-02", "BOOK-01", "BOOK-02")
SCENARIO = Scenario(
    id="crash",
    name="Crash",
    published_on=date(2026, 1, 1),
    source="here",
    shocks=(
        Shock(risk_class=RiskClass.EQUITY, kind=ShockKind.RELATIVE, size=-0.5, doubt="a guess"),
        Shock(risk_class=RiskClass.FOREIGN_EXCHANGE, kind=ShockKind.RELATIVE, size=-0.2),
        Shock(risk_class=RiskClass.INTEREST_RATE, kind=ShockKind.ABSOLUTE, size=0.02),
        Shock(risk_class=RiskClass.PROPERTY, kind=ShockKind.RELATIVE, size=-0.3),
    ),
)


def revalue(moves: Floats) -> Floats:
    """A dollar share, a bond of duration 5, and a short put struck at 80 on the share."""
    equity, dollar, rate = moves.T
    share = 1_000.0 * ((1 + equity) * (1 + dollar) - 1)
    put = -10.0 * np.maximum(80.0 - 100.0 * (1 + equity), 0.0)
    return np.column_stack([share, -5.0 * 2_000.0 * rate, put])


def test_pnl_is_split_by_class_with_what_they_do_only_together_apart() -> None:
    found = stress(SCENARIO, FACTORS, revalue, BOOKS)
    assert found.pnl == pytest.approx(-600.0 - 200.0 - 300.0)
    assert dict(found.by_class) == pytest.approx({RiskClass.EQUITY: -800.0, RiskClass.FOREIGN_EXCHANGE: -200.0, RiskClass.INTEREST_RATE: -200.0})
    assert found.interaction == pytest.approx(100.0)
    assert found.pnl == pytest.approx(sum(pnl for _, pnl in found.by_class) + found.interaction)


def test_books_are_ordered_from_the_worst() -> None:
    found = stress(SCENARIO, FACTORS, revalue, BOOKS)
    assert [name for name, _ in found.by_book] == ["BOOK-02", "BOOK-01"]
    assert sum(pnl for _, pnl in found.by_book) == pytest.approx(found.pnl)


def test_doubts_and_shocks_without_a_factor_are_said() -> None:
    notes = stress(SCENARIO, FACTORS, revalue, BOOKS).notes
    assert any("a guess" in note for note in notes)
    assert any("no factor of class property" in note for note in notes)


def test_a_scenario_without_shocks_is_refused() -> None:
    empty = Scenario(id="none", name="none", published_on=date(2026, 1, 1), source="here", shocks=())
    with pytest.raises(ToolFailureError):
        stress(empty, FACTORS, revalue, BOOKS)


def test_each_revaluation_is_told_and_may_cancel() -> None:
    told: list[tuple[int, int]] = []
    stress(SCENARIO, FACTORS, revalue, BOOKS, lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]

    def cancel(done: int, total: int) -> None:
        raise InterruptedError

    for run in (
        lambda: stress(SCENARIO, FACTORS, revalue, BOOKS, cancel),
        lambda: reverse_stress(SCENARIO, FACTORS, revalue, target_loss=1e9, progress=cancel),
    ):
        with pytest.raises(InterruptedError):
            run()


def test_capital_impact_is_in_basis_points_of_unchanged_rwa() -> None:
    found = capital_impact(-1_100.0, cet1=13_250.0, risk_weighted_assets=100_000.0)
    assert (found.before, found.after) == pytest.approx((0.1325, 0.1215))
    assert found.change_bp == pytest.approx(-110.0)
    with pytest.raises(ToolFailureError):
        capital_impact(0.0, cet1=1.0, risk_weighted_assets=0.0)


def test_reverse_stress_finds_the_smallest_scaling_that_costs_so_much() -> None:
    found = reverse_stress(SCENARIO, FACTORS, revalue, target_loss=500.0)
    assert found.scale is not None
    assert found.loss == pytest.approx(500.0, abs=1e-4)
    smaller = np.array(found.moves)[None, :] * 0.999
    assert -float(revalue(smaller).sum()) < 500.0
    assert any("a guess" in note for note in found.notes)


def test_a_loss_that_no_scaling_reaches_says_so_with_the_largest_seen() -> None:
    found = reverse_stress(SCENARIO, FACTORS[:2], lambda moves: revalue(np.column_stack([moves, np.zeros(len(moves))]))[:, :1], target_loss=5_000.0)
    assert (found.scale, found.moves) == (None, ())
    assert 900.0 < found.loss < 1_000.0


@pytest.mark.parametrize("target", [0.0, -1.0, float("nan")])
def test_a_target_that_is_no_loss_is_refused(target: float) -> None:
    with pytest.raises(ToolFailureError):
        reverse_stress(SCENARIO, FACTORS, revalue, target_loss=target)
