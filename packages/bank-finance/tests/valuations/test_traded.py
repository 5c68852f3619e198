"""Trades of the books as something to value: whose side, which curve, how many units."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bank_finance.pricing.instruments import CreditDefaultSwap, EuropeanOption, FxForward, InterestRateSwap, Swaption
from bank_finance.pricing.terms import Exercise, Leg, Side
from bank_finance.trading.desk import TradingDesk
from bank_finance.trading.records import StoredTrade
from bank_finance.valuations.traded import needs_reference, traded_contract
from bank_kit.world.making.terms import DEALT
from bank_kit.world.reader import World

KINDS = {
    "IRS": "interest_rate_swap",
    "SWAPTION": "swaption",
    "CDS": "credit_default_swap",
    "CDS_INDEX": "credit_default_swap",
    "FX_FORWARD": "fx_forward",
    "FX_OPTION": "european_option",
    "EQUITY_OPTION": "european_option",
    "EQUITY_FORWARD": "asset_forward",
    "COMMODITY_FORWARD": "asset_forward",
}


@pytest.fixture(scope="session")
def one_of(world: World, trading: TradingDesk) -> dict[str, StoredTrade]:
    """One trade of each kind, direction +1."""
    found: dict[str, StoredTrade] = {}
    for batch in world.rows("trade", ("id", "kind")):
        for trade_id, kind in batch:
            if kind not in found:
                found[str(kind)] = replace(trading.trade(str(trade_id), field="trade"), direction=1)
    return found


def test_every_kind_the_world_makes_can_be_valued(one_of: dict[str, StoredTrade]) -> None:
    assert set(one_of) == set(DEALT)
    for trade in one_of.values():
        assert traded_contract(trade, Decimal(100)).instrument.kind == KINDS[trade.kind]


def test_whoever_receives_floating_pays_fixed(one_of: dict[str, StoredTrade]) -> None:
    swap = traded_contract(one_of["IRS"], None)
    assert isinstance(swap.instrument, InterestRateSwap)
    assert (swap.instrument.fixed_leg, swap.wanted.discount) == (Leg.PAY, one_of["IRS"].underlying)
    received = traded_contract(replace(one_of["IRS"], direction=-1), None).instrument
    assert isinstance(received, InterestRateSwap) and received.fixed_leg is Leg.RECEIVE


def test_a_call_on_a_swap_is_the_right_to_pay(one_of: dict[str, StoredTrade]) -> None:
    option = traded_contract(replace(one_of["SWAPTION"], option="CALL", direction=-1), None).instrument
    assert isinstance(option, Swaption) and (option.side, option.swap.fixed_leg) == (Side.SHORT, Leg.PAY)


def test_the_long_side_of_credit_sells_protection(one_of: dict[str, StoredTrade]) -> None:
    swap = traded_contract(one_of["CDS"], None)
    assert isinstance(swap.instrument, CreditDefaultSwap) and swap.instrument.side is Side.SHORT
    assert (swap.wanted.credit or "").startswith("EUR-CORP-")
    assert traded_contract(replace(one_of["CDS"], underlying_rating="CCC"), None).wanted.credit is None, "no curve is quoted for it"


def test_currencies_are_bought_for_the_second_one(one_of: dict[str, StoredTrade]) -> None:
    trade = one_of["FX_FORWARD"]
    forward = traded_contract(trade, None).instrument
    assert isinstance(forward, FxForward) and (forward.base_currency, forward.currency, forward.side) == (trade.currency, trade.second_currency, Side.LONG)
    option = traded_contract(replace(one_of["FX_OPTION"], option="PUT"), None)
    assert isinstance(option.instrument, EuropeanOption) and option.instrument.exercise is Exercise.PUT
    assert option.wanted.underlying == f"EUR{one_of['FX_OPTION'].second_currency}"


def test_a_notional_on_an_asset_is_turned_into_units(one_of: dict[str, StoredTrade]) -> None:
    trade = one_of["EQUITY_OPTION"]
    assert needs_reference(trade) and not needs_reference(one_of["IRS"])
    option = traded_contract(trade, Decimal(50)).instrument
    assert isinstance(option, EuropeanOption) and option.notional * 50 == pytest.approx(trade.notional, abs=Decimal("0.001"))
    with pytest.raises(ValueError, match="price"):
        traded_contract(trade, None)


def test_a_kind_nobody_knows_is_an_error(one_of: dict[str, StoredTrade]) -> None:
    with pytest.raises(KeyError):
        traded_contract(replace(one_of["IRS"], kind="EXOTIC"), None)
