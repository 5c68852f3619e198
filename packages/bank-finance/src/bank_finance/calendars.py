"""Which days are business days: names of calendars and the markets (ISO 10383 MIC) that keep them; the rules are QuantLib's, reached on first use.

Above: pricing, feeds, reconciliation and the calendar resource. It does not know names of holidays: QuantLib keeps dates only.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.late import Late

FIRST_YEAR, LAST_YEAR = 1951, 2150
"""Years the rules are asked for; QuantLib's own dates run from 1901 to 2199, and arithmetic needs room."""
MAX_STEP = 5000


class CalendarName(StrEnum):
    """A set of holidays."""

    TARGET = "TARGET"
    UK = "UK"
    UK_EXCHANGE = "UK_EXCHANGE"
    US = "US"
    US_NYSE = "US_NYSE"
    US_GOVERNMENT_BOND = "US_GOVERNMENT_BOND"
    GERMANY_XETRA = "GERMANY_XETRA"
    GERMANY_FRANKFURT = "GERMANY_FRANKFURT"
    FRANCE_EXCHANGE = "FRANCE_EXCHANGE"
    ITALY_EXCHANGE = "ITALY_EXCHANGE"
    SWITZERLAND = "SWITZERLAND"
    JAPAN = "JAPAN"
    WEEKENDS = "WEEKENDS"


MARKETS: Mapping[str, CalendarName] = MappingProxyType(
    {
        "XETR": CalendarName.GERMANY_XETRA,
        "XFRA": CalendarName.GERMANY_FRANKFURT,
        "XLON": CalendarName.UK_EXCHANGE,
        "XMIL": CalendarName.ITALY_EXCHANGE,
        "XNAS": CalendarName.US_NYSE,
        "XNYS": CalendarName.US_NYSE,
        "XPAR": CalendarName.FRANCE_EXCHANGE,
        "XQZE": CalendarName.TARGET,
        "XSWX": CalendarName.SWITZERLAND,
        "XTKS": CalendarName.JAPAN,
    }
)
"""MIC to calendar; XQZE is assigned to no market: the synthetic bank's securities trade there, on TARGET's days."""


class Roll(StrEnum):
    """Where a date goes that is no business day."""

    FOLLOWING = "following"
    MODIFIED_FOLLOWING = "modified_following"
    PRECEDING = "preceding"
    UNADJUSTED = "unadjusted"


class DayRules(Protocol):
    """What the adapter over the calendar library answers; dates in FIRST_YEAR..LAST_YEAR."""

    def is_business_day(self, calendar: CalendarName, day: date) -> bool:
        """True when the market works."""
        ...

    def adjust(self, calendar: CalendarName, day: date, roll: Roll) -> date:
        """The day itself, or where it rolls to."""
        ...

    def advance(self, calendar: CalendarName, day: date, business_days: int) -> date:
        """So many business days on; back when negative; 0 rolls a holiday forward."""
        ...

    def business_days_between(self, calendar: CalendarName, start: date, end: date) -> int:
        """Business days after `start` up to and with `end`; negative when `end` is before `start`."""
        ...

    def holidays(self, calendar: CalendarName, year: int) -> tuple[date, ...]:
        """Week days of the year on which the market is closed."""
        ...


_rules = Late[DayRules]("bank_finance.pricing.quantlib.days")


def calendar_of_market(mic: str) -> CalendarName:
    """The calendar of an ISO 10383 market identifier; UNKNOWN_ID for one without rules here."""
    try:
        return MARKETS[mic]
    except KeyError:
        raise unknown("market calendar", field="mic", remedy=f"use one of {', '.join(MARKETS)}") from None


def is_business_day(calendar: CalendarName, day: date) -> bool:
    """True when the market works on `day`; INVALID_ARGUMENT outside FIRST_YEAR..LAST_YEAR, as everything below."""
    return _rules().is_business_day(calendar, _bounded(day))


def adjust(calendar: CalendarName, day: date, roll: Roll) -> date:
    """The day itself when it is a business day, otherwise where `roll` sends it."""
    return _rules().adjust(calendar, _bounded(day), roll)


def next_business_day(calendar: CalendarName, day: date) -> date:
    """The first business day after `day`."""
    return add_business_days(calendar, adjust(calendar, day, Roll.PRECEDING), 1)


def previous_business_day(calendar: CalendarName, day: date) -> date:
    """The last business day before `day`."""
    return add_business_days(calendar, adjust(calendar, day, Roll.FOLLOWING), -1)


def add_business_days(calendar: CalendarName, day: date, business_days: int) -> date:
    """So many business days on, or back when negative; 0 rolls a holiday forward. At most MAX_STEP either way."""
    if abs(business_days) > MAX_STEP:
        raise _refused("business_days", f"-{MAX_STEP} to {MAX_STEP}")
    return _rules().advance(calendar, _bounded(day), business_days)


def business_days_between(calendar: CalendarName, start: date, end: date) -> int:
    """Business days after `start` up to and with `end`; negative when `end` is before `start`."""
    return _rules().business_days_between(calendar, _bounded(start), _bounded(end))


def holidays(calendar: CalendarName, year: int) -> tuple[date, ...]:
    """Week days of `year` on which the market is closed, ascending."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _refused("year", f"{FIRST_YEAR} to {LAST_YEAR}")
    return _rules().holidays(calendar, year)


def _bounded(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _refused("date", f"a day of the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _refused(field: str, allowed: str) -> ToolFailureError:
    return ToolFailureError(FailureCode.INVALID_ARGUMENT, "out of the range of the calendars", field=field, allowed=allowed, remedy="correct it and call again")
