"""Fixed-rate bonds."""

from datetime import date
from typing import NamedTuple

import QuantLib

from bank_finance.pricing.instruments import FixedRateBond
from bank_finance.pricing.market import Market
from bank_finance.pricing.quantlib.days import MONTH_END, calendar, day, day_counter, plain_date
from bank_finance.pricing.quantlib.session import evaluated
from bank_finance.pricing.quantlib.term_structures import zero_curve
from bank_finance.pricing.terms import DayCount
from bank_finance.pricing.valuation import BondDetail, Payment, Valuation

YIELD_COUNT = QuantLib.ActualActual(QuantLib.ActualActual.ISMA)
"""Of yields on ACT/ACT: with the schedule in it, QuantLib refuses a last payment that a weekend moved beyond the schedule."""


class _Built(NamedTuple):
    bond: QuantLib.FixedRateBond
    count: QuantLib.DayCounter


def value(terms: FixedRateBond, market: Market, on: date) -> Valuation:
    """Payments after `on`, discounted at the curve plus the z-spread."""
    with evaluated(on):
        bond = _built(terms, market, on).bond
        return Valuation(npv=terms.side.sign * float(terms.notional) / 100 * float(bond.NPV()))


def detail(terms: FixedRateBond, market: Market, on: date) -> BondDetail | None:
    """Prices, yield and durations on the settlement date; None when the bond is gone by then."""
    with evaluated(on):
        bond, count = _built(terms, market, on)
        settlement = bond.settlementDate()
        if settlement >= bond.maturityDate():
            return None
        clean = market.clean_price if market.clean_price is not None else float(bond.cleanPrice())
        frequency = int(terms.frequency)
        found = bond.bondYield(QuantLib.BondPrice(clean, QuantLib.BondPrice.Clean), count, QuantLib.Compounded, frequency, settlement)
        rate = QuantLib.InterestRate(found, count, QuantLib.Compounded, frequency)
        return BondDetail(
            settlement=plain_date(settlement),
            clean=clean,
            accrued=float(bond.accruedAmount(settlement)),
            yield_to_maturity=float(found),
            macaulay=float(QuantLib.BondFunctions.duration(bond, rate, QuantLib.Duration.Macaulay, settlement)),
            modified=float(QuantLib.BondFunctions.duration(bond, rate, QuantLib.Duration.Modified, settlement)),
            convexity=float(QuantLib.BondFunctions.convexity(bond, rate, settlement)),
        )


def payments(terms: FixedRateBond, market: Market, on: date) -> tuple[Payment, ...]:
    """What is paid after `on`, by date."""
    with evaluated(on):
        scale = terms.side.sign * float(terms.notional) / 100
        return tuple(
            Payment(paid_on=plain_date(flow.date()), kind="coupon" if QuantLib.as_coupon(flow) else "redemption", amount=scale * float(flow.amount()))
            for flow in _built(terms, market, on).bond.cashflows()
            if flow.date() > day(on)
        )


def _built(terms: FixedRateBond, market: Market, on: date) -> _Built:
    days = calendar(terms.calendar)
    schedule = QuantLib.Schedule(
        day(terms.issue_date),
        day(terms.maturity_date),
        QuantLib.Period(12 // int(terms.frequency), QuantLib.Months),
        days,
        QuantLib.Unadjusted,
        QuantLib.Unadjusted,
        QuantLib.DateGeneration.Backward,
        MONTH_END,
    )
    count = day_counter(terms.day_count, schedule)
    bond = QuantLib.FixedRateBond(terms.settlement_days, 100.0, schedule, [terms.coupon], count, QuantLib.Following, 100.0, day(terms.issue_date), days)
    bond.setPricingEngine(QuantLib.DiscountingBondEngine(zero_curve(market.discount.shifted(market.spread), on)))
    return _Built(bond, YIELD_COUNT if terms.day_count is DayCount.ACT_ACT else count)
