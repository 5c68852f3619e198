"""Instruments of one or two payments, and options without time or volatility."""

import math
from datetime import date

import pytest

from bank_finance.pricing.instruments import Asset, AssetForward, Deposit, EuropeanOption, FxForward, ZeroBond
from bank_finance.pricing.market import Curve, Market
from bank_finance.pricing.plain import YearFractions, asset, asset_forward, deposit, fx_forward, option_limit, zero_bond
from bank_finance.pricing.quantlib import days
from bank_finance.pricing.terms import DayCount


def test_the_adapter_fits() -> None:
    fits: YearFractions = days
    assert fits.year_fraction(DayCount.ACT_360, date(2026, 1, 1), date(2026, 7, 1)) == pytest.approx(181 / 360)


def test_a_zero_bond_is_its_discount_factor(on: date) -> None:
    terms = ZeroBond.model_validate({"kind": "zero_bond", "currency": "EUR", "notional": "1000", "maturity_date": "2027-11-20"})
    assert zero_bond(terms, Market(discount=Curve.flat(-0.01)), on).npv == pytest.approx(1000 * math.exp(0.01))


def test_a_deposit_at_its_fair_rate_is_worth_nothing(on: date, market: Market) -> None:
    terms = Deposit.model_validate(
        {"kind": "deposit", "currency": "EUR", "notional": "1000000", "rate": 0.02, "start_date": "2026-12-01", "maturity_date": "2027-06-01"}
    )
    fair = deposit(terms, market, on).par
    assert fair is not None
    assert deposit(terms.model_copy(update={"rate": fair}), market, on).npv == pytest.approx(0, abs=1e-6)


def test_a_forward_at_the_forward_rate_is_worth_nothing(on: date, market: Market) -> None:
    terms = FxForward.model_validate(
        {"kind": "fx_forward", "base_currency": "EUR", "currency": "USD", "notional": "1000000", "rate": 100, "maturity_date": "2027-11-20"}
    )
    fair = fx_forward(terms, market, on)
    assert fair.par == pytest.approx(100 * math.exp(0.02))
    assert fx_forward(terms.model_copy(update={"rate": fair.par}), market, on).npv == pytest.approx(0, abs=1e-6)


def test_an_asset_is_worth_its_units_times_its_price(market: Market) -> None:
    terms = Asset.model_validate({"kind": "asset", "currency": "EUR", "notional": "250", "side": "short"})
    assert (asset(terms, market).npv, asset(terms, market).delta) == (-25_000, -250)


def test_a_forward_on_an_asset_grows_with_the_rate_and_falls_with_the_dividend(on: date) -> None:
    terms = AssetForward.model_validate({"kind": "asset_forward", "currency": "EUR", "notional": "10", "rate": 100, "maturity_date": "2027-11-20"})
    market = Market(discount=Curve.flat(0.05), carry=Curve.flat(0.02), spot=100)
    found = asset_forward(terms, market, on)
    assert found.par == pytest.approx(100 * math.exp(0.03))
    assert asset_forward(terms.model_copy(update={"rate": found.par}), market, on).npv == pytest.approx(0, abs=1e-9)


def test_without_volatility_an_option_is_worth_its_discounted_forward_intrinsic_value(on: date, option: EuropeanOption) -> None:
    market = Market(discount=Curve.flat(0.05), spot=110, volatility=0)
    limit = option_limit(option, market, on)
    assert limit.npv == pytest.approx(110 - 100 * math.exp(-0.05))
    assert (limit.delta, limit.gamma, limit.vega) == (1.0, 0.0, 0.0)
    assert option_limit(option, market, option.expiry_date).npv == pytest.approx(10)
