"""From positions to holdings: what is agreed, what is delivered, and what is not summed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bank_finance.trading.holdings import Position, by_settlement_date, by_trade_date, totals

DAY = date(2026, 11, 20)


def test_what_was_bought_since_is_agreed_but_not_delivered(position: Position) -> None:
    before = replace(position, quantity=Decimal(600), cost=Decimal(588))
    [agreed] = by_trade_date([position], [before], DAY)
    assert (agreed.quantity, agreed.unsettled_quantity, agreed.price_age_days) == (Decimal(1000), Decimal(400), 1)
    [settled] = by_settlement_date([position], [before], DAY)
    assert (settled.quantity, settled.unsettled_quantity) == (Decimal(600), Decimal(400))
    assert (settled.market_value.amount, settled.accrued_interest.amount, settled.cost.amount) == (Decimal(591), Decimal(3), Decimal(588))
    assert settled.unrealised_pnl.amount == 3


def test_what_was_sold_out_is_still_held_by_settlement_date_at_its_old_price(position: Position) -> None:
    [settled] = by_settlement_date([], [position], date(2026, 11, 24))
    assert (settled.quantity, settled.unsettled_quantity, settled.price_age_days) == (Decimal(1000), Decimal(-1000), 5)


def test_what_was_bought_from_nothing_is_not_delivered_at_all(position: Position) -> None:
    assert by_trade_date([position], [], DAY)[0].unsettled_quantity == 1000
    assert by_settlement_date([position], [], DAY) == ()


def test_without_the_days_before_nobody_knows_what_is_delivered(position: Position) -> None:
    assert by_trade_date([position], None, DAY)[0].unsettled_quantity is None


def test_currencies_are_never_added_together(position: Position) -> None:
    dollars = replace(position, isin="QZ0000000082", currency="USD")
    found = totals(by_trade_date([position, dollars, replace(position, isin="X")], None, DAY))
    assert [(each.market_value.currency, each.market_value.amount) for each in found] == [("EUR", Decimal(1970)), ("USD", Decimal(985))]
    assert totals(()) == ()
