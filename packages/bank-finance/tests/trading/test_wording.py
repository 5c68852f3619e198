"""Whose side is ours, for every kind of trade the bank has."""

from dataclasses import replace

import pytest

from bank_finance.trading.records import StoredTrade
from bank_finance.trading.wording import economics, our_side
from bank_kit.world.making.terms import DEALT


@pytest.mark.parametrize("kind", sorted(DEALT))
def test_every_kind_of_trade_has_two_sides(swap: StoredTrade, kind: str) -> None:
    sides = {our_side(replace(swap, kind=kind, direction=direction)) for direction in (1, -1)}
    assert len(sides) == 2


def test_whoever_receives_floating_pays_fixed(swap: StoredTrade) -> None:
    assert swap.direction == 1 and our_side(swap) == "pays the fixed rate"


def test_a_strike_says_what_it_counts(swap: StoredTrade) -> None:
    assert (economics(swap).strike_unit, economics(swap).second_notional) == ("decimal a year", None)
    assert economics(replace(swap, kind="EQUITY_FORWARD")).strike_unit == "EUR per unit"
