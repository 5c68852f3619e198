"""How often one caller may search: a bucket of tokens each, so that customers cannot be listed name by name."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller

BURST = 20
PER_MINUTE = 20.0
CALLERS = 10_000
"""Callers remembered at once; who is forgotten begins with a full bucket."""


class SearchRate:
    """Counts in this process; the gateway counts across processes."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def take(self, caller: Caller) -> None:
        """One search; LIMIT_EXCEEDED when the bucket is empty."""
        who, now = (caller.issuer, caller.subject), self._now()
        with self._lock:
            left, at = self._buckets.pop(who, (float(BURST), now))
            left = min(float(BURST), left + (now - at) * PER_MINUTE / 60)
            allowed = left >= 1
            self._buckets[who] = (left - 1 if allowed else left, now)
            if len(self._buckets) > CALLERS:
                self._buckets.popitem(last=False)
        if not allowed:
            raise ToolFailureError(
                FailureCode.LIMIT_EXCEEDED,
                "too many searches",
                allowed=f"{BURST} at once, {PER_MINUTE:.0f} a minute",
                remedy="wait a minute, and give more of the name",
            )
