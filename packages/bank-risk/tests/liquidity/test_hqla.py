"""The stock of liquid assets keeps to both caps whatever the mix, also after unwinding."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_kit.parameters import Rulebook
from bank_risk.liquidity.hqla import Caps, Level, Unwind, excesses, stock
from bank_risk.rulebooks import rulebook

BASEL = rulebook("BCBS", date(2026, 11, 20))
money = st.integers(0, 10**9).map(Decimal)


@given(money, money, money, money)
def test_level_two_stays_within_forty_and_fifteen_percent_of_what_counts(one: Decimal, two_a: Decimal, rmbs: Decimal, equity: Decimal) -> None:
    found = stock({"L1": one, "L2A": two_a, "L2B_RMBS": rmbs, "L2B_EQUITY": equity}, (), BASEL)
    level2b = found.levels[Level.TWO_B] - found.excess_level2b
    level2 = level2b + found.levels[Level.TWO_A] - found.excess_level2
    slack = Decimal("1e-9") * (1 + found.amount)
    assert level2 <= Decimal("0.40") * found.amount + slack
    assert level2b <= Decimal("0.15") * found.amount + slack
    assert found.levels[Level.ONE] <= found.amount + slack


@given(money, money, money)
def test_more_of_the_best_never_counts_less(one: Decimal, two_a: Decimal, more: Decimal) -> None:
    before = stock({"L1": one, "L2A": two_a}, (), BASEL).amount
    assert stock({"L1": one + more, "L2A": two_a}, (), BASEL).amount >= before + more - Decimal("1e-9")


def test_the_three_shares_of_the_annex_follow_from_the_two_caps(book: Rulebook) -> None:
    only_b = {Level.ONE: Decimal(60), Level.TWO_A: Decimal(0), Level.TWO_B: Decimal(100)}
    over_b, over_2 = excesses(only_b, Caps.of(book))
    assert float(over_b) == pytest.approx(100 - 60 * 15 / 85)
    assert over_2 == 0
    full_a = {**only_b, Level.TWO_A: Decimal(200)}
    over_b, over_2 = excesses(full_a, Caps.of(book))
    assert float(over_b) == pytest.approx(100 - 60 * 15 / 60)
    assert float(over_2) == pytest.approx(200 + 15 - 60 * 2 / 3)


def test_cash_borrowed_against_level_two_does_not_raise_the_cap(book: Rulebook) -> None:
    """100 of cash came from a repo of level 2A: without it only 2/3 of 60 may stand beside 60."""
    holdings = {"L1": Decimal(160), "L2A": Decimal(40) / Decimal("0.85")}
    repo = (Unwind(level=Level.ONE, change=Decimal(-100)), Unwind(level=Level.TWO_A, change=Decimal(100)))
    assert float(stock(holdings, (), book).amount) == pytest.approx(200)
    assert float(stock(holdings, repo, book).amount) == pytest.approx(160 + 40 - (140 - 40))
