"""Swaps and swaptions in the model itself."""

from datetime import date

import pytest

from bank_finance.pricing.curves import discount_factor
from bank_finance.pricing.instruments import InterestRateSwap, Swaption
from bank_finance.pricing.market import Curve, Market
from bank_finance.pricing.quantlib.swaps import swaption as swaption_value
from bank_finance.pricing.quantlib.swaps import value
from bank_finance.pricing.terms import Leg, VolatilityModel
from bank_kit.failures import FailureCode, ToolFailureError


def test_the_floating_leg_is_worth_the_difference_of_discount_factors(on: date, market: Market, swap: InterestRateSwap) -> None:
    free = value(swap.model_copy(update={"fixed_rate": 0.0}), market, on).npv
    start, end = ((day - on).days for day in (swap.effective_date, swap.maturity_date))
    assert free == pytest.approx(1e7 * (discount_factor(market.discount, start) - discount_factor(market.discount, end)), rel=1e-6)


def test_a_running_period_needs_its_fixing_and_uses_it(market: Market, swap: InterestRateSwap) -> None:
    later = date(2027, 1, 20)
    with pytest.raises(ToolFailureError) as refused:
        value(swap, market, later)
    assert (refused.value.failure.code, refused.value.failure.field) == (FailureCode.NO_MARKET_DATA, "market.fixing")
    low, high = (value(swap, market.model_copy(update={"fixing": fixing}), later).npv for fixing in (0.01, 0.03))
    half_year = (date(2027, 5, 24) - swap.effective_date).days / 360
    assert high - low == pytest.approx(1e7 * 0.02 * half_year * discount_factor(market.discount, (date(2027, 5, 24) - later).days), rel=1e-9)


@pytest.mark.parametrize(("model", "volatility"), [(VolatilityModel.BLACK, 0.3), (VolatilityModel.BACHELIER, 0.008), (VolatilityModel.BACHELIER, 0.0)])
def test_a_payer_less_a_receiver_is_the_swap(on: date, market: Market, swaption: Swaption, model: VolatilityModel, volatility: float) -> None:
    known = market.model_copy(update={"volatility": volatility})
    payer, receiver = (
        swaption_value(swaption.model_copy(update={"model": model, "swap": swaption.swap.model_copy(update={"fixed_leg": leg})}), known, on).npv for leg in Leg
    )
    assert payer - receiver == pytest.approx(value(_as_swap(swaption), known, on).npv, abs=0.01)


def test_on_its_last_day_a_swaption_is_its_swap_or_nothing(market: Market, swaption: Swaption) -> None:
    known = market.model_copy(update={"volatility": 0.01})
    worth = swaption_value(swaption, known, swaption.expiry_date).npv
    assert worth == pytest.approx(max(value(_as_swap(swaption), known, swaption.expiry_date).npv, 0))


def test_negative_rates_are_for_bachelier(on: date, swaption: Swaption) -> None:
    negative = Market(discount=Curve.flat(-0.005), volatility=0.005)
    assert swaption_value(swaption, negative, on).npv >= 0
    with pytest.raises(ToolFailureError) as refused:
        swaption_value(swaption.model_copy(update={"model": VolatilityModel.BLACK}), negative, on)
    assert refused.value.failure.field == "instrument.model"


def _as_swap(swaption: Swaption) -> InterestRateSwap:
    return InterestRateSwap.model_validate(swaption.swap.model_dump() | {"kind": "interest_rate_swap"})


def test_an_expiry_on_a_weekend_at_the_end_of_a_month_is_brought_forward_with_the_first_day(on: date, market: Market, swaption: Swaption) -> None:
    weekend = swaption.model_copy(
        update={
            "expiry_date": date(2030, 6, 29),
            "swap": swaption.swap.model_copy(update={"effective_date": date(2030, 6, 29), "maturity_date": date(2040, 6, 26)}),
        }
    )
    assert swaption_value(weekend, market.model_copy(update={"volatility": 0.008}), on).npv > 0
