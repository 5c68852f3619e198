"""One replica of a server as routing sees it: load, latency, last error, breaker."""

from dataclasses import dataclass
from typing import Final

from strongroom.core.clock import Clock
from strongroom.core.stops import Event, Refusal, Stream
from strongroom.routing.breaker import Breaker, BreakerRule, State

_WEIGHT: Final = 0.1


@dataclass(frozen=True, slots=True)
class ReplicaHealth:
    """A snapshot: `latency` is the moving average of seconds to the answer's head, 0 if unknown; `error` the last words of a failure, empty if well."""

    url: str
    state: State
    error: str
    latency: float
    in_flight: int


class Replica:
    """Counts calls in flight and learns from how they end."""

    __slots__ = ("_breaker", "_clock", "_error", "_latency", "heard_at", "in_flight", "url")

    def __init__(self, url: str, rule: BreakerRule, clock: Clock) -> None:
        self.url = url
        self.in_flight = 0
        self.heard_at = float("-inf")
        self._clock = clock
        self._breaker = Breaker(rule, clock)
        self._error = ""
        self._latency = 0.0

    def allows(self) -> bool:
        """Whether a call may go there now."""
        return self._breaker.allows()

    def begin(self) -> float:
        """A call goes there; returns when."""
        self._breaker.begin()
        self.in_flight += 1
        return self._clock.monotonic()

    def answered(self, begun: float) -> None:
        """The head of an answer came."""
        now = self.heard_at = self._clock.monotonic()
        took = now - begun
        self._latency = took if self._latency == 0.0 else self._latency + _WEIGHT * (took - self._latency)
        self._error = ""
        self._breaker.succeeded()

    def well(self) -> None:
        """A probe was answered."""
        self.heard_at = self._clock.monotonic()
        self._error = ""
        self._breaker.succeeded()

    def failed(self, words: str) -> None:
        """No answer came, or it broke off."""
        self.heard_at = self._clock.monotonic()
        self._error = words
        self._breaker.failed()

    def undecided(self) -> None:
        """The call ended without saying anything about the replica."""
        self._breaker.undecided()

    def end(self) -> None:
        """A call that went there is over."""
        self.in_flight -= 1

    def retry_after(self) -> float:
        """Seconds until it may be tried again."""
        return self._breaker.retry_after()

    def health(self) -> ReplicaHealth:
        """How it is now."""
        return ReplicaHealth(self.url, self._breaker.state, self._error, self._latency, self.in_flight)


class WatchedStream:
    """An answer under way, counted as in flight until it is closed; one that breaks off counts against its replica."""

    __slots__ = ("_open", "_replica", "_stream")

    def __init__(self, stream: Stream, replica: Replica) -> None:
        self._stream = stream
        self._replica = replica
        self._open = True

    async def next(self) -> Event | None:
        """The next event, or None after the last; raises Refusal."""
        try:
            return await self._stream.next()
        except Refusal as refusal:
            self._replica.failed(refusal.deny.message)
            raise

    async def close(self) -> None:
        """Give back what is held."""
        if self._open:
            self._open = False
            self._replica.end()
            await self._stream.close()
