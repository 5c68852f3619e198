"""The parts of a market worked out from stored data: volatilities between tenors, hazard rates under spreads, the rate a running period was fixed at."""

from datetime import date
from itertools import pairwise
from math import sqrt

from bank_finance import fx
from bank_finance.markets.records import Rates, StoredCurve, Volatilities
from bank_finance.pricing.curves import YEAR, forward_rate
from bank_finance.pricing.instruments import SwapTerms
from bank_finance.pricing.market import CreditCurve, Curve, Pillar
from bank_finance.pricing.terms import DayCount
from bank_finance.valuations.conventions import RECOVERY, TENOR_YEARS, months_before
from bank_kit.failures import FailureCode, ToolFailureError

VOLATILITY_METHOD = "linear in total variance between quoted tenors, flat outside"


def volatility(quoted: Volatilities, years: float) -> float:
    """Decimal a year for `years` from the valuation day, as VOLATILITY_METHOD says."""
    known = sorted((TENOR_YEARS[tenor], value) for tenor, value in quoted.by_tenor.items())
    if years <= known[0][0]:
        return known[0][1]
    for (before, low), (after, high) in pairwise(known):
        if years <= after:
            weight = (years - before) / (after - before)
            return sqrt((low * low * before * (1 - weight) + high * high * after * weight) / years)
    return known[-1][1]


def hazard_curve(spreads: StoredCurve) -> CreditCurve:
    """Piecewise constant hazard rates whose mean up to each pillar is spread / (1 - recovery), the credit triangle; never negative."""
    if spreads.kind != "CREDIT":
        raise ToolFailureError(
            FailureCode.INVALID_ARGUMENT, "not a curve of credit spreads", field="credit_curve", allowed="a curve of kind CREDIT", remedy="name such a curve"
        )
    pillars, before, total = [], 0, 0.0
    for point in spreads.points:
        through = point.rate / (1 - RECOVERY) * point.days
        pillars.append(Pillar(days=point.days, rate=max((through - total) / (point.days - before), 0.0)))
        before, total = point.days, through
    return CreditCurve(pillars=tuple(pillars), recovery=RECOVERY)


def spot_rate(base: str, quote: str, rates: Rates) -> float:
    """Units of `quote` for one `base`; NO_MARKET_DATA for a currency without a rate."""
    quotes = {("EUR", currency): value for currency, value in rates.per_euro.items()}
    return float(fx.cross_rate(base, quote, quotes).rate)


def running_period(terms: SwapTerms, on: date) -> tuple[date, date] | None:
    """First and last day of the floating period that began before `on` and has not ended, unadjusted; None when there is none.

    Periods are counted back from maturity.
    """
    if terms.effective_date >= on or terms.maturity_date <= on:
        return None
    step, end = 12 // int(terms.floating_frequency), terms.maturity_date
    count = 0
    while True:
        count += 1
        start = max(months_before(terms.maturity_date, count * step), terms.effective_date)
        if start <= on:
            return None if start == on else (start, end)
        end = start


def fixed_rate(curve: Curve, period: tuple[date, date], day_count: DayCount) -> float:
    """The forward rate of the period on the curve of its first day, in the day count of the leg (ACT/360 or as ACT/365F)."""
    rate = forward_rate(curve, 0, (period[1] - period[0]).days)
    return rate * 360 / YEAR if day_count is DayCount.ACT_360 else rate
