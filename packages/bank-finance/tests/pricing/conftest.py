"""A bond, a swap and a market that tests bend."""

from datetime import date

import pytest

from bank_finance.pricing.instruments import EuropeanOption, FixedRateBond, InterestRateSwap, SwapTerms, Swaption
from bank_finance.pricing.market import CreditCurve, Curve, Market, Pillar
from bank_finance.pricing.terms import DayCount, Exercise, Leg

ON = date(2026, 11, 20)


@pytest.fixture
def on() -> date:
    return ON


@pytest.fixture
def curve() -> Curve:
    return Curve(pillars=(Pillar(days=365, rate=0.02), Pillar(days=1826, rate=0.025), Pillar(days=3652, rate=0.03)))


@pytest.fixture
def market(curve: Curve) -> Market:
    return Market(discount=curve, spot=100.0, volatility=0.2, credit=CreditCurve(pillars=(Pillar(days=1826, rate=0.02),)))


@pytest.fixture
def bond() -> FixedRateBond:
    """The published example, on days that need no roll: three years, ten percent, a week day each year."""
    return FixedRateBond.model_validate(
        {
            "kind": "fixed_rate_bond",
            "currency": "EUR",
            "notional": "1000000",
            "coupon": 0.1,
            "day_count": DayCount.THIRTY_360,
            "issue_date": "2021-03-15",
            "maturity_date": "2024-03-15",
            "settlement_days": 0,
        }
    )


@pytest.fixture
def swap() -> InterestRateSwap:
    return InterestRateSwap.model_validate(
        {
            "kind": "interest_rate_swap",
            "currency": "EUR",
            "notional": "10000000",
            "fixed_leg": Leg.PAY,
            "fixed_rate": 0.03,
            "effective_date": "2026-11-24",
            "maturity_date": "2031-11-24",
        }
    )


@pytest.fixture
def swaption(swap: InterestRateSwap) -> Swaption:
    terms = SwapTerms.model_validate(swap.model_dump(exclude={"kind"}) | {"effective_date": "2027-11-24", "maturity_date": "2032-11-24"})
    return Swaption(kind="swaption", expiry_date=date(2027, 11, 22), swap=terms)


@pytest.fixture
def option() -> EuropeanOption:
    return EuropeanOption.model_validate(
        {
            "kind": "european_option",
            "underlying": "equity",
            "currency": "USD",
            "notional": "1",
            "exercise": Exercise.CALL,
            "strike": 100,
            "expiry_date": "2027-11-20",
        }
    )
