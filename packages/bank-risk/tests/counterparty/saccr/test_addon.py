"""Hedging sets: who nets with whom, and how much."""

import pytest

from bank_risk.counterparty.saccr.addon import AddOns
from bank_risk.counterparty.saccr.exposure import netting_sets
from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.counterparty.saccr.trade import AssetClass, Direction, NettingSet, Risk, SaccrTrade, Subclass
from bank_risk.golden.counterparty import COMMODITY_TRADES, RATE_TRADES

LONG, SHORT = Direction.LONG, Direction.SHORT


def _add_ons(factors: SaccrFactors, *trades: SaccrTrade) -> AddOns:
    return netting_sets([NettingSet(id="N", counterparty="C", trades=trades)], "USD", factors)[0].unmargined.add_ons


def _trade(subclass: Subclass, direction: Direction, *, name: str = "", risk: Risk = Risk.LEVEL, pair: str = "", end: float = 3.0) -> SaccrTrade:
    return SaccrTrade(
        id=name,
        subclass=subclass,
        notional=100.0,
        mark=0.0,
        direction=direction,
        maturity=end,
        end=end,
        currency="EUR",
        second_currency="USD",
        second_notional=100.0,
        name=name,
        risk=risk,
        pair=pair,
    )


def test_hedging_sets_of_the_basel_rates_example(factors: SaccrFactors) -> None:
    """BCBS 279 annex 4a, example 1: effective notional of USD 59,270 and EUR 10,083, at 0.5 %."""
    found = {one.hedging_set: one for one in _add_ons(factors, *RATE_TRADES).hedging_sets}
    assert round(found["USD"].add_on / 0.005) == 59_270
    assert round(found["EUR"].add_on / 0.005) == 10_083
    assert set(found["USD"].parts) == {"2", "3"}


def test_hedging_sets_of_the_basel_commodity_example(factors: SaccrFactors) -> None:
    """BCBS 279 annex 4a, example 3: energy 2,041.15 and metals 1,800, which do not net."""
    found = {one.hedging_set: round(one.add_on, 2) for one in _add_ons(factors, *COMMODITY_TRADES).hedging_sets}
    assert found == {"ENERGY": 2_041.15, "METALS": 1_800.0}


@pytest.mark.parametrize("subclass", list(Subclass))
def test_a_position_and_its_mirror_leave_nothing(factors: SaccrFactors, subclass: Subclass) -> None:
    assert _add_ons(factors, _trade(subclass, LONG, name="X"), _trade(subclass, SHORT, name="X")).aggregate == 0.0


def test_two_names_net_only_in_part(factors: SaccrFactors) -> None:
    """Equity single names, correlation 50 %: sqrt((rho sum)^2 + (1 - rho^2) sum of squares) with +32 and -32."""
    opposed = _add_ons(factors, _trade(Subclass.EQUITY_SINGLE, LONG, name="X"), _trade(Subclass.EQUITY_SINGLE, SHORT, name="Y"))
    assert opposed.classes == {AssetClass.EQUITY: pytest.approx((0.75 * 2 * 32**2) ** 0.5)}


def test_basis_and_volatility_trades_do_not_net_with_the_level_and_are_scaled(factors: SaccrFactors) -> None:
    """CRE52.72: half and five times the supervisory factor."""
    level = _trade(Subclass.INTEREST_RATE, LONG)
    basis = _trade(Subclass.INTEREST_RATE, SHORT, risk=Risk.BASIS, pair="EUR-3M/EUR-6M")
    volatility = _trade(Subclass.INTEREST_RATE, SHORT, risk=Risk.VOLATILITY)
    found = {one.hedging_set: one.add_on for one in _add_ons(factors, level, basis, volatility).hedging_sets}
    assert found["EUR basis EUR-3M/EUR-6M"] == pytest.approx(0.5 * found["EUR"])
    assert found["EUR volatility"] == pytest.approx(5 * found["EUR"])


def test_maturity_buckets_break_below_one_year_and_above_five(factors: SaccrFactors) -> None:
    for end, bucket in ((0.99, "1"), (1.0, "2"), (5.0, "2"), (5.01, "3")):
        assert set(_add_ons(factors, _trade(Subclass.INTEREST_RATE, LONG, end=end)).hedging_sets[0].parts) == {bucket}
