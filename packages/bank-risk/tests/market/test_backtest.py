"""Backtests: exceptions, zones, multipliers."""

import numpy as np
import pytest

from bank_kit.failures import ToolFailureError
from bank_kit.parameters import Rulebook
from bank_risk.market.arrays import Floats
from bank_risk.market.backtest import BacktestRules, Zone, backtest

LIMIT = np.full(250, 100.0)


@pytest.fixture
def rules(rulebook: Rulebook) -> BacktestRules:
    return BacktestRules.of(rulebook)


def losing_on(*days: int, of: int = 250) -> Floats:
    """P&L of 0, and a loss beyond the limit on some days."""
    pnl = np.zeros(of)
    pnl[list(days)] = -101.0
    return pnl


@pytest.mark.parametrize(
    ("count", "zone", "multiplier"),
    [
        (0, Zone.GREEN, 1.50),
        (4, Zone.GREEN, 1.50),
        (5, Zone.YELLOW, 1.70),
        (6, Zone.YELLOW, 1.76),
        (7, Zone.YELLOW, 1.83),
        (8, Zone.YELLOW, 1.88),
        (9, Zone.YELLOW, 1.92),
        (10, Zone.RED, 2.00),
        (40, Zone.RED, 2.00),
    ],
)
def test_zone_and_multiplier_follow_the_published_table(rules: BacktestRules, count: int, zone: Zone, multiplier: float) -> None:
    found = backtest(LIMIT, losing_on(*range(count)), np.zeros(250), rules)
    assert (found.exceptions, found.zone, found.multiplier) == (count, zone, multiplier)


def test_the_larger_of_actual_and_hypothetical_exceptions_counts(rules: BacktestRules) -> None:
    found = backtest(LIMIT, losing_on(3), losing_on(3, 100, 200), rules)
    assert (found.actual, found.hypothetical, found.exceptions) == ((3,), (3, 100, 200), 3)


def test_a_loss_of_exactly_var_is_no_exception_and_a_gain_never_is(rules: BacktestRules) -> None:
    assert backtest(LIMIT, np.full(250, -100.0), np.full(250, 1e9), rules).exceptions == 0


def test_only_the_last_250_days_are_tested(rules: BacktestRules) -> None:
    pnl = losing_on(10, 299, of=300)
    found = backtest(np.full(300, 100.0), pnl, pnl, rules)
    assert (found.days, found.actual) == (250, (249,))


def test_fewer_days_than_the_rule_asks_for_are_tested_and_said(rules: BacktestRules) -> None:
    found = backtest(LIMIT[:120], np.zeros(120), np.zeros(120), rules)
    assert found.days == 120
    assert "120 days" in found.notes[0]


def test_a_desk_beyond_its_limit_is_not_eligible(rules: BacktestRules) -> None:
    assert backtest(LIMIT, losing_on(*range(12)), np.zeros(250), rules).eligible
    assert not backtest(LIMIT, losing_on(*range(13)), np.zeros(250), rules).eligible


def test_a_negative_var_and_series_of_different_length_are_refused(rules: BacktestRules) -> None:
    with pytest.raises(ToolFailureError) as caught:
        backtest(-LIMIT, np.zeros(250), np.zeros(250), rules)
    assert caught.value.failure.field == "var"
    with pytest.raises(ToolFailureError) as caught:
        backtest(LIMIT, np.zeros(250), np.zeros(249), rules)
    assert caught.value.failure.field == "hypothetical_pnl"
