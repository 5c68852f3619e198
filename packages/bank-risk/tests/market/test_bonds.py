"""Bonds: published values, QuantLib over random terms, curves, refusals."""

import importlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from bank_kit.failures import ToolFailureError
from bank_risk.market.bonds import at_yield, level_coupons, on_curves

quantlib = importlib.import_module("QuantLib")


def test_the_three_year_bond_at_par_has_the_published_measures() -> None:
    found = at_yield(*level_coupons(coupon=0.10, years=3), 0.10)
    assert found.value == pytest.approx(100.0, abs=1e-9)
    assert found.macaulay == pytest.approx(2.735537, abs=5e-7)
    assert found.modified == pytest.approx(2.486852, abs=5e-7)
    assert found.convexity == pytest.approx(8.756232, abs=5e-7)


@given(some.floats(0.0, 0.12), some.integers(1, 30), some.sampled_from([1, 2, 4]), some.floats(-0.005, 0.15))
def test_quantlib_finds_the_same_measures(coupon: float, years: int, frequency: int, rate: float) -> None:
    today = quantlib.Date(15, 1, 2026)
    quantlib.Settings.instance().evaluationDate = today
    period = 12 // frequency
    times, amounts = level_coupons(coupon=coupon, years=years, frequency=frequency)
    flows = quantlib.Leg(
        [quantlib.SimpleCashFlow(amount, today + quantlib.Period(period * (index + 1), quantlib.Months)) for index, amount in enumerate(amounts)]
    )
    terms = quantlib.InterestRate(
        rate,
        quantlib.Thirty360(quantlib.Thirty360.BondBasis),
        quantlib.Compounded,
        {1: quantlib.Annual, 2: quantlib.Semiannual, 4: quantlib.Quarterly}[frequency],
    )
    ours = at_yield(times, amounts, rate, frequency=frequency)
    assert ours.value == pytest.approx(quantlib.CashFlows.npv(flows, terms, False, today, today), rel=1e-9)
    assert ours.macaulay == pytest.approx(quantlib.CashFlows.duration(flows, terms, quantlib.Duration.Macaulay, False, today), rel=1e-9)
    assert ours.modified == pytest.approx(quantlib.CashFlows.duration(flows, terms, quantlib.Duration.Modified, False, today), rel=1e-9)
    assert ours.convexity == pytest.approx(quantlib.CashFlows.convexity(flows, terms, False, today), rel=1e-9)


def test_a_flat_curve_is_a_yield_compounded_continuously() -> None:
    times, amounts = level_coupons(coupon=0.05, years=7, frequency=2)
    flat = on_curves(times, amounts, pillars=np.array([1.0, 5.0]), rates=np.full((3, 2), 0.04))
    assert flat.tolist() == pytest.approx([float(amounts @ np.exp(-0.04 * times))] * 3, rel=1e-12)


def test_rates_are_linear_between_pillars_and_flat_outside() -> None:
    times, amounts = np.array([0.5, 3.0, 10.0]), np.array([1.0, 10.0, 100.0])
    value = on_curves(times, amounts, pillars=np.array([1.0, 5.0]), rates=np.array([[0.02, 0.04]]))
    assert value[0] == pytest.approx(np.exp(-0.02 * 0.5) + 10 * np.exp(-0.03 * 3) + 100 * np.exp(-0.04 * 10), rel=1e-12)


def test_duration_and_convexity_predict_small_moves_of_the_yield() -> None:
    times, amounts = level_coupons(coupon=0.03, years=10, frequency=2)
    found, moved = (at_yield(times, amounts, rate, frequency=2) for rate in (0.04, 0.041))
    predicted = found.value * (-found.modified * 0.001 + 0.5 * found.convexity * 0.001**2)
    assert moved.value - found.value == pytest.approx(predicted, rel=1e-4)


def test_impossible_bonds_are_refused() -> None:
    times, amounts = level_coupons(coupon=0.03, years=2)
    with pytest.raises(ToolFailureError):
        level_coupons(coupon=0.03, years=2, frequency=3)
    with pytest.raises(ToolFailureError):
        level_coupons(coupon=0.03, years=0)
    with pytest.raises(ToolFailureError):
        at_yield(times, amounts, -1.0)
    with pytest.raises(ToolFailureError):
        at_yield(times, -amounts, 0.03)
    with pytest.raises(ToolFailureError):
        at_yield(-times, amounts, 0.03)
    with pytest.raises(ToolFailureError):
        on_curves(times, amounts, pillars=np.array([5.0, 1.0]), rates=np.zeros((1, 2)))
