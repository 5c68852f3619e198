"""The spread that explains a price."""

import pytest

from bank_finance.pricing import values
from bank_finance.pricing.instruments import FixedRateBond
from bank_finance.pricing.market import Curve, Market
from bank_finance.pricing.z_spread import z_spread
from bank_kit.failures import FailureCode, ToolFailureError


@pytest.mark.parametrize("spread", [-0.01, 0.0, 0.0005, 0.03, 0.4])
def test_the_spread_a_price_was_made_with_is_found_again(bond: FixedRateBond, spread: float) -> None:
    curve = Curve.flat(0.04)
    made = values.bonds().detail(bond, Market(discount=curve, spread=spread), bond.issue_date)
    assert made is not None
    assert z_spread(bond, curve, made.clean, bond.issue_date) == pytest.approx(spread, abs=1e-9)


def test_a_bond_on_its_last_day_has_no_spread(bond: FixedRateBond) -> None:
    assert z_spread(bond, Curve.flat(0.04), 100, bond.maturity_date) == 0


def test_a_price_no_spread_explains_is_refused(bond: FixedRateBond) -> None:
    with pytest.raises(ToolFailureError) as refused:
        z_spread(bond, Curve.flat(0.04), 900, bond.issue_date)
    assert refused.value.failure.code is FailureCode.NO_MARKET_DATA
