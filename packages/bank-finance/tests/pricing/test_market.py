"""Curves as sent."""

import pytest
from pydantic import ValidationError

from bank_finance.pricing.market import CreditCurve, Curve, Pillar


def test_pillars_ascend() -> None:
    with pytest.raises(ValidationError, match="ascending"):
        Curve(pillars=(Pillar(days=365, rate=0.01), Pillar(days=365, rate=0.02)))
    with pytest.raises(ValidationError):
        Curve(pillars=())
    with pytest.raises(ValidationError):
        Pillar(days=365, rate=float("nan"))


def test_hazard_rates_are_not_negative() -> None:
    with pytest.raises(ValidationError, match="hazard"):
        CreditCurve(pillars=(Pillar(days=365, rate=-0.01),))


def test_a_shift_moves_all_pillars_or_one(curve: Curve) -> None:
    assert [pillar.rate for pillar in curve.shifted(0.01).pillars] == pytest.approx([0.03, 0.035, 0.04])
    assert [pillar.rate for pillar in curve.shifted(0.01, only=1).pillars] == pytest.approx([0.02, 0.035, 0.03])


def test_a_spread_moves_hazard_rates_by_the_credit_triangle() -> None:
    credit = CreditCurve(pillars=(Pillar(days=365, rate=0.02),), recovery=0.4)
    assert credit.shifted(0.0006).pillars[0].rate == pytest.approx(0.021)
