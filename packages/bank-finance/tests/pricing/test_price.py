"""The whole answer for one instrument: published values, parity, bumps against closed forms, endings."""

import math
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bank_finance.pricing.bumps import BumpSet, KeyRates
from bank_finance.pricing.instruments import Asset, CreditDefaultSwap, EuropeanOption, FixedRateBond, InterestRateSwap, Swaption
from bank_finance.pricing.market import Curve, Market
from bank_finance.pricing.price import price
from bank_finance.pricing.terms import Exercise, Side
from bank_kit.failures import FailureCode, ToolFailureError

HAUG = (
    # Haug, The Complete Guide to Option Pricing Formulas, as kept in QuantLib's europeanoption tests: value to four decimals
    ("call", 60.0, 65.0, 0.0, 0.08, 0.25, 0.30, 2.1334),
    ("put", 100.0, 95.0, 0.05, 0.10, 0.50, 0.20, 2.4648),
    ("put", 75.0, 70.0, 0.05, 0.10, 0.50, 0.35, 4.0870),
)


def _option(exercise: str, strike: float, days: int) -> EuropeanOption:
    return EuropeanOption.model_validate(
        {"kind": "european_option", "underlying": "index", "currency": "USD", "notional": "1", "exercise": exercise, "strike": strike,
         "expiry_date": date(2026, 11, 20) + timedelta(days)}
    )  # fmt: skip


@pytest.mark.parametrize("terms", HAUG)
def test_options_have_the_published_values(on: date, terms: tuple[str, float, float, float, float, float, float, float]) -> None:
    exercise, spot, strike, dividend, rate, years, volatility, published = terms
    # Only rate x time and volatility^2 x time matter: 73 days are a fifth of a year exactly.
    longer = years / 0.2
    market = Market(discount=Curve.flat(rate * longer), carry=Curve.flat(dividend * longer), spot=spot, volatility=volatility * math.sqrt(longer))
    many = _option(exercise, strike, 73).model_copy(update={"notional": 10_000})
    assert float(price(many, market, on).npv.amount) == pytest.approx(published * 10_000, abs=0.5)


def test_a_three_year_ten_percent_bond_has_the_published_duration_and_convexity(bond: FixedRateBond) -> None:
    found = price(bond, Market(discount=Curve.flat(math.log(1.1)), clean_price=100), bond.issue_date)
    assert found.bond is not None
    assert float(found.bond.yield_to_maturity) == pytest.approx(0.10, abs=1e-8)
    assert float(found.bond.macaulay_duration) == pytest.approx(2.735537, abs=1e-6)
    assert float(found.bond.modified_duration) == pytest.approx(2.486852, abs=1e-6)
    assert float(found.bond.convexity) == pytest.approx(8.756232, abs=1e-6)
    assert float(found.npv.amount) == pytest.approx(1_000_000, rel=0.0005)
    assert [flow.kind for flow in found.bond.cash_flows] == ["coupon", "coupon", "coupon", "redemption"]
    assert sum(float(flow.amount.amount * flow.discount_factor) for flow in found.bond.cash_flows) == pytest.approx(float(found.npv.amount), abs=0.1)


def test_a_par_swap_is_worth_nothing_and_its_sides_cancel(on: date, market: Market, swap: InterestRateSwap) -> None:
    par = price(swap, market, on).par
    assert par is not None
    assert abs(price(swap.model_copy(update={"fixed_rate": float(par)}), market, on).npv.amount) < 1


@given(strike=st.floats(20, 400), spot=st.floats(20, 400), rate=st.floats(-0.05, 0.15), carry=st.floats(-0.05, 0.15), volatility=st.floats(0, 1.5))
@settings(max_examples=40, deadline=None)
def test_a_call_less_a_put_is_a_forward(strike: float, spot: float, rate: float, carry: float, volatility: float) -> None:
    on = date(2026, 11, 20)
    market = Market(discount=Curve.flat(rate), carry=Curve.flat(carry), spot=spot, volatility=volatility)
    call, put = (price(_option(exercise, strike, 365), market, on) for exercise in ("call", "put"))
    assert float(call.npv.amount - put.npv.amount) == pytest.approx(spot * math.exp(-carry) - strike * math.exp(-rate), abs=0.011)


def test_closed_form_greeks_agree_with_bumps(on: date, market: Market, option: EuropeanOption) -> None:
    large = option.model_copy(update={"notional": 1_000_000})
    found = price(large, market, on, BumpSet(spot_percent=(0.01, -0.01), volatility_points=(0.1, -0.1)))
    up, down, wilder, calmer = (float(row.change) for row in found.bumped)
    assert found.delta is not None and found.gamma is not None and found.vega is not None
    assert (up - down) / 0.02 == pytest.approx(float(found.delta), rel=1e-5)
    assert (up + down) / 0.0001 == pytest.approx(float(found.gamma), rel=1e-3)
    assert (wilder - calmer) / 0.2 == pytest.approx(float(found.vega), rel=1e-4)


