"""The engine: carries one call along any road, in, up and back, and sees to it that every ending is sealed exactly once.

Knows the four kinds of stop and nothing of what they do, nor of any protocol.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from strongroom.core.call import Call, Cleared
from strongroom.core.exchange import Exchange
from strongroom.core.reason import Reason
from strongroom.core.stops import Answer, Bracket, ClientGoneError, Deny, Event, Filter, FilterStop, Gate, Hold, Refusal, Sink, Upstream

Ending = Event | Deny | Hold | None


@dataclass(frozen=True, slots=True)
class Road:
    """The stops in the order in which a call meets them: gates and brackets inward, the upstream, then the filters of the answer leg."""

    name: str
    inward: tuple[Gate | Bracket, ...]
    upstream: Upstream
    filters: tuple[FilterStop, ...]
    steps: tuple[tuple[str, Gate | None, Bracket | None], ...] = field(init=False, repr=False)
    """`inward`, told apart once: asking each stop on each call what it is would cost more than the stops."""

    def __post_init__(self) -> None:
        steps = tuple((stop.name, stop, None) if isinstance(stop, Gate) else (stop.name, None, stop) for stop in self.inward)
        object.__setattr__(self, "steps", steps)


class Engine:
    """Runs calls along roads. With `measure`, each exchange carries the nanoseconds it spent at each stop."""

    def __init__(self, *, measure: bool = False) -> None:
        self._measure = measure

    async def run(self, road: Road, call: Call, sink: Sink) -> Exchange:
        """Carry `call` along `road` into `sink`, which is closed after every bracket, and so after the seal.

        Raises only asyncio.CancelledError, and that after the call was sealed as cut off.
        """
        journey = _Journey(road, Exchange(call), sink, measure=self._measure)
        ending = await journey.travel()
        exchange = journey.exchange
        if isinstance(exchange.failure, asyncio.CancelledError):
            raise exchange.failure
        if exchange.reason is not Reason.CLIENT_GONE:
            await sink.close(ending)
        return exchange


class _Journey:
    """One call under way: the state that the steps of `travel` share."""

    __slots__ = ("exchange", "filters", "held", "measure", "road", "sink")

    def __init__(self, road: Road, exchange: Exchange, sink: Sink, *, measure: bool) -> None:
        self.road = road
        self.exchange = exchange
        self.sink = sink
        self.measure = measure
        self.held: list[AbstractAsyncContextManager[None]] = []
        self.filters: list[Filter] = []

    async def travel(self) -> Ending:
        """In, up, back; then give back what is held, innermost first. Whatever fails on the way becomes an ending."""
        exchange = self.exchange
        ending: Ending
        try:
            ending = await self._there_and_back()
        except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001  the engine is where every fault becomes one sealed ending
            ending = self._failed(error)
        for one in self.filters:
            applied = one.applied
            if applied:
                for name, count in applied.items():
                    exchange.applied[name] = exchange.applied.get(name, 0) + count
        if isinstance(ending, Event):
            self._delivered(ending)
        return await self._give_back(ending)

    async def _there_and_back(self) -> Ending:
        said = await self._inward()
        if isinstance(said, Deny):
            return self._refused(said)
        if isinstance(said, Hold):
            self.exchange.reason = Reason.APPROVAL_REQUIRED
            self.exchange.detail = said.message
            return said
        call = self.exchange.call
        if call.decision is None or not call.decision.allow:
            return self._refused(Deny(Reason.DENIED, "No rule of the policy allows this call."))
        cleared = Cleared(call, call.decision)
        for stop in self.road.filters:
            made = stop.filter_for(cleared)
            if made is not None:
                self.filters.append(made)
        if isinstance(said, Answer):
            self.exchange.reason = Reason.CACHED
            return await self._pass_on(said.events)
        self.exchange.reason = Reason.ALLOWED
        return await self._upstream(cleared)

    async def _inward(self) -> Deny | Answer | Hold | None:
        exchange, measure = self.exchange, self.measure
        call = exchange.call
        for name, gate, bracket in self.road.steps:
            begun = time.perf_counter_ns() if measure else 0
            said: Call | Deny | Answer | Hold = call
            if gate is not None:
                said = await gate.pass_through(call)
            elif bracket is not None:
                context = bracket.hold(exchange)
                await context.__aenter__()
                self.held.append(context)
            if measure:
                exchange.timings.append((name, time.perf_counter_ns() - begun))
            if said is call:
                continue
            if not isinstance(said, Call):
                return said
            exchange.call = call = said
            exchange.decision = call.decision
        return None

    async def _upstream(self, cleared: Cleared) -> Ending:
        exchange = self.exchange
        begun = time.perf_counter_ns()
        stream = await self.road.upstream.open(cleared)
        try:
            while True:
                event = await stream.next()
                exchange.upstream_ns += time.perf_counter_ns() - begun
                if event is None:
                    return await self._pass_on(())
                if event.last:
                    return await self._pass_on((event,))
                await self._send(self._filtered((event,)))
                begun = time.perf_counter_ns()
        finally:
            await stream.close()

    async def _pass_on(self, events: Sequence[Event]) -> Ending:
        """The last events, and what the filters held back; the one that completes the answer is kept for after the seal."""
        begun = time.perf_counter_ns() if self.measure else 0
        left = self._filtered(events)
        for at, one in enumerate(self.filters):
            held_back = one.finish()
            if held_back:
                left = (*left, *self._filtered(held_back, start=at + 1))
        if begun:
            self.exchange.timings.append(("filters", time.perf_counter_ns() - begun))
        if not left or not left[-1].last:
            await self._send(left)
            return None
        if len(left) > 1:
            await self._send(left[:-1])
        return left[-1]

    def _filtered(self, events: Sequence[Event], *, start: int = 0) -> Sequence[Event]:
        """What the filters from `start` on let pass; most answers are one event, which goes from one to the next without a list around it."""
        for one in self.filters[start:] if start else self.filters:
            events = one.feed(events[0]) if len(events) == 1 else [out for event in events for out in one.feed(event)]
        return events

    async def _send(self, events: Sequence[Event]) -> None:
        for event in events:
            self._delivered(event)
            await self.sink.send(event)

    def _delivered(self, event: Event) -> None:
        exchange = self.exchange
        exchange.events += 1
        exchange.delivered_bytes += len(event.data)
        if exchange.on_delivered is not None:
            exchange.on_delivered(event.data)

    async def _give_back(self, ending: Ending) -> Ending:
        """Leave the brackets in reverse. One that fails replaces the ending; the ones outside it see that."""
        exchange = self.exchange
        while self.held:
            context = self.held.pop()
            error = exchange.failure
            try:
                if error is None:
                    await context.__aexit__(None, None, None)
                else:
                    await context.__aexit__(type(error), error, error.__traceback__)
            except (Exception, asyncio.CancelledError) as raised:  # noqa: BLE001  as in travel
                if raised is not error:
                    ending = self._failed(raised)
        return ending

    def _refused(self, deny: Deny) -> Deny:
        exchange = self.exchange
        exchange.reason = deny.reason
        exchange.detail = deny.message
        if deny.decision is not None:
            exchange.decision = deny.decision
        return deny

    def _failed(self, error: BaseException) -> Ending:
        """The ending that a fault stands for. A fault of ours says nothing to the caller about its cause."""
        self.exchange.failure = error
        if isinstance(error, Refusal):
            self.exchange.failure = None
            return self._refused(error.deny)
        if isinstance(error, TimeoutError):
            self.exchange.failure = None
            return self._refused(Deny(Reason.DEADLINE, "The call took longer than it may."))
        if isinstance(error, asyncio.CancelledError):
            reason = Reason.CUT if Reason.CUT in error.args else Reason.CLIENT_GONE
            return self._refused(Deny(reason, "The call was cut off."))
        if isinstance(error, ClientGoneError):
            return self._refused(Deny(Reason.CLIENT_GONE, "The caller hung up."))
        return self._refused(Deny(Reason.INTERNAL, "Strongroom failed; the operator's log has the details under this call's id."))
