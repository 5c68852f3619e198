"""The library reads the same pillars as we do."""

import math
from datetime import date

import pytest

from bank_finance.pricing.curves import discount_factor
from bank_finance.pricing.market import CreditCurve, Curve, Pillar
from bank_finance.pricing.quantlib.session import evaluated
from bank_finance.pricing.quantlib.term_structures import hazard_curve, zero_curve


@pytest.mark.parametrize("days", [1, 100, 365, 900, 1826, 3652, 3653, 20000])
def test_discount_factors_agree_everywhere(on: date, curve: Curve, days: int) -> None:
    with evaluated(on):
        assert zero_curve(curve, on).discount(days / 365) == pytest.approx(discount_factor(curve, days), abs=1e-14)


def test_hazard_rates_hold_back_to_the_pillar_before(on: date) -> None:
    credit = CreditCurve(pillars=(Pillar(days=365, rate=0.01), Pillar(days=730, rate=0.03)))
    with evaluated(on):
        survival = hazard_curve(credit, on)
        assert survival.survivalProbability(1.0) == pytest.approx(math.exp(-0.01))
        assert survival.survivalProbability(3.0) == pytest.approx(math.exp(-0.01 - 0.03 - 0.03))
