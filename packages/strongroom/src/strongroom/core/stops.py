"""The shapes of the four kinds of stop on a road, and what they say to the engine."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Final, Protocol, runtime_checkable

from strongroom.core.call import Call, Cleared
from strongroom.core.decision import Decision
from strongroom.core.exchange import Exchange
from strongroom.core.json import Json
from strongroom.core.reason import Reason


@dataclass(slots=True)
class Event:
    """One protocol message of an answer, as the bytes to deliver (for MCP: one JSON-RPC message, without SSE framing). Never changed, as a Call.

    `last` marks the message that completes the answer. `mark` is the upstream's own event id, for streams that can be resumed.
    `message` is the parsed form if somebody parsed it already: it says the same as `data`, always.
    `facts` are what the upstream said beside the message: `status` (HTTP), `session:NAME` (a session it opened at server NAME).
    """

    data: Final[bytes]
    last: Final[bool] = False
    mark: Final[str] = ""
    message: Final[Mapping[str, Json] | None] = None
    facts: Final[Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deny:
    """No, and why. `message` is for the caller: it says what was wrong and what would help, and never holds data of the bank."""

    reason: Reason
    message: str
    retry_after: float | None = None
    """Seconds."""
    scopes: tuple[str, ...] = ()
    data: Mapping[str, Json] = field(default_factory=dict)
    """Protocol facts for the edge, e.g. `{"acr_values": "2", "max_age": 300}`."""
    decision: Decision | None = None
    """Policy's whole answer, for the record; never shown to the caller."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A gate knows the answer already; it still passes every filter."""

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """The call waits for a person; `ticket` names what they approve."""

    ticket: str
    message: str


class Refusal(Exception):  # noqa: N818  it carries a result, it is no programming error
    """A bracket or an upstream says no."""

    def __init__(self, deny: Deny) -> None:
        super().__init__(deny.message)
        self.deny = deny


class ClientGoneError(Exception):
    """The sink found that nobody listens any more."""


@runtime_checkable
class Gate(Protocol):
    """An inward decision. `name` is what `strongroom explain road` prints."""

    name: str

    async def pass_through(self, call: Call) -> Call | Deny | Answer | Hold:
        """Let the call go on (perhaps with more known about it), or end its way inward."""
        ...


@runtime_checkable
class Bracket(Protocol):
    """Something held from here to the very end, stream included."""

    name: str

    def hold(self, exchange: Exchange) -> AbstractAsyncContextManager[None]:
        """Entered on the way in (may raise Refusal); left after the ending is known, before its last bytes go out."""
        ...


class Stream(Protocol):
    """An answer under way."""

    async def next(self) -> Event | None:
        """The next event, or None after the last."""
        ...

    async def close(self) -> None:
        """Give back what is held; if the answer is not complete, cancel it upstream."""
        ...


@runtime_checkable
class Upstream(Protocol):
    """Where cleared calls go. Retry and failover live behind this and nowhere else."""

    name: str

    async def open(self, cleared: Cleared) -> Stream:
        """Send the call; raises Refusal where nothing can be reached."""
        ...


class Filter(Protocol):
    """One check on the answer leg of one call: synchronous, no I/O. May hold events back until it can judge them. Raises Refusal to block."""

    @property
    def applied(self) -> Mapping[str, int]:
        """What it did, counted: `{"mask:iban": 2}`."""
        ...

    def feed(self, event: Event) -> Sequence[Event]:
        """What may pass now."""
        ...

    def finish(self) -> Sequence[Event]:
        """What was held back, at the end."""
        ...


@runtime_checkable
class FilterStop(Protocol):
    """Makes the filter for one call, or None where this call needs none."""

    name: str

    def filter_for(self, cleared: Cleared) -> Filter | None:
        """A fresh filter: it keeps state for this call only."""
        ...


class Sink(Protocol):
    """The caller's end of the road; the edge implements it per protocol."""

    async def send(self, event: Event) -> None:
        """An event that is not the last; raises ClientGoneError."""
        ...

    async def close(self, ending: Event | Deny | Hold | None) -> None:
        """The last event, a refusal, or None where the stream simply ended. Called exactly once, after the call was sealed."""
        ...
