"""What the market tools say in their schemas."""

import re

from bank_finance.markets.results import ExchangeRate, MarketSeries
from bank_kit.envelope import Envelope
from bank_kit.labels import paths_of


def test_market_data_is_nobodys_secret() -> None:
    assert not paths_of(Envelope[MarketSeries]).data_classes


def test_a_rate_may_have_many_decimals_and_is_a_string() -> None:
    schema = ExchangeRate.model_json_schema(mode="serialization")["properties"]["inverse"]
    assert schema["type"] == "string" and re.fullmatch(schema["pattern"], "0.006666666667")
