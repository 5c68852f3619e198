"""The circuit breaker of one replica: closed while it works, open after failures in a row, half open for one trial at a time."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from strongroom.core.clock import Clock

_LONGEST_FACTOR: Final = 12


class State(StrEnum):
    """Whether calls may go there: all, none, or one to try."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


@dataclass(frozen=True, slots=True)
class BreakerRule:
    """Open after `failures` in a row, for `seconds`, doubled with each failed trial up to twelve times `seconds`."""

    failures: int
    seconds: float


class Breaker:
    """Counts what it is told; never calls anything. Times are the clock's monotonic seconds."""

    __slots__ = ("_clock", "_failures", "_open_for", "_open_until", "_rule", "_state", "_trial")

    def __init__(self, rule: BreakerRule, clock: Clock) -> None:
        self._rule = rule
        self._clock = clock
        self._state = State.CLOSED
        self._failures = 0
        self._open_for = rule.seconds
        self._open_until = 0.0
        self._trial = False

    @property
    def state(self) -> State:
        """The state now."""
        if self._state is State.OPEN and self._clock.monotonic() >= self._open_until:
            self._state = State.HALF_OPEN
            self._trial = False
        return self._state

    def allows(self) -> bool:
        """Whether a call may go there now."""
        state = self._state if self._state is State.CLOSED else self.state
        return state is State.CLOSED or (state is State.HALF_OPEN and not self._trial)

    def begin(self) -> None:
        """A call goes there; in the half open state it is the trial."""
        if self._state is State.HALF_OPEN:
            self._trial = True

    def succeeded(self) -> None:
        """The replica answered."""
        self._failures = 0
        if self._state is not State.CLOSED:
            self._state = State.CLOSED
            self._open_for = self._rule.seconds
            self._trial = False

    def failed(self) -> None:
        """The replica did not answer."""
        self._failures += 1
        if self._state is State.HALF_OPEN:
            self._open_for = min(self._open_for * 2, self._rule.seconds * _LONGEST_FACTOR)
            self._open()
        elif self._state is State.CLOSED and self._failures >= self._rule.failures:
            self._open()

    def undecided(self) -> None:
        """A call went there and says nothing about the replica, e.g. because the caller hung up: the next one may be the trial."""
        self._trial = False

    def _open(self) -> None:
        self._state = State.OPEN
        self._open_until = self._clock.monotonic() + self._open_for

    def retry_after(self) -> float:
        """Seconds until a call may go there again; 0 where it may now."""
        return max(0.0, self._open_until - self._clock.monotonic()) if self.state is State.OPEN else 0.0
