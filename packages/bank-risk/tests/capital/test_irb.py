"""IRB capital: monotone, bounded by its floors, finite everywhere, and the same for every order of rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_risk.capital.irb import IrbPortfolio, calculate, floor_key, foundation
from bank_risk.capital.irb_rules import IrbClass, IrbRules, Security
from bank_risk.rulebooks import rulebook

BASEL_THREE = IrbRules.of(rulebook("BCBS", date(2026, 11, 20)))
Portfolios = Callable[..., IrbPortfolio]
probabilities = st.floats(0, 1)


def of(classes: list[str], pd: list[float], lgd: list[float]) -> IrbPortfolio:
    size = len(pd)
    no = np.zeros(size, dtype=bool)
    return IrbPortfolio(
        classes=np.array(classes),
        pd=np.array(pd),
        lgd=np.array(lgd),
        ead=np.full(size, 100.0),
        maturity=np.full(size, 2.5),
        sales=np.full(size, np.nan),
        security=np.array(["UNSECURED"] * size),
        large_financial=no,
        defaulted=no,
        expected_loss_rate=np.zeros(size),
    )


@given(st.lists(st.tuples(st.sampled_from([str(word) for word in IrbClass]), probabilities, probabilities), min_size=1, max_size=20))
def test_weights_are_finite_not_negative_and_do_not_depend_on_the_order(rows: list[tuple[str, float, float]]) -> None:
    classes, pd, lgd = map(list, zip(*rows, strict=True))
    result = calculate(of(classes, pd, lgd), BASEL_THREE)
    assert np.isfinite(result.weight).all() and (result.weight >= 0).all()
    order = np.argsort(lgd)
    turned = calculate(of([classes[n] for n in order], [pd[n] for n in order], [lgd[n] for n in order]), BASEL_THREE)
    assert turned.rwa == pytest.approx(result.rwa[order], rel=1e-12)


@given(st.sampled_from([str(word) for word in IrbClass]), st.floats(0, 0.10), st.floats(0, 0.10), probabilities)
def test_more_risk_never_needs_less_capital_below_the_hump(of_class: str, one: float, other: float, lgd: float) -> None:
    low, high = calculate(of([of_class] * 2, sorted((one, other)), [lgd] * 2), BASEL_THREE).capital
    assert low <= high * (1 + 1e-12)


@given(st.sampled_from([str(word) for word in IrbClass]), probabilities, probabilities, probabilities)
def test_more_loss_given_default_never_needs_less_capital(of_class: str, pd: float, one: float, other: float) -> None:
    low, high = calculate(of([of_class] * 2, [pd] * 2, sorted((one, other))), BASEL_THREE).capital
    assert low <= high


def test_floors_hold_for_every_class() -> None:
    words = [str(word) for word in IrbClass]
    result = calculate(of(words, [0.0] * len(words), [0.0] * len(words)), BASEL_THREE)
    assert result.pd.tolist() == [BASEL_THREE.pd_floors[word] for word in words]
    assert result.lgd.tolist() == [BASEL_THREE.lgd_floors[floor_key(word, Security.UNSECURED)] for word in IrbClass]


def test_in_default_only_the_unexpected_loss_needs_capital(portfolio: Portfolios, rules: IrbRules) -> None:
    rows = portfolio([1.0, 0.02], defaulted=[False, True], lgd=[0.45, 0.45], expected_loss_rate=[0.30, 0.60])
    result = calculate(rows, rules)
    assert result.capital == pytest.approx([0.15, 0.0])
    assert result.expected_loss == pytest.approx([30.0, 60.0])


def test_the_foundation_approach_sets_loss_and_maturity_outside_retail(portfolio: Portfolios, rules: IrbRules) -> None:
    rows = portfolio([0.01, 0.01, 0.01], classes=["BANK", "RETAIL", "CORPORATE"], lgd=[0.2, 0.6, 0.9], maturity=[5.0, 5.0, 1.0])
    rows = replace(rows, defaulted=np.array([False, False, True]))
    supervised = foundation(rows, np.array(["SENIOR_FINANCIAL", "SENIOR_CORPORATE", "SENIOR_CORPORATE"]), rules)
    assert supervised.lgd.tolist() == [0.45, 0.6, 0.40]
    assert supervised.maturity.tolist() == [2.5, 5.0, 2.5]
    assert calculate(supervised, rules).capital[2] == 0.0


def test_large_financial_institutions_correlate_a_quarter_more(portfolio: Portfolios, rules: IrbRules) -> None:
    small, large = calculate(portfolio([0.01, 0.01], large_financial=[False, True]), rules).correlation
    assert large == pytest.approx(1.25 * small)


def test_size_relief_fades_between_five_and_fifty_million(portfolio: Portfolios, rules: IrbRules) -> None:
    rows = portfolio([0.01] * 4, classes=["SME"] * 4, sales=[1e6, 5e6, 27.5e6, 60e6])
    plain = calculate(portfolio([0.01]), rules).correlation[0]
    assert plain - calculate(rows, rules).correlation == pytest.approx([0.04, 0.04, 0.02, 0.0])


def test_volatile_property_correlates_more_than_a_corporate(portfolio: Portfolios, rules: IrbRules) -> None:
    corporate, property_loan = calculate(portfolio([0.01, 0.01], classes=["CORPORATE", "HIGH_VOLATILITY_PROPERTY"]), rules).weight
    assert property_loan > corporate


def test_the_old_scaling_factor_touches_rwa_and_not_the_weight(portfolio: Portfolios) -> None:
    before = calculate(portfolio([0.01]), IrbRules.of(rulebook("BCBS", date(2010, 1, 1))))
    assert before.rwa[0] == pytest.approx(1.06 * before.weight[0] * 100.0)


def test_a_row_can_be_told_in_words(portfolio: Portfolios, rules: IrbRules) -> None:
    told = calculate(portfolio([0.01]), rules).explain(0)
    assert "risk weight 82.06%" in told and "CRE31" in told


@pytest.mark.parametrize("change", [{"pd": [1.2]}, {"lgd": [-0.1]}, {"ead": [float("nan")]}, {"ead": [1.0, 2.0]}])
def test_senseless_columns_are_refused(portfolio: Portfolios, change: dict[str, list[float]]) -> None:
    with pytest.raises(ValueError):
        replace(portfolio([0.01]), **{name: np.array(value) for name, value in change.items()})
