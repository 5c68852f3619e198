"""Calendars, rolls and day counts of QuantLib; fits `bank_finance.calendars.DayRules` and `bank_finance.pricing.plain.YearFractions`.

None of it depends on the evaluation date, so no lock is needed.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import QuantLib

from bank_finance.calendars import CalendarName, Roll
from bank_finance.pricing.terms import DayCount

_CALENDARS: Mapping[CalendarName, QuantLib.Calendar] = MappingProxyType(
    {
        CalendarName.TARGET: QuantLib.TARGET(),
        CalendarName.UK: QuantLib.UnitedKingdom(QuantLib.UnitedKingdom.Settlement),
        CalendarName.UK_EXCHANGE: QuantLib.UnitedKingdom(QuantLib.UnitedKingdom.Exchange),
        CalendarName.US: QuantLib.UnitedStates(QuantLib.UnitedStates.Settlement),
        CalendarName.US_NYSE: QuantLib.UnitedStates(QuantLib.UnitedStates.NYSE),
        CalendarName.US_GOVERNMENT_BOND: QuantLib.UnitedStates(QuantLib.UnitedStates.GovernmentBond),
        CalendarName.GERMANY_XETRA: QuantLib.Germany(QuantLib.Germany.Xetra),
        CalendarName.GERMANY_FRANKFURT: QuantLib.Germany(QuantLib.Germany.FrankfurtStockExchange),
        CalendarName.FRANCE_EXCHANGE: QuantLib.France(QuantLib.France.Exchange),
        CalendarName.ITALY_EXCHANGE: QuantLib.Italy(QuantLib.Italy.Exchange),
        CalendarName.SWITZERLAND: QuantLib.Switzerland(),
        CalendarName.JAPAN: QuantLib.Japan(),
        CalendarName.WEEKENDS: QuantLib.WeekendsOnly(),
    }
)
MONTH_END = False
"""Schedules keep the day of the month, not the month's end."""
_ROLLS: Mapping[Roll, int] = MappingProxyType(
    {
        Roll.FOLLOWING: QuantLib.Following,
        Roll.MODIFIED_FOLLOWING: QuantLib.ModifiedFollowing,
        Roll.PRECEDING: QuantLib.Preceding,
        Roll.UNADJUSTED: QuantLib.Unadjusted,
    }
)


def day(value: date) -> QuantLib.Date:
    """QuantLib's own date."""
    return QuantLib.Date(value.day, value.month, value.year)


def plain_date(value: QuantLib.Date) -> date:
    """Back from QuantLib's date."""
    return date(value.year(), value.month(), value.dayOfMonth())


def calendar(name: CalendarName) -> QuantLib.Calendar:
    """The rules behind a name."""
    return _CALENDARS[name]


def day_counter(name: DayCount, schedule: QuantLib.Schedule | None = None) -> QuantLib.DayCounter:
    """The day count; ACT/ACT (ICMA) needs the coupon schedule and is ISDA's without one."""
    match name:
        case DayCount.ACT_365F:
            return QuantLib.Actual365Fixed()
        case DayCount.ACT_360:
            return QuantLib.Actual360()
        case DayCount.THIRTY_360:
            return QuantLib.Thirty360(QuantLib.Thirty360.BondBasis)
        case DayCount.THIRTY_E_360:
            return QuantLib.Thirty360(QuantLib.Thirty360.EurobondBasis)
        case DayCount.ACT_ACT if schedule is not None:
            return QuantLib.ActualActual(QuantLib.ActualActual.ISMA, schedule)
        case _:
            return QuantLib.ActualActual(QuantLib.ActualActual.ISDA)


def year_fraction(convention: DayCount, start: date, end: date) -> float:
    """Years from `start` to `end`."""
    return float(day_counter(convention).yearFraction(day(start), day(end)))


def is_business_day(calendar: CalendarName, day: date) -> bool:
    """As DayRules."""
    return bool(_CALENDARS[calendar].isBusinessDay(_date(day)))


def adjust(calendar: CalendarName, day: date, roll: Roll) -> date:
    """As DayRules."""
    return plain_date(_CALENDARS[calendar].adjust(_date(day), _ROLLS[roll]))


def advance(calendar: CalendarName, day: date, business_days: int) -> date:
    """As DayRules."""
    return plain_date(_CALENDARS[calendar].advance(_date(day), business_days, QuantLib.Days))


def business_days_between(calendar: CalendarName, start: date, end: date) -> int:
    """As DayRules."""
    if end < start:
        return -business_days_between(calendar, end, start)
    return int(_CALENDARS[calendar].businessDaysBetween(_date(start), _date(end), includeFirst=False, includeLast=True))


def holidays(calendar: CalendarName, year: int) -> tuple[date, ...]:
    """As DayRules."""
    return tuple(plain_date(found) for found in _CALENDARS[calendar].holidayList(QuantLib.Date(1, 1, year), QuantLib.Date(31, 12, year)))


_date = day
