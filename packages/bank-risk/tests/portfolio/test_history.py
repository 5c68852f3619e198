"""Levels of factors read by name."""

import pytest

from bank_kit.failures import ToolFailureError
from bank_risk.market.scenario import RiskClass
from bank_risk.portfolio.history import Levels, nearest_tenor
from bank_risk.portfolio.reading import history_of
from bank_risk.store.runs import RiskStore


@pytest.fixture
def today(store: RiskStore) -> Levels:
    history = history_of(store)
    return Levels(history, history.levels[-1:])


def test_curves_are_linear_between_pillars_and_flat_outside(today: Levels) -> None:
    history = today.history
    five, seven = (history.pillars[list((history.pillars * 365).round()).index(days)] for days in (1826, 2557))
    read = today.overnight("EUR", history.times(0.01, float(five), float(five + seven) / 2, float(seven), 60.0))[0]
    pillars = [float(today.values[0, history.places[f"EUR-ESTR:{tenor}"]]) for tenor in ("1M", "5Y", "7Y", "30Y")]
    assert read == pytest.approx([pillars[0], pillars[1], (pillars[1] + pillars[2]) / 2, pillars[2], pillars[3]], rel=1e-12)


def test_money_of_no_curve_is_discounted_on_the_euros(today: Levels) -> None:
    at = today.history.times(2.0)
    assert today.discount("PLN", at).tolist() == today.discount("EUR", at).tolist()
    assert today.discount("USD", at).tolist() != today.discount("EUR", at).tolist()


def test_exchange_rates_turn_units_for_one_euro_over(today: Levels) -> None:
    assert float(today.euros("USD")[0]) == pytest.approx(1 / float(today.values[0, today.history.places["EURUSD"]]))
    assert today.euros("EUR").tolist() == [1.0]


def test_factors_carry_class_level_and_move(today: Levels) -> None:
    factors = {factor.id: factor for factor in today.history.factors(len(today.history.days) - 1)}
    assert factors["EUR-ESTR:5Y"].risk_class is RiskClass.INTEREST_RATE
    assert factors["EUR-GOVT:10Y"].risk_class is RiskClass.CREDIT_SPREAD
    assert abs(factors["EUR-GOVT:10Y"].base) < 0.02
    assert factors["EURUSD"].risk_class is RiskClass.FOREIGN_EXCHANGE


def test_moves_end_on_the_day_and_reach_back_as_far_as_there_is_history(today: Levels) -> None:
    history = today.history
    last = len(history.days) - 1
    moves = history.moves(last, 3)
    place = history.places["EUR-ESTR:1Y"]
    assert moves[-1, place] == pytest.approx(history.levels[last, place] - history.levels[last - 1, place], abs=1e-15)
    assert history.moves(last, 5, span=10).shape == (5, len(history.columns))
    with pytest.raises(ToolFailureError, match="reach back"):
        history.moves(10, 11)


def test_days_without_levels_are_refused(today: Levels) -> None:
    history = today.history
    assert history.until(history.days[7]) == 7
    with pytest.raises(ToolFailureError, match="no market data"):
        history.until(history.days[0].replace(year=1999))


def test_the_tenor_nearest_to_a_time() -> None:
    assert [nearest_tenor(years) for years in (0.01, 0.3, 1.0, 2.9, 12.0)] == ["1M", "3M", "1Y", "1Y", "5Y"]
