"""Business days by name of calendar or market."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bank_finance.calendars import (
    LAST_YEAR,
    CalendarName,
    Roll,
    add_business_days,
    adjust,
    business_days_between,
    calendar_of_market,
    holidays,
    is_business_day,
    next_business_day,
    previous_business_day,
)
from bank_kit.failures import FailureCode, ToolFailureError

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
TARGET = CalendarName.TARGET


def test_easter_is_jumped_over() -> None:
    assert next_business_day(TARGET, date(2026, 4, 2)) == date(2026, 4, 7)
    assert previous_business_day(TARGET, date(2026, 4, 7)) == date(2026, 4, 2)
    assert next_business_day(TARGET, date(2026, 4, 4)) == date(2026, 4, 7)
    assert previous_business_day(TARGET, date(2026, 4, 4)) == date(2026, 4, 2)


def test_modified_following_stays_in_its_month() -> None:
    assert adjust(TARGET, date(2026, 1, 31), Roll.FOLLOWING) == date(2026, 2, 2)
    assert adjust(TARGET, date(2026, 1, 31), Roll.MODIFIED_FOLLOWING) == date(2026, 1, 30)
    assert adjust(TARGET, date(2026, 1, 31), Roll.UNADJUSTED) == date(2026, 1, 31)


@given(DAYS, st.sampled_from(CalendarName), st.integers(1, 60))
@settings(deadline=None)
def test_steps_are_counted_as_they_are_walked(day: date, calendar: CalendarName, steps: int) -> None:
    start = adjust(calendar, day, Roll.FOLLOWING)
    end = add_business_days(calendar, start, steps)
    assert is_business_day(calendar, end)
    assert business_days_between(calendar, start, end) == steps == -business_days_between(calendar, end, start)
    assert add_business_days(calendar, end, -steps) == start


def test_a_market_has_the_calendar_of_its_place() -> None:
    assert calendar_of_market("XNYS") is CalendarName.US_NYSE
    assert date(2026, 7, 3) in holidays(calendar_of_market("XNYS"), 2026)
    with pytest.raises(ToolFailureError) as refused:
        calendar_of_market("XXXX")
    assert refused.value.failure.code is FailureCode.UNKNOWN_ID


def test_days_out_of_range_are_refused_not_computed() -> None:
    for ask in (
        lambda: is_business_day(TARGET, date(1900, 1, 1)),
        lambda: next_business_day(TARGET, date.max),
        lambda: add_business_days(TARGET, date(2026, 1, 1), 10**9),
        lambda: holidays(TARGET, LAST_YEAR + 1),
    ):
        with pytest.raises(ToolFailureError) as refused:
            ask()
        assert refused.value.failure.code is FailureCode.INVALID_ARGUMENT
