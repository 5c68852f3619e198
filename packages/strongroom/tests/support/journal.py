"""Small stops that write down what happened, for tests of the engine."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from strongroom.core.call import Call, Cleared, Request, Trace
from strongroom.core.decision import Decision, Effect
from strongroom.core.exchange import Exchange
from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.stops import Answer, Deny, Event, Filter, Hold
from strongroom.core.target import Target, TargetKind

ALLOWING = Decision(reason=Reason.ALLOWED, reasons=("test",), rule="test", revision="r1", effect=Effect.READ)


def make_call() -> Call:
    """A call as a door would make it: identified, not yet decided."""
    return Call(
        id="c1",
        principal=Principal(subject="rita", issuer="https://idp.example", client="agent"),
        target=Target(TargetKind.TOOL, "finance", "get_account"),
        arguments={},
        request=Request(protocol="mcp", version="2026-07-28", endpoint="finance", method="tools/call", id=1, body=b"{}"),
        trace=Trace("0" * 31 + "1", "0" * 15 + "1"),
        received_at=0.0,
    )


@dataclass
class Journal:
    """What happened, in order."""

    lines: list[str] = field(default_factory=list)


class JournalGate:
    """A gate that says what it was told to say."""

    def __init__(self, name: str, journal: Journal, say: Callable[[Call], Call | Deny | Answer | Hold]) -> None:
        self.name = name
        self._journal = journal
        self._say = say

    async def pass_through(self, call: Call) -> Call | Deny | Answer | Hold:
        """Note the visit and answer."""
        self._journal.lines.append(f"gate {self.name}")
        return self._say(call)


class JournalBracket:
    """A bracket that notes with which reason it was left."""

    def __init__(self, name: str, journal: Journal, *, enter: BaseException | None = None, leave: BaseException | None = None) -> None:
        self.name = name
        self._journal = journal
        self._enter = enter
        self._leave = leave

    def hold(self, exchange: Exchange) -> AbstractAsyncContextManager[None]:
        """Held until the end."""
        return self._held(exchange)

    @asynccontextmanager
    async def _held(self, exchange: Exchange) -> AsyncIterator[None]:
        if self._enter is not None:
            raise self._enter
        self._journal.lines.append(f"enter {self.name}")
        try:
            yield
        finally:
            self._journal.lines.append(f"leave {self.name} {exchange.reason}")
            if self._leave is not None:
                raise self._leave


class ListStream:
    """Events from a list; an exception in the list is raised in its turn."""

    def __init__(self, journal: Journal, events: Sequence[Event | BaseException]) -> None:
        self._journal = journal
        self._events = list(events)

    async def next(self) -> Event | None:
        """The next one."""
        if not self._events:
            return None
        event = self._events.pop(0)
        if isinstance(event, BaseException):
            raise event
        return event

    async def close(self) -> None:
        """Note it."""
        self._journal.lines.append("stream closed")


class ListUpstream:
    """An upstream that answers from a list and keeps what it was sent."""

    name = "routing"

    def __init__(self, journal: Journal, events: Sequence[Event | BaseException]) -> None:
        self._journal = journal
        self._events = events
        self.sent: list[Cleared] = []

    async def open(self, cleared: Cleared) -> ListStream:
        """Note it and answer."""
        self._journal.lines.append("upstream")
        self.sent.append(cleared)
        return ListStream(self._journal, self._events)


class UpperFilter:
    """Holds every event back by one, and shouts."""

    def __init__(self) -> None:
        self.applied: Mapping[str, int] = {"shout": 1}
        self._held: list[Event] = []

    def feed(self, event: Event) -> Sequence[Event]:
        """The one before."""
        out, self._held = self._held, [Event(event.data.upper(), last=event.last)]
        return out

    def finish(self) -> Sequence[Event]:
        """The one still held."""
        return self._held


class UpperStop:
    """Makes that filter."""

    name = "upper"

    def filter_for(self, cleared: Cleared) -> Filter | None:
        """One for each call."""
        return UpperFilter() if cleared.decision.allow else None


class ListSink:
    """Collects what reaches the caller."""

    def __init__(self, journal: Journal, *, fail: BaseException | None = None) -> None:
        self._journal = journal
        self._fail = fail
        self.sent: list[bytes] = []
        self.ending: Event | Deny | Hold | None = None
        self.closed = 0

    async def send(self, event: Event) -> None:
        """An early event."""
        if self._fail is not None:
            raise self._fail
        self.sent.append(event.data)

    async def close(self, ending: Event | Deny | Hold | None) -> None:
        """The end."""
        self._journal.lines.append("sink closed")
        self.closed += 1
        self.ending = ending
