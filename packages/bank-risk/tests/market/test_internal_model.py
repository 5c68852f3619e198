"""Liquidity horizons and the modelled charge."""

import pytest

from bank_kit.failures import ToolFailureError
from bank_kit.parameters import Rulebook
from bank_risk.market.internal_model import EsSet, ImaRules, calibrated, capital, cascade, modelled_charge

VECTOR = (100.0, 80.0, 60.0, 30.0, 10.0)


@pytest.fixture
def rules(rulebook: Rulebook) -> ImaRules:
    return ImaRules.of(rulebook)


def sets(stressed: float, full: float, reduced: float) -> EsSet:
    """ES in the first step only: all factors have the base horizon."""
    first, second, third = ((each, 0.0, 0.0, 0.0, 0.0) for each in (stressed, full, reduced))
    return EsSet(reduced_stressed=first, full_current=second, reduced_current=third)


def test_the_rules_are_those_of_the_paragraphs(rules: ImaRules) -> None:
    assert list(rules.horizons) == [10, 20, 40, 60, 120]
    assert (rules.confidence, rules.base_horizon, rules.unconstrained_weight) == (0.975, 10, 0.5)


def test_the_european_rules_are_the_same_and_come_from_their_own_regulation(rules: ImaRules, european: Rulebook) -> None:
    assert ImaRules.of(european) == rules
    assert european.row("MAR33", "unconstrained_weight").paragraph == "Art. 325bb(1)"
    assert european.doubts("MAR33")


def test_the_cascade_of_the_worked_example_is_the_root_of_26000(rules: ImaRules) -> None:
    assert cascade(VECTOR, rules) == pytest.approx(26_000**0.5, rel=1e-14)


def test_a_portfolio_of_base_horizon_factors_has_its_plain_es(rules: ImaRules) -> None:
    assert cascade((100.0, 0.0, 0.0, 0.0, 0.0), rules) == 100.0


@pytest.mark.parametrize("bad", [VECTOR[:4], (*VECTOR[:4], -1.0), (*VECTOR[:4], float("nan"))])
def test_a_cascade_with_a_missing_negative_or_undefined_step_is_refused(rules: ImaRules, bad: tuple[float, ...]) -> None:
    with pytest.raises(ToolFailureError):
        cascade(bad, rules)


def test_the_stressed_es_is_scaled_by_full_over_reduced(rules: ImaRules) -> None:
    found = calibrated(sets(200.0, 110.0, 100.0), rules)
    assert found.ratio == pytest.approx(1.1)
    assert found.es == pytest.approx(220.0)
    assert found.notes == ()


def test_the_ratio_never_falls_below_one_and_a_thin_reduced_set_is_noted(rules: ImaRules) -> None:
    floored = calibrated(sets(200.0, 90.0, 100.0), rules)
    assert floored.es == 200.0
    assert "floor" in floored.notes[0]
    thin = calibrated(sets(200.0, 150.0, 100.0), rules)
    assert thin.es == pytest.approx(300.0)
    assert "66.7%" in thin.notes[0]


def test_a_reduced_set_without_es_cannot_be_divided_by(rules: ImaRules) -> None:
    with pytest.raises(ToolFailureError) as caught:
        calibrated(sets(200.0, 100.0, 0.0), rules)
    assert caught.value.failure.field == "reduced_current"


def test_the_charge_is_half_of_all_together_and_half_of_the_classes_apart(rules: ImaRules) -> None:
    found = modelled_charge(sets(100.0, 1.0, 1.0), {"rates": sets(80.0, 1.0, 1.0), "equity": sets(70.0, 1.0, 1.0)}, rules)
    assert (found.constrained, found.imcc) == (150.0, 125.0)
    with pytest.raises(ToolFailureError):
        modelled_charge(sets(100.0, 1.0, 1.0), {}, rules)


def test_capital_is_the_larger_of_the_latest_and_the_multiplied_average() -> None:
    assert capital(latest=200.0, average=100.0, multiplier=1.5) == 200.0
    assert capital(latest=120.0, average=100.0, multiplier=1.5) == 150.0
