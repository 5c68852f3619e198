"""The store knows its last day, the bank's holidays, and what a region may see."""

from dataclasses import replace
from datetime import date

import pytest

from bank_finance.store.reading import FinanceStore
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller


def test_the_business_date_is_the_last_end_of_day(store: FinanceStore) -> None:
    assert store.business_date == date(2026, 11, 20)
    assert store.day(None).day == store.business_date


@pytest.mark.parametrize(("day", "is_open"), [(date(2026, 11, 20), True), (date(2026, 11, 21), False), (date(2026, 4, 3), False), (date(2025, 12, 26), False)])
def test_weekends_and_target_holidays_are_closed(store: FinanceStore, day: date, is_open: bool) -> None:
    assert store.is_open(day) is is_open


def test_a_day_to_come_is_stale(store: FinanceStore) -> None:
    store.no_later(None, "to_date")
    with pytest.raises(ToolFailureError) as caught:
        store.no_later(date(2026, 11, 21), "to_date")
    assert (caught.value.failure.code, caught.value.failure.field) == (FailureCode.STALE_DATA, "to_date")


def test_a_region_sees_its_companies_and_no_region_sees_all(store: FinanceStore, caller: Caller) -> None:
    seen = {region: store.visible(replace(caller, region=region)) for region in ("EU", "UK", "US", "elsewhere")}
    assert store.visible(caller) is None
    assert seen["elsewhere"] == ()
    assert sum(len(leis or ()) for leis in seen.values()) == len(store.companies) == 3
