"""The tools and resources of the market area."""

from bank_finance.markets.desk import MarketDesk
from bank_finance.markets.offer import resources, tools


def test_series_curves_and_rates_are_read(desk: MarketDesk) -> None:
    assert [each.name for each in tools(desk)] == ["get_market_data", "get_curve", "get_fx_rate"]
    assert [each.address for each in resources(desk)] == ["bank://instruments/{isin}", "bank://curves/{ccy}/{date}", "bank://calendars/{mic}"]
