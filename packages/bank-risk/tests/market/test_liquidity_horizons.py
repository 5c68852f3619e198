"""Nested shortfalls."""

import numpy as np
import pytest

from bank_kit.failures import ToolFailureError
from bank_kit.parameters import Rulebook
from bank_risk.market.internal_model import ImaRules, cascade
from bank_risk.market.liquidity_horizons import effective_horizon, nested_shortfalls
from bank_risk.market.measure import TailConvention
from bank_risk.market.tail import tail_of

MOVES = np.random.Generator(np.random.PCG64(6)).standard_normal((250, 3)) * 0.03
WEIGHTS = np.array([[1e6], [5e5], [2e5]])


@pytest.fixture
def rules(rulebook: Rulebook) -> ImaRules:
    return ImaRules.of(rulebook)


def test_each_step_shocks_only_factors_of_its_horizon_or_longer(rules: ImaRules) -> None:
    found = nested_shortfalls(MOVES, np.array([10.0, 20.0, 60.0]), lambda moves: moves @ WEIGHTS, rules)
    expected = [tail_of(-(MOVES[:, kept] @ WEIGHTS[kept]).sum(axis=1), 0.025, TailConvention.WEIGHTED).es for kept in ([0, 1, 2], [1, 2], [2], [2])]
    assert found == (*(pytest.approx(each, rel=1e-12) for each in expected), 0.0)


def test_factors_of_the_base_horizon_alone_cascade_to_their_own_es(rules: ImaRules) -> None:
    found = nested_shortfalls(MOVES, np.full(3, 10.0), lambda moves: moves @ WEIGHTS, rules)
    assert found[1:] == (0.0, 0.0, 0.0, 0.0)
    assert cascade(found, rules) == pytest.approx(found[0], rel=1e-12)


def test_longer_horizons_never_need_less(rules: ImaRules) -> None:
    lengths = [np.full(3, each) for each in rules.horizons]
    charges = [cascade(nested_shortfalls(MOVES, each, lambda moves: moves @ WEIGHTS, rules), rules) for each in lengths]
    assert charges == pytest.approx([charges[0] * (each / 10) ** 0.5 for each in rules.horizons])


def test_a_set_that_only_gains_has_no_shortfall(rules: ImaRules) -> None:
    assert nested_shortfalls(MOVES, np.full(3, 120.0), np.abs, rules) == (0.0, 0.0, 0.0, 0.0, 0.0)


def test_a_horizon_that_is_no_step_is_refused_with_the_steps(rules: ImaRules) -> None:
    with pytest.raises(ToolFailureError) as caught:
        nested_shortfalls(MOVES, np.array([10.0, 20.0, 30.0]), lambda moves: moves @ WEIGHTS, rules)
    assert caught.value.failure.allowed == "one of 10, 20, 40, 60, 120 days"


def test_each_step_is_told(rules: ImaRules) -> None:
    told: list[int] = []
    nested_shortfalls(MOVES, np.full(3, 10.0), lambda moves: moves @ WEIGHTS, rules, progress=lambda done, total: told.append(done))
    assert told == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("horizon", "maturity", "effective"),
    [(60.0, 5.0, 10.0), (60.0, 10.0, 10.0), (60.0, 11.0, 20.0), (60.0, 100.0, 60.0), (120.0, 500.0, 120.0), (20.0, 119.0, 20.0)],
)
def test_a_position_that_ends_sooner_shortens_the_horizon_to_the_step_that_covers_it(
    rules: ImaRules, horizon: float, maturity: float, effective: float
) -> None:
    assert effective_horizon(horizon, maturity_days=maturity, rules=rules) == effective


@pytest.mark.parametrize(("horizon", "maturity"), [(30.0, 5.0), (60.0, -1.0), (60.0, float("nan"))])
def test_a_horizon_that_is_no_step_or_a_maturity_in_the_past_is_refused(rules: ImaRules, horizon: float, maturity: float) -> None:
    with pytest.raises(ToolFailureError):
        effective_horizon(horizon, maturity_days=maturity, rules=rules)
