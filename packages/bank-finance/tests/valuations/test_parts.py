"""The arithmetic between what is stored and what is priced from."""

import math
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_finance.markets.records import Point, Rates, StoredCurve, Volatilities
from bank_finance.pricing.instruments import SwapTerms
from bank_finance.pricing.market import Curve
from bank_finance.pricing.terms import DayCount
from bank_finance.valuations.parts import fixed_rate, hazard_curve, running_period, spot_rate, volatility
from bank_kit.failures import FailureCode, ToolFailureError

FRIDAY = date(2026, 11, 20)


def _spreads(*points: tuple[int, float]) -> StoredCurve:
    return StoredCurve(id="C", currency="EUR", index="C", kind="CREDIT", on=FRIDAY, points=tuple(Point(days, "", rate) for days, rate in points))


def _terms(start: str, end: str, frequency: int) -> SwapTerms:
    return SwapTerms.model_validate(
        {
            "currency": "EUR",
            "notional": "1",
            "fixed_leg": "pay",
            "fixed_rate": 0.02,
            "effective_date": start,
            "maturity_date": end,
            "floating_frequency": frequency,
        }
    )


@given(years=st.floats(0.01, 10))
def test_total_variance_never_falls_where_quotes_rise_and_lies_between_them(years: float) -> None:
    quoted = Volatilities(underlying="X", on=FRIDAY, by_tenor={"5Y": 0.22, "1M": 0.10, "1Y": 0.18, "3M": 0.15})
    found = volatility(quoted, years)
    assert 0.10 - 1e-12 <= found <= 0.22 + 1e-12
    assert volatility(quoted, years * 1.1) ** 2 * years * 1.1 >= found**2 * years - 1e-12


def test_quoted_tenors_come_back_as_quoted() -> None:
    quoted = Volatilities(underlying="X", on=FRIDAY, by_tenor={"1M": 0.10, "3M": 0.15, "1Y": 0.18, "5Y": 0.22})
    assert [volatility(quoted, years) for years in (0.25, 1.0, 5.0, 30.0)] == pytest.approx([0.15, 0.18, 0.22, 0.22])


def test_hazard_rates_add_up_to_the_spread_at_every_pillar() -> None:
    points = ((365, 0.01), (1826, 0.02), (3652, 0.025))
    total, before = 0.0, 0
    for pillar, (days, spread) in zip(hazard_curve(_spreads(*points)).pillars, points, strict=True):
        total += pillar.rate * (pillar.days - before)
        before = pillar.days
        assert total / days == pytest.approx(spread / 0.6)


def test_a_hazard_rate_is_never_negative_and_comes_from_spreads_only() -> None:
    assert [pillar.rate for pillar in hazard_curve(_spreads((365, 0.05), (730, 0.01))).pillars] == [pytest.approx(0.05 / 0.6), 0.0]
    rates = StoredCurve(id="C", currency="EUR", index="C", kind="OIS", on=FRIDAY, points=(Point(365, "1Y", 0.02),))
    with pytest.raises(ToolFailureError) as refused:
        hazard_curve(rates)
    assert (refused.value.failure.code, refused.value.failure.field) == (FailureCode.INVALID_ARGUMENT, "credit_curve")


def test_a_rate_is_found_either_way_round() -> None:
    rates = Rates(on=FRIDAY, per_euro={"USD": Decimal("1.25"), "GBP": Decimal("0.8")})
    assert (spot_rate("EUR", "USD", rates), spot_rate("USD", "EUR", rates), spot_rate("GBP", "USD", rates)) == (1.25, 0.8, 1.5625)


@pytest.mark.parametrize(
    ("start", "end", "frequency", "period"),
    [
        ("2024-01-31", "2029-01-31", 1, (date(2026, 1, 31), date(2027, 1, 31))),
        ("2024-01-31", "2029-01-31", 4, (date(2026, 10, 31), date(2027, 1, 31))),
        ("2026-08-05", "2031-03-01", 1, (date(2026, 8, 5), date(2027, 3, 1))),
        ("2026-11-20", "2031-11-20", 1, None),
        ("2021-11-20", "2031-11-20", 1, None),
        ("2027-01-04", "2031-11-20", 1, None),
        ("2020-01-04", "2026-11-20", 1, None),
    ],
)
def test_the_running_period_is_counted_back_from_maturity(start: str, end: str, frequency: int, period: tuple[date, date] | None) -> None:
    assert running_period(_terms(start, end, frequency), FRIDAY) == period


def test_a_fixing_is_the_simple_rate_of_its_period() -> None:
    period = (date(2026, 1, 1), date(2027, 1, 1))
    simple = math.exp(0.03) - 1
    assert fixed_rate(Curve.flat(0.03), period, DayCount.ACT_365F) == pytest.approx(simple)
    assert fixed_rate(Curve.flat(0.03), period, DayCount.ACT_360) == pytest.approx(simple * 360 / 365)
