"""Calendars and day counts against published holidays and conventions."""

from datetime import date

import pytest
import QuantLib

from bank_finance.calendars import CalendarName, DayRules, Roll
from bank_finance.pricing.quantlib import days
from bank_finance.pricing.terms import DayCount


def test_the_adapter_fits_and_knows_every_calendar_and_roll() -> None:
    rules: DayRules = days
    for calendar in CalendarName:
        assert not rules.is_business_day(calendar, date(2026, 11, 21))
        for roll in Roll:
            assert abs((rules.adjust(calendar, date(2026, 11, 21), roll) - date(2026, 11, 21)).days) <= 3


def test_target_closes_on_the_days_the_ecb_names() -> None:
    # ECB, long-term calendar for TARGET closing days; 26 December 2026 is a Saturday.
    assert days.holidays(CalendarName.TARGET, 2026) == (date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 12, 25))


def test_new_york_worked_250_days_in_2025() -> None:
    assert days.business_days_between(CalendarName.US_NYSE, date(2024, 12, 31), date(2025, 12, 31)) == 250


@pytest.mark.parametrize(
    ("convention", "years"),
    # ISDA 2006, 4.16, by hand for 30 January to 31 July 2025: 182 days, 180 days of 30/360 either way.
    [
        (DayCount.ACT_365F, 182 / 365),
        (DayCount.ACT_360, 182 / 360),
        (DayCount.THIRTY_360, 0.5),
        (DayCount.THIRTY_E_360, 0.5),
        (DayCount.ACT_ACT_ISDA, 182 / 365),
    ],
)
def test_day_counts(convention: DayCount, years: float) -> None:
    assert days.year_fraction(convention, date(2025, 1, 30), date(2025, 7, 31)) == pytest.approx(years)


def test_dates_go_there_and_back() -> None:
    for day in (date(1951, 1, 1), date(2028, 2, 29), date(2150, 12, 31)):
        assert days.plain_date(days.day(day)) == day
    assert isinstance(days.calendar(CalendarName.TARGET), QuantLib.Calendar)
