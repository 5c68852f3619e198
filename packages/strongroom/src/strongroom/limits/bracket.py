"""What is held while a call is under way: a slot at a server, and the time it may take."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Final

from strongroom.core.exchange import Exchange
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Refusal
from strongroom.core.target import TargetKind
from strongroom.limits.settings import LimitsSettings

_RETRY_AFTER: Final = 1.0
_QUESTIONS: Final = frozenset({TargetKind.CATALOG, TargetKind.SESSION, TargetKind.COMPLETION})


@dataclass(frozen=True, slots=True)
class _Limit:
    """So many slots, and what to call them in a refusal."""

    most: int
    called: str


class SlotsBracket:
    """Holds one slot of the caller, of the server and of the process for as long as a server is at work. Nobody queues: a full house says so at once."""

    name = "limits.slots"

    def __init__(self, settings: LimitsSettings) -> None:
        self._caller = _Limit(settings.caller_slots, "calls of this caller")
        self._server = _Limit(settings.server_slots, "calls to this server")
        self._all = _Limit(settings.slots, "calls through this gateway")
        self._caller_streams = _Limit(settings.caller_streams, "standing streams of this caller")
        self._all_streams = _Limit(settings.streams, "standing streams of this gateway")
        self.taken: dict[str, int] = {}
        """Slots in use, by whose they are; nobody at zero."""

    def hold(self, exchange: Exchange) -> AbstractAsyncContextManager[None]:
        """The slots of this call. Entering raises Refusal BUSY where one is missing, and then takes none."""
        call = exchange.call
        key = call.principal.key
        if call.target.kind is TargetKind.STREAM:
            return _Slots(self.taken, ((self._caller_streams, "caller streams|" + key), (self._all_streams, "all streams")))
        return _Slots(self.taken, ((self._caller, "caller|" + key), (self._server, "server|" + call.target.server), (self._all, "all")))


class _Slots(AbstractAsyncContextManager[None]):
    __slots__ = ("_taken", "_wanted")

    def __init__(self, taken: dict[str, int], wanted: tuple[tuple[_Limit, str], ...]) -> None:
        self._taken = taken
        self._wanted = wanted

    async def __aenter__(self) -> None:
        taken = self._taken
        for limit, name in self._wanted:
            if name in taken and taken[name] >= limit.most:
                raise Refusal(Deny(Reason.BUSY, f"All {limit.most} slots for {limit.called} are in use; try again shortly.", retry_after=_RETRY_AFTER))
        for _, name in self._wanted:
            taken[name] = taken[name] + 1 if name in taken else 1

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        taken = self._taken
        for _, name in self._wanted:
            left = taken[name] - 1
            if left:
                taken[name] = left
            else:
                del taken[name]


class DeadlineBracket:
    """Ends a call that takes too long: TimeoutError, which the engine of the road seals as `deadline`."""

    name = "limits.deadline"

    def __init__(self, settings: LimitsSettings) -> None:
        self._call = _Hourglass(settings.call_seconds)
        self._question = _Hourglass(settings.question_seconds)
        self._stream = _Hourglass(settings.stream_seconds)

    def hold(self, exchange: Exchange) -> AbstractAsyncContextManager[None]:
        """The time of this call, by the kind of its target."""
        kind = exchange.call.target.kind
        if kind is TargetKind.TOOL:
            return _Deadline(self._call)
        if kind is TargetKind.STREAM:
            return _Deadline(self._stream)
        return _Deadline(self._question if kind in _QUESTIONS else self._call)


class _Hourglass:
    """One timer for all deadlines of the same length, which fall due in the order in which they began; a timer for each would cost most of the bracket."""

    __slots__ = ("_loop", "_timer", "_waiting", "seconds")

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._waiting: dict[_Deadline, float] = {}
        """Loop time at which each is due, the earliest first: a dictionary keeps the order in which it was filled."""
        self._timer: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def running(self) -> asyncio.AbstractEventLoop:
        """The loop of this road, looked up once: before Python 3.12 each look is a system call."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
        return self._loop

    def begin(self, deadline: "_Deadline") -> None:
        """Time runs for it from now on."""
        loop = self.running()
        self._waiting[deadline] = loop.time() + self.seconds
        if self._timer is None:
            self._timer = loop.call_later(self.seconds, self._look, loop)

    def end(self, deadline: "_Deadline") -> None:
        """It is over, in time or not."""
        self._waiting.pop(deadline, None)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """End what is due, and come back when the next one is; the timer rests while nothing waits."""
        self._timer = None
        for deadline, due in list(self._waiting.items()):
            left = due - loop.time()
            if left > 0:
                self._timer = loop.call_later(left, self._look, loop)
                return
            del self._waiting[deadline]
            deadline.expire()


class _Deadline(AbstractAsyncContextManager[None]):
    """The semantics of asyncio.timeout: cancels the task when time is up, and turns that cancellation, and no other, into TimeoutError."""

    __slots__ = ("_cancelling", "_expired", "_hourglass", "_task")

    def __init__(self, hourglass: _Hourglass) -> None:
        self._hourglass = hourglass
        self._expired = False

    @property
    def seconds(self) -> float:
        """How long it allows."""
        return self._hourglass.seconds

    async def __aenter__(self) -> None:
        task = asyncio.current_task(self._hourglass.running())
        if task is None:
            raise RuntimeError("a deadline needs a task that it can cancel")
        self._task = task
        self._cancelling = task.cancelling()
        self._hourglass.begin(self)

    def expire(self) -> None:
        """Time is up."""
        self._expired = True
        self._task.cancel()

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._hourglass.end(self)
        if self._expired and self._task.uncancel() <= self._cancelling and isinstance(error, asyncio.CancelledError):
            raise TimeoutError from error
