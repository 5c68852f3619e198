"""Sends a call to one server: which replica, and whether again. The only place where a call is ever sent twice.

A call is sent again at most once, and only if nothing was answered and policy knows it for a read. A call of which no byte left the
house was not sent: it goes to each replica in turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from strongroom.core.call import Cleared
from strongroom.core.clock import Clock
from strongroom.core.decision import Effect
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Refusal, Stream
from strongroom.routing.breaker import BreakerRule, State
from strongroom.routing.port import Attempt, Carry, Directory
from strongroom.routing.replica import Replica, ReplicaHealth, WatchedStream
from strongroom.routing.settings import RoutingSettings

_ELSEWHERE: Final = frozenset({Reason.UPSTREAM_UNAVAILABLE, Reason.BUSY})


@dataclass(frozen=True, slots=True)
class ServerHealth:
    """One server: `state` is closed where every replica takes calls, open where none does, half_open in between; `error` the last words of any."""

    name: str
    state: State
    error: str
    latency: float
    in_flight: int
    replicas: tuple[ReplicaHealth, ...]


class Dispatch:
    """The replicas of every server, and the choice among them: fewest calls in flight, in turn where that is equal."""

    def __init__(self, directory: Directory, carry: Carry, settings: RoutingSettings, clock: Clock) -> None:
        rule = BreakerRule(settings.failures_to_open, settings.open_seconds)
        self._carry = carry
        self._replicas = {server.name: tuple(Replica(url, rule, clock) for url in server.urls) for server in directory.servers()}
        self._turn = 0

    async def open(self, cleared: Cleared, server: str) -> Stream:
        """Send the call to `server`; raises Refusal, which names the server and says when to come back."""
        replicas = self._replicas.get(server)
        if replicas is None:
            raise Refusal(Deny(Reason.NOT_FOUND, f"There is no server {server}."))
        if len(replicas) > 1:
            replicas = self._order(cleared, server, replicas)
        refusal: Deny | None = None
        repeated = False
        waiting = list(replicas)
        while waiting:
            replica = waiting.pop(0)
            if not replica.allows():
                continue
            attempt = await self._try(cleared, server, replica)
            if attempt.stream is not None:
                return WatchedStream(attempt.stream, replica)
            refusal = attempt.refusal
            if refusal is None or refusal.reason not in _ELSEWHERE:
                break
            if attempt.sent:
                if repeated or cleared.decision.effect is not Effect.READ:
                    break
                repeated = True
                waiting = [*waiting, replica][:1]
        raise Refusal(self._final(server, replicas, refusal))

    async def _try(self, cleared: Cleared, server: str, replica: Replica) -> Attempt:
        begun = replica.begin()
        attempt: Attempt | None = None
        try:
            attempt = await self._carry.carry(cleared, server, replica.url)
        finally:
            if attempt is None or attempt.stream is None:
                replica.end()
            _learn(replica, attempt, begun)
        return attempt

    def _order(self, cleared: Cleared, server: str, replicas: tuple[Replica, ...]) -> tuple[Replica, ...]:
        """The replicas in the order in which to try them; one alone where the call is bound to it."""
        bound = self._carry.pinned(cleared, server, [one.url for one in replicas])
        if bound is not None:
            return tuple(one for one in replicas if one.url == bound)
        self._turn += 1
        start = self._turn % len(replicas)
        return tuple(sorted((*replicas[start:], *replicas[:start]), key=_load))

    def _final(self, server: str, replicas: Sequence[Replica], refusal: Deny | None) -> Deny:
        """What the caller is told: the last refusal, with the time after which trying again makes sense."""
        wait = min(one.retry_after() for one in replicas)
        if refusal is None:
            message = f"The server {server} failed repeatedly and is left alone for a moment. Try again in {max(1, round(wait))} seconds."
            return Deny(Reason.UPSTREAM_UNAVAILABLE, message, retry_after=max(1.0, wait))
        if refusal.reason is Reason.UPSTREAM_UNAVAILABLE and refusal.retry_after is None:
            return replace(refusal, retry_after=max(1.0, wait))
        return refusal

    def replicas(self) -> tuple[Replica, ...]:
        """Every replica of every server."""
        return tuple(replica for of_server in self._replicas.values() for replica in of_server)

    def health(self) -> tuple[ServerHealth, ...]:
        """How every server is."""
        return tuple(_health(name, tuple(one.health() for one in replicas)) for name, replicas in self._replicas.items())


def _load(replica: Replica) -> int:
    return replica.in_flight


def _learn(replica: Replica, attempt: Attempt | None, begun: float) -> None:
    """What the attempt says about the replica: a server that answers nonsense is up, and one that a caller gave up on may be."""
    if attempt is None:
        replica.undecided()
    elif attempt.refusal is None or attempt.refusal.reason is Reason.UPSTREAM_INVALID:
        replica.answered(begun)
    elif attempt.refusal.reason is Reason.UPSTREAM_UNAVAILABLE:
        replica.failed(attempt.refusal.message)
    else:
        replica.undecided()


def _health(name: str, replicas: tuple[ReplicaHealth, ...]) -> ServerHealth:
    states = {one.state for one in replicas}
    state = states.pop() if len(states) == 1 else State.HALF_OPEN
    known = [one.latency for one in replicas if one.latency > 0]
    latency = sum(known) / len(known) if known else 0.0
    return ServerHealth(name, state, next((one.error for one in replicas if one.error), ""), latency, sum(one.in_flight for one in replicas), replicas)
