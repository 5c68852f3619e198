"""The tools of the trading area."""

from bank_finance.trading.desk import TradingDesk
from bank_finance.trading.offer import tools


def test_positions_and_trades_are_read(desk: TradingDesk) -> None:
    offered = tools(desk)
    assert [each.name for each in offered] == ["get_positions", "get_trade"]
    assert all(each.seconds is None and each.scope == "finance.read" for each in offered)
