"""Trade-level terms against the intermediate values of the published examples, and the shapes of the formulas."""

import math

import numpy as np
import pytest

from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.counterparty.saccr.terms import adjusted_notional, margin_period, margined_factor, maturity_factor, supervisory_delta
from bank_risk.counterparty.saccr.trade import Direction, MarginAgreement, Option, Right, SaccrTrade, Subclass, Tranche
from bank_risk.golden.counterparty import RATE_TRADES

LONG, SHORT = Direction.LONG, Direction.SHORT


def _option(right: Right, direction: Direction, *, price: float = 100.0, strike: float = 95.0, subclass: Subclass = Subclass.EQUITY_SINGLE) -> SaccrTrade:
    option = Option(right=right, price=price, strike=strike, expiry=1.0)
    return SaccrTrade(id="1", subclass=subclass, notional=1.0, mark=0.0, direction=direction, maturity=1.0, end=1.0, option=option)


def _fx(currency: str, amount: float, second: str, second_amount: float, direction: Direction = LONG) -> SaccrTrade:
    return SaccrTrade(
        id="1",
        subclass=Subclass.FOREIGN_EXCHANGE,
        notional=amount,
        mark=0.0,
        direction=direction,
        maturity=1.0,
        end=1.0,
        currency=currency,
        second_currency=second,
        second_notional=second_amount,
    )


def test_duration_of_the_basel_rates_example(factors: SaccrFactors) -> None:
    """BCBS 279 annex 4a, example 1."""
    assert np.round(adjusted_notional(RATE_TRADES, "USD", factors)).tolist() == [78_694, 36_254, 37_428]
    assert round(float(supervisory_delta(RATE_TRADES, factors)[2]), 4) == -0.2694


def test_foreign_exchange_takes_the_foreign_leg_or_the_larger_of_two(factors: SaccrFactors) -> None:
    trades = [_fx("USD", 90, "EUR", 100), _fx("EUR", 100, "USD", 90), _fx("USD", 90, "JPY", 95)]
    assert adjusted_notional(trades, "EUR", factors).tolist() == [90, 90, 95]


def test_both_ways_of_writing_a_pair_have_the_same_sign(factors: SaccrFactors) -> None:
    assert supervisory_delta([_fx("USD", 90, "EUR", 100), _fx("EUR", 100, "USD", 90, SHORT)], factors).tolist() == [-1.0, -1.0]


def test_signs_of_the_four_option_positions(factors: SaccrFactors) -> None:
    """CRE52.40: bought call and sold put gain with the underlying, sold call and bought put lose."""
    positions = [(right, side) for right in (Right.CALL, Right.PUT) for side in (LONG, SHORT)]
    bought_call, sold_call, bought_put, sold_put = supervisory_delta([_option(*one) for one in positions], factors)
    assert bought_call > 0 > sold_call and bought_put < 0 < sold_put
    assert bought_call + sold_put == pytest.approx(1.0, abs=1e-15)


def test_negative_rates_are_lifted_and_other_prices_refused(factors: SaccrFactors) -> None:
    """CRE52.40 FAQ2: with a strike of -1 % both are lifted by 1.1 %, so P is 1.6 % and K 0.1 %."""
    negative = _option(Right.CALL, LONG, price=0.005, strike=-0.01, subclass=Subclass.INTEREST_RATE)
    distance = math.log(0.016 / 0.001) / 0.5 + 0.25
    assert float(supervisory_delta([negative], factors)[0]) == pytest.approx(0.5 * math.erfc(-distance / math.sqrt(2)), abs=1e-12)
    with pytest.raises(ValueError, match="price and strike above zero"):
        supervisory_delta([_option(Right.CALL, LONG, strike=-1.0)], factors)


def test_a_tranche_of_the_whole_pool_moves_as_little_as_the_formula_says(factors: SaccrFactors) -> None:
    """CRE52.41: 15 / ((1 + 14 A)(1 + 14 D))."""
    whole = SaccrTrade(
        id="1",
        subclass=Subclass.CREDIT_INDEX_IG,
        notional=1,
        mark=0,
        direction=SHORT,
        maturity=5,
        end=5,
        tranche=Tranche(attachment=0.0, detachment=1.0),
    )
    assert supervisory_delta([whole], factors).tolist() == [-1.0]


def test_maturity_factor_between_ten_days_and_a_year(factors: SaccrFactors) -> None:
    days = [0.0, 10 / 250, 0.25, 1.0, 30.0]
    trades = [SaccrTrade(id="1", subclass=Subclass.EQUITY_INDEX, notional=1, mark=0, direction=LONG, maturity=day, end=day) for day in days]
    assert maturity_factor(trades, factors).tolist() == [0.2, 0.2, 0.5, 1.0, 1.0]


@pytest.mark.parametrize(
    ("remargin", "illiquid", "disputed", "count", "days"),
    [(1, False, False, 10, 10), (5, False, False, 10, 14), (1, True, False, 10, 20), (1, False, False, 5_001, 20), (5, False, True, 10, 28)],
)
def test_margin_period_of_risk(factors: SaccrFactors, *, remargin: int, illiquid: bool, disputed: bool, count: int, days: float) -> None:
    """CRE52.50: ten days, twenty for large or illiquid sets, plus days between calls less one; twice after disputes."""
    agreement = MarginAgreement(threshold=0, minimum_transfer=0, remargin_days=remargin, illiquid=illiquid, disputed=disputed)
    assert margin_period(agreement, count, factors) == days


def test_margined_factor_of_the_basel_example(factors: SaccrFactors) -> None:
    """BCBS 279 annex 4a, example 5: 14 days."""
    assert round(margined_factor(14, factors), 4) == 0.3550
