"""Trades that the model cannot price are refused by the name of the field."""

import pytest

from bank_risk.counterparty.exposure.model import MarketModel
from bank_risk.counterparty.exposure.trades import AssetForward, AssetOption, CreditSwap, ExposureTrade, FxForward, Swap, Swaption, last_time, refuse_unknown

SWAP = Swap(id="1", currency="EUR", notional=1.0, rate=0.02, start=0.0, end=5.0, side=1)


def test_a_swaption_is_over_at_its_exercise_and_a_swap_at_its_end() -> None:
    assert last_time(Swaption(id="1", underlying=SWAP, expiry=1.0, side=1, normal_volatility=0.01)) == 1.0
    assert last_time(SWAP) == 5.0


@pytest.mark.parametrize(
    ("trade", "field"),
    [
        (Swap(id="1", currency="JPY", notional=1.0, rate=0.02, start=0.0, end=5.0, side=1), "currency"),
        (Swap(id="1", currency="EUR", notional=1.0, rate=0.02, start=0.0, end=5.0, side=0), "side"),
        (Swap(id="1", currency="EUR", notional=float("nan"), rate=0.02, start=0.0, end=5.0, side=1), "amounts"),
        (Swap(id="1", currency="EUR", notional=1.0, rate=0.02, start=6.0, end=5.0, side=1), "times"),
        (Swaption(id="1", underlying=SWAP, expiry=6.0, side=1, normal_volatility=0.01), "times"),
        (FxForward(id="1", bought_currency="EUR", bought=1.0, sold_currency="JPY", sold=1.0, end=1.0), "currency"),
        (AssetForward(id="1", asset="NONE", units=1.0, strike=1.0, end=1.0, side=1), "asset"),
        (AssetOption(id="1", asset="SHARE", units=-1.0, strike=1.0, end=1.0, right=1, side=1), "amounts"),
        (CreditSwap(id="1", asset="SPREAD", notional=1.0, spread=0.01, end=1.0, side=1, recovery=1.0), "amounts"),
    ],
)
def test_a_trade_names_the_field_at_fault(model: MarketModel, trade: ExposureTrade, field: str) -> None:
    with pytest.raises(ValueError, match=field):
        refuse_unknown(trade, model)
