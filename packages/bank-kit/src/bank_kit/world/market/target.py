"""Business days of TARGET, the euro's payment system: weekdays but six holidays (ECB, in force since 2002)."""

from datetime import date, timedelta

import numpy as np

from bank_kit.world.market.streams import Days
from bank_kit.world.size import AS_OF, MARKET_FIRST_DAY


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's rule)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> tuple[date, ...]:
    """The six closing days of a year, weekends included."""
    sunday = easter(year)
    return (
        date(year, 1, 1),
        sunday - timedelta(days=2),
        sunday + timedelta(days=1),
        date(year, 5, 1),
        date(year, 12, 25),
        date(year, 12, 26),
    )


def business_days(first: date = MARKET_FIRST_DAY, last: date = AS_OF) -> Days:
    """All business days from `first` to `last`, both included."""
    closed = np.array([day for year in range(first.year, last.year + 1) for day in holidays(year)], dtype="datetime64[D]")
    every = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    return every[np.is_busday(every, holidays=closed)]
