"""What the console needs of others; app hands it in. Fail mode: closed where somebody must be known, and an honest blank where a fact is missing."""

from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from strongroom.core.json import JsonObject
from strongroom.core.principal import Principal

Message = MutableMapping[str, object]


class RecentCalls(Protocol):
    """The last sealed calls, each as the JSON object of audit's live view: no body, no arguments, no result."""

    def entries(self, count: int | None = None) -> Sequence[JsonObject]:
        """The newest first, at most `count`."""
        ...

    def subscribe(self) -> AsyncIterator[JsonObject]:
        """Each call from now on; ends when the caller closes the iterator."""
        ...


class Server(Protocol):
    """One server behind the gateway as routing sees it. `latency` is seconds, 0 if unknown; `error` is empty while all is well."""

    @property
    def name(self) -> str:
        """Its name in the catalog."""
        ...

    @property
    def state(self) -> str:
        """Of its breaker: closed (calls go there), half_open, open."""
        ...

    @property
    def latency(self) -> float:
        """Moving average to the head of an answer."""
        ...

    @property
    def error(self) -> str:
        """The last words of a failure."""
        ...

    @property
    def in_flight(self) -> int:
        """Calls under way."""
        ...


class ServerHealth(Protocol):
    """How the servers are."""

    def health(self) -> Sequence[Server]:
        """Every server of the catalog."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFacts:
    """How the audit log is. `records` and `bytes` are of this process's shard, -1 if unknown; `checkpoint_at` is seconds since the epoch, 0 if none yet."""

    writable: bool
    cause: str = ""
    shard: str = ""
    records: int = -1
    bytes: int = -1
    checkpoint_at: float = 0.0
    spooled: int = 0
    repaired: str = ""
    damaged: Sequence[str] = ()


class LogState(Protocol):
    """The audit log."""

    def facts(self) -> LogFacts:
        """How it is now; cheap to read."""
        ...


class Seal(Protocol):
    """Text that a browser carries for us and can neither read nor alter. `open` raises drivers.sealing.SealError."""

    def seal(self, payload: bytes, binding: bytes, lifetime: float) -> str:
        """Url-safe text, for `lifetime` seconds."""
        ...

    def open(self, text: str, binding: bytes) -> bytes:
        """What was sealed under the same binding."""
        ...


Identify = Callable[[str], Awaitable[Principal]]
"""The caller that a bearer token proves towards the console; raises core's Refusal for a token that does not."""

Revision = Callable[[], str]
"""The revision of the policy in force."""
