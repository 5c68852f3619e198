"""Bounds the size of an answer."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from strongroom.core.call import Cleared
from strongroom.core.decision import Decision, ObligationKind
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Event, Filter, Refusal
from strongroom.core.target import TargetKind
from strongroom.limits.settings import LimitsSettings

_NOTHING: Final[Mapping[str, int]] = MappingProxyType({})


class SizeFilter:
    """Makes the bound for one answer: the house's, or a smaller one that policy obliges to."""

    name = "limits.size"

    def __init__(self, settings: LimitsSettings) -> None:
        self._most = settings.result_bytes

    def filter_for(self, cleared: Cleared) -> Filter:
        """A bound on all events together; on a standing stream, which has no end, on each."""
        most = _bound(self._most, cleared.decision)
        return _Each(most) if cleared.call.target.kind is TargetKind.STREAM else _Total(most)


def _bound(most: int, decision: Decision) -> int:
    for obligation in decision.obligations:
        if obligation.kind is ObligationKind.CAP:
            most = min(most, int(obligation.detail))
    return most


def _too_large(most: int) -> Refusal:
    return Refusal(Deny(Reason.TOO_LARGE, f"The answer is larger than the {most} bytes that may pass; ask for less, for example with a smaller page."))


class _Total:
    """Counts the bytes of all events."""

    __slots__ = ("_left", "_most")
    applied = _NOTHING

    def __init__(self, most: int) -> None:
        self._most = most
        self._left = most

    def feed(self, event: Event) -> Sequence[Event]:
        """The event. Raises Refusal TOO_LARGE."""
        self._left -= len(event.data)
        if self._left < 0:
            raise _too_large(self._most)
        return (event,)

    def finish(self) -> Sequence[Event]:
        """Nothing is held back."""
        return ()


class _Each:
    """Looks at each event alone."""

    __slots__ = ("_most",)
    applied = _NOTHING

    def __init__(self, most: int) -> None:
        self._most = most

    def feed(self, event: Event) -> Sequence[Event]:
        """The event. Raises Refusal TOO_LARGE."""
        if len(event.data) > self._most:
            raise _too_large(self._most)
        return (event,)

    def finish(self) -> Sequence[Event]:
        """Nothing is held back."""
        return ()
