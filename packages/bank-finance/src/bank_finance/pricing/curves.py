"""Reading a zero curve: discount factors, forward rates and par rates, by the interpolation the market module names.

Time is ACT/365F from the valuation date. Pure arithmetic; QuantLib is given the same pillars and must agree (tested).
"""

import math
from bisect import bisect_left
from collections.abc import Sequence

from bank_finance.pricing.market import Curve

INTERPOLATION = "linear on continuously compounded zero rates, flat outside"
YEAR = 365.0


def zero_rate(curve: Curve, days: float) -> float:
    """Continuously compounded decimal at `days`."""
    pillars = curve.pillars
    if days <= pillars[0].days:
        return pillars[0].rate
    if days >= pillars[-1].days:
        return pillars[-1].rate
    right = bisect_left(pillars, days, key=lambda pillar: pillar.days)
    before, after = pillars[right - 1], pillars[right]
    weight = (days - before.days) / (after.days - before.days)
    return before.rate + weight * (after.rate - before.rate)


def discount_factor(curve: Curve, days: float, *, spread: float = 0.0) -> float:
    """Value today of 1 paid in `days`; `spread` is added to the zero rate."""
    return math.exp(-(zero_rate(curve, days) + spread) * days / YEAR)


def forward_rate(curve: Curve, start: float, end: float) -> float:
    """Simply compounded decimal from `start` to `end` days, ACT/365F; ValueError unless start < end."""
    if not 0 <= start < end:
        raise ValueError("a forward rate needs 0 <= start < end")
    return (discount_factor(curve, start) / discount_factor(curve, end) - 1) * YEAR / (end - start)


def par_rate(curve: Curve, payment_days: Sequence[float]) -> float:
    """Fixed rate, decimal ACT/365F, that makes payments on `payment_days` worth par today; ValueError unless they ascend from above 0."""
    if not payment_days or any(not earlier < later for earlier, later in zip([0.0, *payment_days], payment_days, strict=False)):
        raise ValueError("payment days ascend from above 0")
    annuity, before = 0.0, 0.0
    for day in payment_days:
        annuity += (day - before) / YEAR * discount_factor(curve, day)
        before = day
    return (1 - discount_factor(curve, payment_days[-1])) / annuity
