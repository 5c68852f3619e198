"""The backtest of the trading books."""

from bank_risk.desk.backtest import backtest_var
from bank_risk.forms.internal_model import BacktestArguments, BacktestReport
from bank_risk.forms.shared import Desk
from bank_risk.store.results import pnl_vector
from bank_risk.store.runs import Run


def test_exceptions_zone_and_multiplier_follow_from_the_days(run: Run) -> None:
    answer = backtest_var(run, BacktestArguments())
    found = answer.value
    assert isinstance(found, BacktestReport)
    assert (found.days, found.last_day) == (250, run.store.business_date())
    assert found.exceptions == max(found.actual_exceptions, found.hypothetical_exceptions)
    for breach in found.breaches:
        assert max(breach.actual_loss.amount, breach.hypothetical_loss.amount) > breach.value_at_risk.amount
    assert (found.zone, found.multiplier) == ("green", 1.5)
    assert found.exceptions <= 4
    assert found.kupiec.p_value > 0.01
    assert len(answer.rows[0].rows) == 250
    assert answer.rows[0].table is pnl_vector


def test_prices_and_factors_tell_nearly_the_same_story(run: Run) -> None:
    found = backtest_var(run, BacktestArguments(desk=Desk.CREDIT)).value
    assert isinstance(found, BacktestReport)
    assert found.attribution.correlation > 0.7


def test_how_each_pnl_was_made_is_said(run: Run) -> None:
    warnings = backtest_var(run, BacktestArguments(days=100)).reading.warnings
    assert any(warning.startswith("ACTUAL_PNL: from positions of 20") for warning in warnings)
    assert any("indicative" in warning for warning in warnings)
