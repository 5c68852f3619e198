"""How the bank books what its tables leave unsaid: which curve discounts which currency, how swaps pay, where credit is quoted."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from bank_finance.pricing.terms import DayCount, Frequency

OVERNIGHT: Mapping[str, str] = MappingProxyType({"EUR": "EUR-ESTR", "USD": "USD-SOFR", "GBP": "GBP-SONIA", "CHF": "CHF-SARON", "JPY": "JPY-TONA"})
"""Currency to the curve its money is discounted with."""
FALLBACK = "EUR-ESTR"
"""For currencies without a curve of their own."""
CREDIT: Mapping[str, str] = MappingProxyType({"A": "EUR-CORP-A", "BBB": "EUR-CORP-BBB", "BB": "EUR-CORP-BB", "IG": "EUR-CORP-BBB", "SG": "EUR-CORP-BB"})
"""Rating of a reference entity, or grade of an index, to the curve its spread is read from."""
RECOVERY = 0.4
"""Of senior unsecured debt, as credit default swaps are quoted."""
SWAP_FREQUENCY = Frequency.ANNUAL
SWAP_DAY_COUNT = DayCount.ACT_365F
"""Overnight swaps: both legs pay once a year."""
TENOR_YEARS: Mapping[str, float] = MappingProxyType({"1M": 1 / 12, "3M": 0.25, "1Y": 1.0, "5Y": 5.0})
"""Of implied volatilities."""
MAX_AGE_DAYS = 10
"""Calendar days: older data values nothing."""

BOND_DAY_COUNTS: Mapping[str, DayCount] = MappingProxyType({"ACT/ACT": DayCount.ACT_ACT, "30/360": DayCount.THIRTY_360})


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last day."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(years, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError("no month is shorter than 28 days")
