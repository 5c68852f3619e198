"""The requests under way: who has hung up, who has gone silent, who takes too long to read or to send; and the end of them all when the process stops.

Above: the doors. Below: the sink.
Does not know: no protocol. One ticker watches all flights, so that a short call pays for no timer of its own.
"""

import asyncio
from collections.abc import Callable
from typing import Final, NamedTuple

from strongroom.core.reason import Reason
from strongroom.edge.port import Receive
from strongroom.edge.sink import AnswerSink

TICK_SECONDS: Final = 0.05
_STEADY_TICKS: Final = 10
_LAST_BREATH_SECONDS: Final = 2.0


class Patience(NamedTuple):
    """How long (seconds): for a body to arrive, for a client to read, and until silence is broken by a sign of life."""

    body: float
    write: float
    keep_alive: float


class Flight:
    """One request under way. `ended` says why we cancelled it, if we did: CLIENT_GONE, CUT, or DEADLINE for a body that never came."""

    __slots__ = ("began", "clock", "ended", "expires_at", "receive", "sink", "standing", "task", "watch")

    def __init__(self, task: asyncio.Task[object], receive: Receive, clock: Callable[[], float]) -> None:
        """`clock` gives the seconds of the loop that carries the task."""
        self.task = task
        self.receive = receive
        self.clock = clock
        self.began = clock()
        self.sink: AnswerSink | None = None
        self.standing = False
        self.expires_at = 0.0
        self.ended: Reason | None = None
        self.watch: asyncio.Task[None] | None = None

    def end(self, reason: Reason) -> None:
        """Cancel it, once."""
        if self.ended is None:
            self.ended = reason
            self.task.cancel(reason)

    async def listen_for_hang_up(self) -> None:
        """Wait until the client is gone, and draw the conclusion its era asks for."""
        while (await self.receive())["type"] != "http.disconnect":
            pass
        if self.sink is not None:
            self.sink.gone = True
            if self.sink.cancels or self.standing:
                self.end(Reason.CLIENT_GONE)


class Flights:
    """All requests under way in this process."""

    def __init__(self, patience: Patience, now: Callable[[], float]) -> None:
        self._patience = patience
        self._now = now
        self._young: set[Flight] = set()
        self._steady: set[Flight] = set()
        self._ticking: asyncio.TimerHandle | None = None
        self._ticks = 0
        self._empty: asyncio.Event | None = None
        self.draining = False

    def __len__(self) -> int:
        return len(self._young) + len(self._steady)

    @property
    def steady(self) -> frozenset[Flight]:
        """Those under way for longer than a tick."""
        return frozenset(self._steady)

    def board(self, flight: Flight) -> None:
        """A request begins."""
        self._young.add(flight)
        if self._ticking is None:
            self._ticking = asyncio.get_running_loop().call_later(TICK_SECONDS, self._tick_on)

    def leave(self, flight: Flight) -> None:
        """A request has ended, however."""
        self._young.discard(flight)
        if flight.watch is not None:
            flight.watch.cancel()
        if flight in self._steady:
            self._steady.discard(flight)
        if self._empty is not None and not len(self):
            self._empty.set()

    def _tick_on(self) -> None:
        loop = asyncio.get_running_loop()
        self._ticking = None
        self.tick(loop.time())
        if len(self):
            self._ticking = loop.call_later(TICK_SECONDS, self._tick_on)

    def tick(self, now: float) -> None:
        """Look after everybody: the young each time, those that have been under way for long every tenth time."""
        for flight in [one for one in self._young if now - one.began >= TICK_SECONDS]:
            if flight.sink is None:
                if now - flight.began > self._patience.body:
                    flight.end(Reason.DEADLINE)
                continue
            self._young.discard(flight)
            self._steady.add(flight)
            flight.watch = asyncio.ensure_future(flight.listen_for_hang_up())
            if flight.standing:
                self._pulse(flight.sink)
        self._ticks += 1
        if self._ticks % _STEADY_TICKS == 0:
            for flight in list(self._steady):
                self._look_after(flight, now)

    def _look_after(self, flight: Flight, now: float) -> None:
        sink = flight.sink
        if sink is None or flight.ended is not None:
            return
        if sink.busy_since and now - sink.busy_since > self._patience.write:
            sink.gone = True
            flight.end(Reason.CLIENT_GONE)
        elif flight.standing and flight.expires_at and self._now() > flight.expires_at:
            flight.end(Reason.CUT)
        elif now - sink.touched > self._patience.keep_alive:
            self._pulse(sink)

    def _pulse(self, sink: AnswerSink) -> None:
        if not sink.busy_since and (sink.pulse is None or sink.pulse.done()):
            sink.pulse = asyncio.ensure_future(sink.keep_alive())

    async def drain(self, seconds: float) -> int:
        """Refuse what is new, cut what only listens, let the rest finish for `seconds`, then cut it too. Returns how many calls were cut."""
        self.draining = True
        for flight in self._all():
            if flight.standing:
                flight.end(Reason.CUT)
        await self._until_empty(seconds)
        cut = self._all()
        for flight in cut:
            flight.end(Reason.CUT)
        await self._until_empty(_LAST_BREATH_SECONDS)
        return len(cut)

    def _all(self) -> list[Flight]:
        return [*self._young, *self._steady]

    async def _until_empty(self, seconds: float) -> None:
        if not len(self):
            return
        self._empty = asyncio.Event()
        try:
            await asyncio.wait_for(self._empty.wait(), seconds)
        except TimeoutError:
            return
        finally:
            self._empty = None
