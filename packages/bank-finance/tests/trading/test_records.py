"""A stored trade is read whole."""

from datetime import date
from decimal import Decimal

from bank_finance.trading.records import StoredTrade


def test_the_first_trade_is_the_one_the_world_made(swap: StoredTrade) -> None:
    assert (swap.kind, swap.underlying, swap.option, swap.second_currency) == ("IRS", "EUR-ESTR", None, None)
    assert swap.notional > 0 and swap.mark == Decimal("9543.15") and swap.start_date < date(2026, 11, 20) < swap.end_date
