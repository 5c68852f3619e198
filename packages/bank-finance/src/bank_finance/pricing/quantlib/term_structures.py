"""Curves as QuantLib's term structures: linear on zero rates, flat outside the pillars, as `pricing.curves` says."""

from datetime import date, timedelta

import QuantLib

from bank_finance.pricing.market import MAX_DAYS, CreditCurve, Curve
from bank_finance.pricing.quantlib.days import day


def zero_curve(curve: Curve, on: date) -> QuantLib.YieldTermStructureHandle:
    """The curve from `on`; a first and a last pillar are added with the outermost rates, so that it is flat outside."""
    pillars = curve.pillars
    points = [(0, pillars[0].rate), *((pillar.days, pillar.rate) for pillar in pillars), (2 * MAX_DAYS, pillars[-1].rate)]
    structure = QuantLib.ZeroCurve([day(on + timedelta(days)) for days, _ in points], [rate for _, rate in points], QuantLib.Actual365Fixed())
    return QuantLib.YieldTermStructureHandle(structure)


def hazard_curve(credit: CreditCurve, on: date) -> QuantLib.DefaultProbabilityTermStructureHandle:
    """Each hazard rate holds back to the pillar before it, the last one for ever."""
    pillars = credit.pillars
    points = [(0, pillars[0].rate), *((pillar.days, pillar.rate) for pillar in pillars), (2 * MAX_DAYS, pillars[-1].rate)]
    structure = QuantLib.HazardRateCurve([day(on + timedelta(days)) for days, _ in points], [rate for _, rate in points], QuantLib.Actual365Fixed())
    return QuantLib.DefaultProbabilityTermStructureHandle(structure)
