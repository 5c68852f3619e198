"""Trades, agreements and sets refuse what no rule can be applied to."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from bank_risk.counterparty.saccr.trade import AssetClass, Direction, MarginAgreement, NettingSet, Option, Right, Risk, SaccrTrade, Subclass, Tranche

SWAP = SaccrTrade(id="1", subclass=Subclass.INTEREST_RATE, notional=1, mark=0, direction=Direction.LONG, maturity=1, end=1, currency="EUR")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda: replace(SWAP, notional=-1.0), "notional"),
        (lambda: replace(SWAP, notional=math.nan), "notional"),
        (lambda: replace(SWAP, maturity=math.inf), "maturity"),
        (lambda: replace(SWAP, mark=math.nan), "mark"),
        (lambda: replace(SWAP, start=2.0), "start"),
        (lambda: replace(SWAP, option=Option(right=Right.CALL, price=math.nan, strike=1.0, expiry=1.0)), "option"),
        (lambda: replace(SWAP, tranche=Tranche(attachment=0.5, detachment=0.5)), "tranche"),
        (lambda: replace(SWAP, risk=Risk.BASIS), "pair"),
    ],
)
def test_a_trade_names_the_field_at_fault(change: Callable[[], SaccrTrade], field: str) -> None:
    with pytest.raises(ValueError, match=field):
        change()


def test_an_agreement_and_a_set_name_the_field_at_fault() -> None:
    with pytest.raises(ValueError, match="remargin_days"):
        MarginAgreement(threshold=0, minimum_transfer=0, remargin_days=0)
    with pytest.raises(ValueError, match="threshold"):
        MarginAgreement(threshold=-1, minimum_transfer=0, remargin_days=1)
    with pytest.raises(ValueError, match="collateral"):
        NettingSet(id="N", counterparty="C", trades=(), collateral=math.inf)


def test_every_subclass_has_its_class_and_electricity_is_energy() -> None:
    counts = {kind: sum(subclass.asset_class is kind for subclass in Subclass) for kind in AssetClass}
    assert counts == {
        AssetClass.INTEREST_RATE: 1,
        AssetClass.FOREIGN_EXCHANGE: 1,
        AssetClass.CREDIT: 9,
        AssetClass.EQUITY: 2,
        AssetClass.COMMODITY: 5,
    }
    assert Subclass.COMMODITY_ELECTRICITY.commodity_set == Subclass.COMMODITY_ENERGY.commodity_set == "ENERGY"
    assert Subclass.COMMODITY_METALS.commodity_set == "METALS"
