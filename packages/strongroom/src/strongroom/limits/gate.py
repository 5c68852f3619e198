"""The gate at which rates are counted."""

from typing import Final

from strongroom.core.call import Call
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny
from strongroom.core.target import Target
from strongroom.limits.embedded import pace
from strongroom.limits.port import Charge, Counter, CounterUnavailableError
from strongroom.limits.settings import FailMode, LimitsSettings

_MOST_TARGETS: Final = 4096
_UNREACHABLE_RETRY: Final = 1.0


class RateGate:
    """Charges each call to its caller and, where a rate is set for its target, to caller and target together."""

    name = "limits.rate"

    def __init__(self, settings: LimitsSettings, counter: Counter) -> None:
        self._counter = counter
        self._fail_mode = settings.when_counter_fails
        self._caller = pace(settings.caller)
        self._targets = sorted(((text, pace(rate)) for text, rate in settings.targets.items()), key=lambda found: (found[0].endswith("*"), -len(found[0])))
        self._paces: dict[tuple[str, str, str], Charge | None] = {}

    async def pass_through(self, call: Call) -> Call | Deny:
        """The call, or when to come back."""
        key = call.principal.key
        charges: tuple[Charge, ...] = ((key, self._caller),)
        own = self._charge(call.target) if self._targets else None
        if own is not None:
            charges = (*charges, (key + own[0], own[1]))
        try:
            wait = await self._counter.take(charges)
        except CounterUnavailableError:
            if self._fail_mode is FailMode.OPEN:
                return call
            return Deny(Reason.BUSY, "Calls cannot be counted at the moment, so none may pass; try again.", retry_after=_UNREACHABLE_RETRY)
        if wait <= 0:
            return call
        return Deny(Reason.RATE_LIMITED, f"Too many calls; the next one may come in {wait:.1f} seconds.", retry_after=wait)

    def _charge(self, target: Target) -> Charge | None:
        """The end of the key for `target`, and its pace, if one is set; remembered, but not for endless names."""
        parts = (target.server, target.kind, target.name)
        try:
            return self._paces[parts]
        except KeyError:
            pass
        text = "/".join(parts)
        found = next(((f"|{text}", allowed) for pattern, allowed in self._targets if _fits(pattern, text)), None)
        if len(self._paces) >= _MOST_TARGETS:
            self._paces.clear()
        self._paces[parts] = found
        return found


def _fits(pattern: str, text: str) -> bool:
    return text.startswith(pattern[:-1]) if pattern.endswith("*") else text == pattern
