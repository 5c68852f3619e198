"""Every kind finds its model; what is missing is named."""

from datetime import date

import pytest
from pydantic import TypeAdapter

from bank_finance.pricing.instruments import EuropeanOption, Instrument, Swaption
from bank_finance.pricing.market import Curve, Market
from bank_finance.pricing.quantlib import bonds, contingent, swaps
from bank_finance.pricing.values import BondModel, ContingentModel, SwapModel, value
from bank_kit.failures import FailureCode, ToolFailureError

CDS = TypeAdapter[Instrument](Instrument).validate_python(
    {"kind": "credit_default_swap", "currency": "EUR", "notional": "1", "spread": 0.01, "start_date": "2026-09-20", "maturity_date": "2031-12-20"}
)


def test_the_adapters_fit() -> None:
    models: tuple[BondModel, SwapModel, ContingentModel] = (bonds, swaps, contingent)
    assert len(models) == 3


def test_what_an_instrument_needs_and_the_market_lacks_is_named(on: date, option: EuropeanOption, swaption: Swaption, curve: Curve) -> None:
    bare = Market(discount=curve)
    for instrument, market, field in (
        (option, bare, "volatility"),
        (option, Market(discount=curve, volatility=0.2), "spot"),
        (option, Market(discount=curve, volatility=0), "spot"),
        (swaption, bare, "volatility"),
        (CDS, bare, "credit"),
    ):
        with pytest.raises(ToolFailureError) as refused:
            value(instrument, market, on)
        assert (refused.value.failure.code, refused.value.failure.field) == (FailureCode.NO_MARKET_DATA, f"market.{field}")


def test_an_option_near_its_limit_is_near_the_limit(on: date, option: EuropeanOption, curve: Curve) -> None:
    exact, near = (value(option, Market(discount=curve, spot=120, volatility=volatility), on).npv for volatility in (0.0, 0.001))
    assert near == pytest.approx(exact)
