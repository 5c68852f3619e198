"""Scenarios: which shock meets which factor, and what it makes of it."""

from datetime import date

import pytest

from bank_kit.failures import ToolFailureError
from bank_risk.market.revaluation import Move
from bank_risk.market.scenario import Factor, RiskClass, Scenario, Shock, ShockKind, moves


def scenario(*shocks: Shock, doubt: str = "") -> Scenario:
    return Scenario(id="test", name="test", published_on=date(2026, 1, 1), source="here", shocks=shocks, doubt=doubt)


def factor(name: str, risk_class: RiskClass, base: float, move: Move) -> Factor:
    return Factor(id=name, risk_class=risk_class, base=base, move=move)


INDEX = factor("EQ/QZ1", RiskClass.EQUITY, 100.0, Move.RELATIVE)
EMERGING = factor("EQ/EMERGING/QZ2", RiskClass.EQUITY, 50.0, Move.RELATIVE)
SPREAD = factor("CS/EUR-CORP-BBB", RiskClass.CREDIT_SPREAD, 0.017, Move.ABSOLUTE)
ZERO = factor("EQ/QZ0", RiskClass.EQUITY, 0.0, Move.RELATIVE)


def test_a_shock_meets_all_factors_of_its_class_and_no_others() -> None:
    found = moves(scenario(Shock(risk_class=RiskClass.EQUITY, kind=ShockKind.RELATIVE, size=-0.58)), [INDEX, SPREAD, EMERGING])
    assert found.tolist() == pytest.approx([-0.58, 0.0, -0.58])


def test_the_longest_matching_pattern_wins_and_of_equals_the_last() -> None:
    shocks = [
        Shock(risk_class=RiskClass.EQUITY, kind=ShockKind.RELATIVE, size=-0.65, factors="*EMERGING*"),
        Shock(risk_class=RiskClass.EQUITY, kind=ShockKind.RELATIVE, size=-0.40),
        Shock(risk_class=RiskClass.EQUITY, kind=ShockKind.RELATIVE, size=-0.50),
    ]
    assert moves(scenario(*shocks), [INDEX, EMERGING]).tolist() == pytest.approx([-0.50, -0.65])


def test_a_level_is_where_the_factor_ends_whatever_its_base() -> None:
    found = moves(scenario(Shock(risk_class=RiskClass.CREDIT_SPREAD, kind=ShockKind.LEVEL, size=0.057)), [SPREAD])
    assert found[0] == pytest.approx(0.04)


def test_kinds_convert_to_how_a_factor_moves() -> None:
    assert moves(scenario(Shock(risk_class=RiskClass.EQUITY, kind=ShockKind.ABSOLUTE, size=-25.0)), [INDEX])[0] == pytest.approx(-0.25)
    assert moves(scenario(Shock(risk_class=RiskClass.CREDIT_SPREAD, kind=ShockKind.RELATIVE, size=1.0)), [SPREAD])[0] == pytest.approx(0.017)


def test_a_relative_factor_without_a_level_is_refused() -> None:
    with pytest.raises(ToolFailureError):
        moves(scenario(Shock(risk_class=RiskClass.EQUITY, kind=ShockKind.RELATIVE, size=-0.5)), [ZERO])


@pytest.mark.parametrize("size", [-1.01, float("nan"), float("inf"), 1_001.0])
def test_a_shock_out_of_bounds_is_refused(size: float) -> None:
    with pytest.raises(ToolFailureError):
        Shock(risk_class=RiskClass.EQUITY, kind=ShockKind.RELATIVE, size=size)


@pytest.mark.parametrize("pattern", ["", "x" * 81])
def test_a_pattern_empty_or_too_long_is_refused(pattern: str) -> None:
    with pytest.raises(ToolFailureError):
        Shock(risk_class=RiskClass.EQUITY, kind=ShockKind.RELATIVE, size=0.1, factors=pattern)


def test_doubts_name_scenario_class_and_pattern() -> None:
    doubtful = Shock(risk_class=RiskClass.EQUITY, kind=ShockKind.RELATIVE, size=-0.5, doubt="a guess")
    assert scenario(doubtful, doubt="second hand").doubts() == ("UNVERIFIED_SCENARIO: test: second hand", "UNVERIFIED_SCENARIO: test: equity *: a guess")
    assert scenario().doubts() == ()
