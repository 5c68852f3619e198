"""Options and protection in the model itself."""

import math
from datetime import date

import pytest

from bank_finance.pricing.instruments import CreditDefaultSwap, EuropeanOption
from bank_finance.pricing.market import CreditCurve, Curve, Market, Pillar
from bank_finance.pricing.quantlib.contingent import default_swap, european


def test_a_published_value_to_four_decimals(on: date) -> None:
    # Haug: call, S 60, K 65, r 8 %, T 0.25, volatility 30 % = 2.1334; here 73 days with rate and variance stretched by 1.25.
    terms = EuropeanOption.model_validate(
        {"kind": "european_option", "underlying": "equity", "currency": "USD", "notional": "1", "exercise": "call", "strike": 65, "expiry_date": "2027-02-01"}
    )
    market = Market(discount=Curve.flat(0.10), spot=60, volatility=0.3 * math.sqrt(1.25))
    assert european(terms, market, on).npv == pytest.approx(2.1334, abs=5e-5)


def test_the_fair_spread_is_near_the_credit_triangle(on: date) -> None:
    terms = CreditDefaultSwap.model_validate(
        {"kind": "credit_default_swap", "currency": "EUR", "notional": "1", "spread": 0.01, "start_date": "2026-11-20", "maturity_date": "2031-11-20"}
    )
    market = Market(discount=Curve.flat(0.02), credit=CreditCurve(pillars=(Pillar(days=365, rate=0.02),), recovery=0.4))
    found = default_swap(terms, market, on).par
    # ACT/360 premium against an ACT/365 hazard rate.
    assert found == pytest.approx(0.02 * 0.6 * 360 / 365, rel=0.005)
