"""Bonds in the model itself."""

import math
from datetime import date

import pytest

from bank_finance.pricing.instruments import FixedRateBond
from bank_finance.pricing.market import Curve, Market
from bank_finance.pricing.quantlib.bonds import detail, payments, value
from bank_finance.pricing.terms import DayCount, Frequency

FLAT = Market(discount=Curve.flat(math.log(1.1)))


def test_half_a_period_of_interest_has_accrued(bond: FixedRateBond) -> None:
    found = detail(bond, FLAT, date(2021, 9, 15))
    assert found is not None and found.accrued == pytest.approx(5.0)


@pytest.mark.parametrize("frequency", Frequency)
@pytest.mark.parametrize("count", DayCount)
def test_every_frequency_and_day_count_gives_a_price_near_par(bond: FixedRateBond, frequency: Frequency, count: DayCount) -> None:
    found = detail(bond.model_copy(update={"frequency": frequency, "day_count": count}), FLAT, bond.issue_date)
    assert found is not None and found.clean == pytest.approx(100, abs=2)


def test_value_is_the_payments_discounted(bond: FixedRateBond) -> None:
    flows = payments(bond, FLAT, bond.issue_date)
    assert sum(flow.amount * math.exp(-math.log(1.1) * (flow.paid_on - bond.issue_date).days / 365) for flow in flows) == pytest.approx(
        value(bond, FLAT, bond.issue_date).npv
    )


def test_a_bond_that_is_gone_by_settlement_has_a_value_but_no_yield(bond: FixedRateBond) -> None:
    late = bond.model_copy(update={"settlement_days": 2})
    assert detail(late, FLAT, date(2024, 3, 14)) is None
    assert value(late, FLAT, date(2024, 3, 14)).npv > 0


def test_a_last_payment_that_a_weekend_moves_has_a_yield_too(bond: FixedRateBond) -> None:
    saturday = bond.model_copy(update={"day_count": DayCount.ACT_ACT, "issue_date": date(2016, 6, 25), "maturity_date": date(2039, 6, 25)})
    found = detail(saturday, FLAT, date(2026, 11, 20))
    assert found is not None and found.yield_to_maturity == pytest.approx(0.1, abs=1e-3)
