"""Reading a curve."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_finance.pricing.curves import discount_factor, forward_rate, par_rate, zero_rate
from bank_finance.pricing.market import Curve, Pillar

CURVES = st.lists(st.tuples(st.integers(1, 11000), st.floats(-0.02, 0.1)), min_size=1, max_size=8, unique_by=lambda point: point[0]).map(
    lambda points: Curve(pillars=tuple(Pillar(days=days, rate=rate) for days, rate in sorted(points)))
)


def test_rates_are_linear_between_pillars_and_flat_outside(curve: Curve) -> None:
    assert zero_rate(curve, 1) == 0.02
    assert zero_rate(curve, (365 + 1826) / 2) == pytest.approx(0.0225)
    assert zero_rate(curve, 20000) == 0.03


@given(CURVES, st.integers(0, 10000), st.integers(1, 10000), st.integers(1, 10000))
def test_forward_rates_chain(curve: Curve, start: int, first: int, second: int) -> None:
    def growth(begin: int, end: int) -> float:
        return 1 + forward_rate(curve, begin, end) * (end - begin) / 365

    middle, end = start + first, start + first + second
    assert growth(start, middle) * growth(middle, end) == pytest.approx(growth(start, end))


@given(st.floats(-0.02, 0.2), st.integers(1, 30))
def test_on_a_flat_curve_the_par_rate_is_the_yearly_rate(rate: float, years: int) -> None:
    assert par_rate(Curve.flat(rate), [365.0 * year for year in range(1, years + 1)]) == pytest.approx(math.expm1(rate), abs=1e-12)


@given(CURVES, st.integers(1, 20000))
def test_a_spread_is_one_more_discount(curve: Curve, days: int) -> None:
    assert discount_factor(curve, days, spread=0.01) == pytest.approx(discount_factor(curve, days) * math.exp(-0.01 * days / 365))


def test_days_that_do_not_ascend_are_refused(curve: Curve) -> None:
    for days in ([], [0.0], [365.0, 365.0]):
        with pytest.raises(ValueError):
            par_rate(curve, days)
    with pytest.raises(ValueError):
        forward_rate(curve, 10, 10)
