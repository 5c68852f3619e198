"""Income of three years and losses of ten."""

from collections.abc import Callable

import pytest

from bank_kit.world.making.losses import EVENTS, FEWEST, USUAL
from bank_kit.world.schema.exposures import INDICATOR_ITEMS

Bank = Callable[[str], list[tuple[object, ...]]]


def test_every_company_reports_ten_components_for_three_years(bank: Bank) -> None:
    assert bank("SELECT count(DISTINCT legal_entity), min(year), max(year), count(*) FROM business_indicator") == [(3, 2023, 2025, 90)]
    assert {row[0] for row in bank("SELECT DISTINCT item FROM business_indicator")} == set(INDICATOR_ITEMS)


def test_interest_is_within_what_earning_assets_can_bring(bank: Bank) -> None:
    for income, expense, assets in bank(
        "SELECT sum(amount) FILTER (item = 'INTEREST_INCOME'), sum(amount) FILTER (item = 'INTEREST_EXPENSE'),"
        " sum(amount) FILTER (item = 'EARNING_ASSETS') FROM business_indicator GROUP BY legal_entity, year"
    ):
        assert 0.01 < (float(str(income)) - float(str(expense))) / float(str(assets)) < 0.03


def test_a_small_bank_has_few_losses_of_seven_kinds_in_all_its_companies(bank: Bank) -> None:
    assert bank("SELECT count(*), count(DISTINCT event_type), min(date) > DATE '2016-11-19', max(date) <= DATE '2026-11-20' FROM operational_loss") == [
        (FEWEST, len(EVENTS), True, True)
    ]
    assert bank("SELECT count(DISTINCT legal_entity) FROM operational_loss") == [(3,)]


def test_losses_are_skewed_and_stand_a_little_below_the_indicator(bank: Bank) -> None:
    ((mean, median),) = bank("SELECT avg(amount), median(amount) FROM operational_loss")
    assert float(str(mean)) > 1.8 * float(str(median))
    ((yearly,),) = bank("SELECT sum(amount) / 10 FROM operational_loss")
    ((expected,),) = bank("SELECT sum(amount) FROM business_indicator WHERE year = 2025 AND item IN ('INTEREST_INCOME')")
    assert float(str(mean)) > 0.3 * USUAL
    assert 0.0005 < float(str(yearly)) / float(str(expected)) < 0.01


def test_some_losses_are_large_enough_to_be_counted_by_the_rules(bank: Bank) -> None:
    ((large, small),) = bank("SELECT count(*) FILTER (amount >= 20000), count(*) FILTER (amount < 20000) FROM operational_loss")
    assert int(str(small)) > int(str(large)) >= 2


@pytest.mark.parametrize("table", ["business_indicator", "operational_loss"])
def test_income_and_losses_repeat_for_a_seed(bank: Bank, same_bank: Bank, other_bank: Bank, table: str) -> None:
    told = f"SELECT bit_xor(hash({table})) FROM {table}"
    assert bank(told) == same_bank(told) != other_bank(told)
