"""Income and losses for operational risk."""

from datetime import date

import pytest

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.balance.ledger import Ledger
from bank_risk.balance.operational import indicator_years, loss_years, operational_capital


def test_the_last_three_years_count(german: Ledger) -> None:
    assert sorted(indicator_years(german)) == [2023, 2024, 2025]


def test_losses_of_twelve_months_end_on_the_day_and_older_ones_are_left_out(group: Ledger, german: Ledger) -> None:
    years = loss_years(german, 10)
    assert [year.ends for year in years][::9] == [date(2017, 11, 20), date(2026, 11, 20)]
    assert [(year.losses, int(year.amount)) for year in years if year.losses] == [(1, 10), (1, 30_000)]
    assert loss_years(group, 10)[-1].amount == 30_005


def test_capital_of_the_small_bank_by_hand(german: Ledger) -> None:
    found = operational_capital(german)
    indicator = min(40, 0.0225 * 2000) + 2 + max(3, 5) + max(10, 4) + 6 + 1
    assert float(found.indicator.total) == pytest.approx(indicator)
    assert float(found.rwa) == pytest.approx(12.5 * 0.12 * indicator)
    assert float(found.loss_component) == pytest.approx(15 * 30_000 / 10)


def test_losses_below_the_threshold_do_not_count(german: Ledger) -> None:
    assert [year.counted for year in loss_years(german, 10) if year.losses] == [0, 30_000]


def test_without_three_years_of_income_there_is_no_answer(british: Ledger) -> None:
    with pytest.raises(ToolFailureError) as refused:
        operational_capital(british)
    assert refused.value.failure.code is FailureCode.NO_MARKET_DATA
