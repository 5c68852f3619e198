"""Moving the market, on a value that can be checked by hand."""

import pytest
from pydantic import ValidationError

from bank_finance.pricing.bumps import BumpSet, bumped_values, curvature, key_rates, parallel, slope, widening, wider
from bank_finance.pricing.market import CreditCurve, Curve, Market, Pillar


def _square(market: Market) -> float:
    return sum((pillar.rate * 10_000) ** 2 for pillar in market.discount.pillars)


def test_slope_and_curvature_are_central_differences(market: Market) -> None:
    assert slope(_square, lambda shift: parallel(market, shift)) == pytest.approx(2 * (200 + 250 + 300))
    assert curvature(_square, market) == pytest.approx(2 * 3)


def test_key_rates_move_one_pillar_each(market: Market) -> None:
    assert [(row.days, float(row.dv01)) for row in key_rates(_square, market)] == [(365, 400), (1826, 500), (3652, 600)]


def test_each_bump_stands_alone(market: Market) -> None:
    bumps = BumpSet(parallel_bp=(1, -1), spot_percent=(10,), volatility_points=(-100,))
    rows = bumped_values(lambda moved: _square(moved) + (moved.spot or 0) + (moved.volatility or 0), market, bumps, currency="EUR", volatility_point=0.01)
    assert [row.bump for row in rows] == ["parallel", "parallel", "spot", "volatility"]
    assert [float(row.change) for row in rows] == pytest.approx([1503, -1497, 10, -0.2])


def test_a_bump_of_something_the_market_lacks_is_left_out() -> None:
    assert bumped_values(_square, Market(discount=Curve.flat(0.01)), BumpSet(spot_percent=(1,)), currency="EUR", volatility_point=0.01) == ()


def test_wider_credit_moves_spread_and_hazard_rates(market: Market) -> None:
    moved = wider(market, 0.0006)
    assert moved.spread == 0.0006
    assert moved.credit is not None and moved.credit.pillars[0].rate == pytest.approx(0.021)


def test_credit_without_risk_is_only_moved_wider(market: Market) -> None:
    safe = market.model_copy(update={"credit": CreditCurve(pillars=(Pillar(days=365, rate=0),), recovery=0)})
    for known, hazard in ((market, 0.0001 / 0.6), (safe, 0.0001)):
        assert widening(lambda moved: moved.credit.pillars[0].rate if moved.credit else 0, known) == pytest.approx(hazard)


@pytest.mark.parametrize("bumps", [{"parallel_bp": [1001]}, {"parallel_bp": [0] * 21}, {"spot_percent": [-100]}, {"volatility_points": ["nan"]}])
def test_bumps_are_bounded(bumps: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        BumpSet.model_validate(bumps)
