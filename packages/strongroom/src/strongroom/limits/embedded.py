"""Counters in this process's memory: the generic cell rate algorithm (ATM Forum TM 4.1, I.371), one number per key, a bounded table."""

from collections import OrderedDict
from typing import Final

from strongroom.core.clock import Clock
from strongroom.limits.port import Charge, Pace
from strongroom.limits.settings import Rate

_ROUNDING: Final = 1e-6
"""Seconds by which sums of intervals may be off: without it the last call of a burst could be refused."""


def pace(rate: Rate) -> Pace:
    """The pace of a rate: a burst of n calls means being n-1 intervals ahead of the first."""
    interval = 1.0 / rate.per_second
    return Pace(interval, (rate.burst - 1) * interval)


class EmbeddedCounter:
    """Implements Counter. Each process counts for itself: with N workers a caller may reach N times the rate."""

    def __init__(self, clock: Clock, remembered: int) -> None:
        self._monotonic = clock.monotonic
        self._remembered = remembered
        self._arrivals: OrderedDict[str, float] = OrderedDict()
        """Per key the theoretical arrival time: the moment at which the caller is no longer ahead of its pace."""

    async def take(self, charges: tuple[Charge, ...]) -> float:
        """Charge one call to every key, or to none; 0, or the seconds to wait."""
        return self.take_now(charges)

    def take_now(self, charges: tuple[Charge, ...]) -> float:
        """As `take`."""
        now = self._monotonic()
        arrivals = self._arrivals
        for key, allowed in charges:
            if arrivals.get(key, now) - now - allowed.ahead > _ROUNDING:
                return max(arrivals.get(one, now) - now - its.ahead for one, its in charges)
        for key, allowed in charges:
            if arrivals.get(key, now) > now:
                arrivals[key] += allowed.interval
            else:
                arrivals[key] = now + allowed.interval
            arrivals.move_to_end(key)
        while len(arrivals) > self._remembered:
            arrivals.popitem(last=False)
        return 0.0