def test_key_rates_add_up_to_dv01_and_dv01_to_a_bump(on: date, market: Market, swap: InterestRateSwap) -> None:
    found = price(swap, market, on, BumpSet(parallel_bp=(1,), key_rates=KeyRates.EACH_PILLAR))
    assert float(sum(row.dv01 for row in found.key_rates)) == pytest.approx(float(found.dv01), rel=1e-6)
    assert float(found.bumped[0].change) == pytest.approx(float(found.dv01), rel=1e-3)
    assert found.dv01 > 0, "whoever pays fixed gains when rates rise"


def test_bond_dv01_is_modified_duration_times_value(bond: FixedRateBond) -> None:
    found = price(bond, Market(discount=Curve.flat(math.log(1.1))), bond.issue_date)
    assert found.bond is not None
    # A zero-rate shift discounts by Macaulay duration: continuous compounding.
    assert float(found.dv01) == pytest.approx(-float(found.bond.macaulay_duration) * float(found.npv.amount) * 0.0001, rel=1e-3)
    assert found.cs01 == found.dv01


def test_a_short_position_is_the_mirror(on: date, market: Market, swaption: Swaption, option: EuropeanOption, bond: FixedRateBond) -> None:
    for instrument, day in ((swaption, on), (option, on), (bond, bond.issue_date)):
        held, owed = (price(instrument.model_copy(update={"side": side}), market, day) for side in Side)
        assert (owed.npv.amount, owed.dv01) == (-held.npv.amount, -held.dv01)


def test_protection_bought_gains_when_spreads_widen(on: date, market: Market) -> None:
    terms = CreditDefaultSwap.model_validate(
        {"kind": "credit_default_swap", "currency": "EUR", "notional": "10000000", "spread": 0.01, "start_date": "2026-09-20", "maturity_date": "2031-12-20"}
    )
    found = price(terms, market, on)
    assert found.cs01 is not None and found.par is not None and found.cs01 > 0
    assert abs(price(terms.model_copy(update={"spread": float(found.par)}), market, on).npv.amount) < 1


def test_an_option_on_its_last_day_is_worth_its_intrinsic_value_and_has_no_theta(market: Market, option: EuropeanOption) -> None:
    found = price(option, market.model_copy(update={"spot": 107.0}), option.expiry_date)
    assert (float(found.npv.amount), found.theta) == (7.0, None)
    assert price(option.model_copy(update={"exercise": Exercise.PUT}), market, option.expiry_date).npv.amount == 0


def test_a_contract_that_has_ended_or_never_ends_is_refused(market: Market, option: EuropeanOption, bond: FixedRateBond, swap: InterestRateSwap) -> None:
    for instrument, day, field in (
        (option, date(2027, 11, 21), "instrument.expiry_date"),
        (bond, bond.maturity_date, "instrument.maturity_date"),
        (bond, date(9999, 1, 1), "as_of"),
        (swap.model_copy(update={"maturity_date": date(2099, 1, 1)}), date(2026, 11, 20), "instrument.maturity_date"),
    ):
        with pytest.raises(ToolFailureError) as refused:
            price(instrument, market, day)
        assert (refused.value.failure.code, refused.value.failure.field) == (FailureCode.INVALID_ARGUMENT, field)


def test_theta_is_silent_where_tomorrow_needs_a_fixing_nobody_sent(market: Market, swap: InterestRateSwap) -> None:
    begins = swap.effective_date
    assert price(swap, market, begins).theta is None
    assert price(swap, market.model_copy(update={"fixing": 0.02}), begins).theta is not None


def test_two_threads_on_two_days_get_what_each_gets_alone(on: date, market: Market, swap: InterestRateSwap, swaption: Swaption) -> None:
    fixed = market.model_copy(update={"fixing": 0.02})
    work = [(instrument, on + timedelta(shift)) for shift in (0, 30, 200, 365) for instrument in (swap, swaption)] * 4
    alone = [price(instrument, fixed, day) for instrument, day in work]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda job: price(job[0], fixed, job[1]), work)) == alone


def test_an_asset_never_ends_and_stands_still(on: date, market: Market) -> None:
    found = price(Asset.model_validate({"kind": "asset", "currency": "EUR", "notional": "250"}), market, on)
    assert found.npv.amount == 25_000
    assert not found.theta and not found.dv01 and not found.warnings


def test_whoever_watches_sees_every_valuation_and_can_end_it(on: date, market: Market, swap: InterestRateSwap) -> None:
    seen: list[None] = []
    price(swap, market, on, BumpSet(key_rates=KeyRates.EACH_PILLAR), watch=lambda: seen.append(None))
    assert len(seen) >= 2 * len(market.discount.pillars) + 2

    def stop() -> None:
        raise ToolFailureError(FailureCode.CANCELLED, "enough")

    with pytest.raises(ToolFailureError, match="enough"):
        price(swap, market, on, watch=stop)


def test_what_a_careful_reader_should_know_is_said(on: date, option: EuropeanOption) -> None:
    warnings = price(option.model_copy(update={"expiry_date": date(2030, 1, 1)}), Market(discount=Curve.flat(0.01), spot=1, volatility=0.1), on).warnings
    assert any("last pillar" in warning for warning in warnings) and any("carry" in warning for warning in warnings)
