"""SA-CCR as a whole: what must hold for every portfolio, and what margin changes. Published answers stand in tests/golden."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_risk.counterparty.saccr.exposure import SetExposure, by_counterparty, multiplier, netting_sets, one_margin_many_sets
from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.counterparty.saccr.trade import Direction, MarginAgreement, NettingSet, SaccrTrade, Subclass
from bank_risk.counterparty.sample import saccr_portfolio
from bank_risk.golden.counterparty import CREDIT_TRADES, MARGINED, RATE_TRADES

Calculate = Callable[[NettingSet], SetExposure]
SEEDS = st.integers(min_value=0, max_value=10_000)


def _scaled(one: NettingSet, by: float) -> NettingSet:
    trades = tuple(replace(each, notional=each.notional * by, second_notional=each.second_notional * by, mark=each.mark * by) for each in one.trades)
    agreement = None if one.agreement is None else replace(one.agreement, minimum_transfer=one.agreement.minimum_transfer * by)
    return replace(one, trades=trades, agreement=agreement, collateral=one.collateral * by)


@given(SEEDS, st.integers(min_value=1, max_value=12))
def test_bounds_hold_for_every_portfolio(calculate: Calculate, seed: int, count: int) -> None:
    for one in saccr_portfolio(count, sets=2, seed=seed):
        result = calculate(one)
        assert 0 <= result.exposure <= result.unmargined.exposure
        for view in (result.unmargined, result.margined or result.unmargined):
            assert 0.05 <= view.multiplier <= 1
            assert view.replacement_cost >= 0
            assert all(-1 <= term.delta <= 1 for term in view.terms)
        assert result.unmargined.replacement_cost == max(result.value - result.collateral, 0)


@given(SEEDS)
def test_the_order_of_trades_never_shows(calculate: Calculate, seed: int) -> None:
    for one in saccr_portfolio(20, sets=2, seed=seed):
        assert calculate(replace(one, trades=one.trades[::-1])).exposure == calculate(one).exposure


@given(SEEDS, st.floats(min_value=0.01, max_value=1_000))
def test_another_unit_of_money_scales_the_exposure_and_nothing_else(calculate: Calculate, seed: int, by: float) -> None:
    for one in saccr_portfolio(8, sets=2, seed=seed):
        before, after = calculate(one), calculate(_scaled(one, by))
        assert after.exposure == pytest.approx(before.exposure * by, rel=1e-9)
        assert after.binding.multiplier == pytest.approx(before.binding.multiplier, rel=1e-9)


@given(SEEDS, st.floats(min_value=1.0, max_value=10.0))
def test_more_notional_of_one_trade_is_never_less_exposure(calculate: Calculate, seed: int, by: float) -> None:
    (one,) = saccr_portfolio(1, sets=1, seed=seed)
    (trade,) = one.trades
    larger = replace(one, trades=(replace(trade, notional=trade.notional * by, second_notional=trade.second_notional * by),))
    assert calculate(larger).exposure >= calculate(one).exposure * (1 - 1e-12)


@given(SEEDS)
def test_merging_sets_in_the_money_never_raises_the_exposure(calculate: Calculate, seed: int) -> None:
    """Where both multipliers are 1, replacement cost and add-ons are norms; with excess collateral it need not hold."""
    first, second = (replace(one, agreement=None, collateral=min(sum(each.mark for each in one.trades), 0.0)) for one in saccr_portfolio(12, sets=2, seed=seed))
    covered = first.collateral + second.collateral
    merged = replace(first, trades=first.trades + second.trades, collateral=covered)
    assert calculate(merged).exposure <= (calculate(first).exposure + calculate(second).exposure) * (1 + 1e-12)


def test_many_sets_at_once_are_the_sets_one_by_one(calculate: Calculate, factors: SaccrFactors) -> None:
    sets = saccr_portfolio(300, sets=12, seed=5)
    assert [one.exposure for one in netting_sets(sets, "EUR", factors)] == [calculate(one).exposure for one in sets]


def test_credit_example_has_a_multiplier_from_negative_value(calculate: Calculate) -> None:
    """BCBS 279 annex 4a, example 2: V -20, add-on 282.13, multiplier 0.9652."""
    result = calculate(NettingSet(id="2", counterparty="2", trades=CREDIT_TRADES))
    assert (result.value, round(result.unmargined.multiplier, 4), round(result.unmargined.add_ons.aggregate, 2)) == (-20, 0.9652, 282.13)


def test_margined_example_in_its_parts(calculate: Calculate) -> None:
    """BCBS 279 annex 4a, example 5: 14 days, add-on 1,400.96, multiplier 0.9581, no replacement cost."""
    result = calculate(MARGINED)
    assert result.margined is not None and not result.capped
    assert (result.margin_period, round(result.margined.add_ons.aggregate, 2)) == (14, 1_400.96)
    assert (round(result.margined.multiplier, 4), result.margined.replacement_cost) == (0.9581, 0)


def test_a_large_threshold_is_capped_by_the_unmargined_exposure_and_said(calculate: Calculate) -> None:
    """CRE52.2."""
    agreement = MarginAgreement(threshold=1e9, minimum_transfer=0, remargin_days=1)
    result = calculate(NettingSet(id="1", counterparty="1", trades=RATE_TRADES, agreement=agreement))
    assert result.capped and result.exposure == result.unmargined.exposure and result.binding is result.unmargined
    assert result.margined is not None and result.margined.replacement_cost == 1e9


def test_exposure_of_ore_set_without_trades_is_its_minimum_transfer(calculate: Calculate) -> None:
    """ORE's example CPTY_B reports 1.4 x MTA 5m = 7m; CRE52.2 caps it at the unmargined zero."""
    agreement = MarginAgreement(threshold=0, minimum_transfer=5e6, remargin_days=1)
    result = calculate(NettingSet(id="B", counterparty="CPTY_B", trades=(), agreement=agreement))
    assert result.margined is not None and result.margined.exposure == pytest.approx(7e6)
    assert result.capped and result.exposure == 0


def test_multiplier_falls_from_one_to_its_floor() -> None:
    """CRE52.23."""
    assert multiplier(1.0, 0.0, 100.0, 0.05) == 1.0
    assert multiplier(0.0, 1e9, 100.0, 0.05) == pytest.approx(0.05)
    assert multiplier(-1.0, 0.0, 0.0, 0.05) == 0.05


def test_netting_sets_of_a_counterparty_add_up(factors: SaccrFactors) -> None:
    results = netting_sets(saccr_portfolio(40, sets=4, seed=1), "EUR", factors)
    sums = by_counterparty(results)
    assert sums["CP-0"] == results[0].exposure + results[1].exposure
    assert sum(sums.values()) == pytest.approx(sum(one.exposure for one in results))


def test_one_margin_agreement_over_two_sets(factors: SaccrFactors) -> None:
    """CRE52.75: collateral held covers claims, collateral posted is a claim beyond what is owed."""

    def _set(name: str, mark: float) -> NettingSet:
        swap = SaccrTrade(id=name, subclass=Subclass.INTEREST_RATE, notional=0.0, mark=mark, direction=Direction.LONG, maturity=1, end=1, currency="EUR")
        return NettingSet(id=name, counterparty="C", trades=(swap,))

    results = netting_sets([_set("A", 100.0), _set("B", -40.0)], "EUR", factors)
    assert one_margin_many_sets(results, 30.0, factors) == pytest.approx(1.4 * 70)
    assert one_margin_many_sets(results, -60.0, factors) == pytest.approx(1.4 * (100 + 20))
