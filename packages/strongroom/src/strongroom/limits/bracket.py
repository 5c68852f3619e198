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
    """So many slots per key, and what to call them in a refusal."""

    prefix: str
    most: int
    called: str


class SlotsBracket:
    """Holds one slot of the caller, of the server and of the process for as long as a server is at work. Nobody queues: a full house says so at once."""

    name = "limits.slots"

    def __init__(self, settings: LimitsSettings) -> None:
        self._caller = _Limit("caller|", settings.caller_slots, "calls of this caller")
        self._server = _Limit("server|", settings.server_slots, "calls to this server")
        self._all = _Limit("all", settings.slots, "calls through this gateway")
        self._caller_streams = _Limit("caller streams|", settings.caller_streams, "standing streams of this caller")
        self._all_streams = _Limit("all streams", settings.streams, "standing streams of this gateway")
        self.taken: dict[str, int] = {}
        """Slots in use, by whose they are; nobody at zero."""

    def hold(self, exchange: Exchange) -> AbstractAsyncContextManager[None]:
        """The slots of this call. Entering raises Refusal BUSY where one is missing, and then takes none."""
        call = exchange.call
        key = call.principal.key
        if call.target.kind is TargetKind.STREAM:
            return _Slots(self.taken, ((self._caller_streams, key), (self._all_streams, "")))
        return _Slots(self.taken, ((self._caller, key), (self._server, call.target.server), (self._all, "")))


class _Slots(AbstractAsyncContextManager[None]):
    __slots__ = ("_taken", "_wanted")

    def __init__(self, taken: dict[str, int], wanted: tuple[tuple[_Limit, str], ...]) -> None:
        self._taken = taken
        self._wanted = wanted

    async def __aenter__(self) -> None:
        taken = self._taken
        for limit, key in self._wanted:
            if taken.get(limit.prefix + key, 0) >= limit.most:
                raise Refusal(Deny(Reason.BUSY, f"All {limit.most} slots for {limit.called} are in use; try again shortly.", retry_after=_RETRY_AFTER))
        for limit, key in self._wanted:
            name = limit.prefix + key
            taken[name] = taken.get(name, 0) + 1

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        taken = self._taken
        for limit, key in self._wanted:
            name = limit.prefix + key
            left = taken[name] - 1
            if left:
                taken[name] = left
            else:
                del taken[name]


class DeadlineBracket:
    """Ends a call that takes too long: TimeoutError, which the engine of the road seals as `deadline`."""

    name = "limits.deadline"

    def __init__(self, settings: LimitsSettings) -> None:
        self._call = settings.call_seconds
        self._question = settings.question_seconds
        self._stream = settings.stream_seconds

    def hold(self, exchange: Exchange) -> AbstractAsyncContextManager[None]:
        """The time of this call, by the kind of its target."""
        kind = exchange.call.target.kind
        if kind is TargetKind.TOOL:
            return _Deadline(self._call)
        if kind is TargetKind.STREAM:
            return _Deadline(self._stream)
        return _Deadline(self._question if kind in _QUESTIONS else self._call)


class _Deadline(AbstractAsyncContextManager[None]):
    """The semantics of asyncio.timeout: cancels the task when time is up, and turns that cancellation, and no other, into TimeoutError."""

    __slots__ = ("_cancelling", "_expired", "_handle", "_seconds", "_task")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._expired = False

    async def __aenter__(self) -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a deadline needs a task that it can cancel")
        self._task = task
        self._cancelling = task.cancelling()
        self._handle = task.get_loop().call_later(self._seconds, self._expire)

    def _expire(self) -> None:
        self._expired = True
        self._task.cancel()

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._handle.cancel()
        if self._expired and self._task.uncancel() <= self._cancelling and isinstance(error, asyncio.CancelledError):
            raise TimeoutError from error
