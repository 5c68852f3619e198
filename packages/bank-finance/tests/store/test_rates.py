"""Amounts are converted at the mid rate of the day, through the euro."""

from datetime import date
from decimal import Decimal

import pytest

from bank_finance.store.rates import Rates
from bank_finance.store.reading import FinanceStore
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.world.reader import World

DAY = date(2026, 11, 20)


def test_the_rate_is_that_of_the_world(store: FinanceStore, world: World) -> None:
    [mid] = [row[2] for batch in world.rows("fx_eod") for row in batch if row[:2] == ("USD", DAY)]
    assert Rates(store).convert(Decimal(1_000_000), "EUR", "USD", DAY).amount == (Decimal(str(mid)) * 1_000_000).quantize(Decimal("0.01"))


def test_a_weekend_takes_the_rate_of_the_day_before(store: FinanceStore) -> None:
    rates = Rates(store)
    assert rates.convert(Decimal(100), "GBP", "USD", date(2026, 11, 15)) == rates.convert(Decimal(100), "GBP", "USD", date(2026, 11, 13))


def test_one_currency_needs_no_rate_and_the_past_has_none(store: FinanceStore) -> None:
    assert Rates(store).convert(Decimal("1.005"), "EUR", "EUR", date(1999, 1, 4)).amount == Decimal("1.00")
    with pytest.raises(ToolFailureError) as caught:
        Rates(store).convert(Decimal(1), "EUR", "USD", date(1999, 1, 4))
    assert caught.value.failure.code is FailureCode.NO_MARKET_DATA
