"""What this room needs of others. Fail mode: closed; without credentials nothing is sent, and what cannot be judged visible is not asked."""

from collections.abc import Sequence
from typing import Protocol

from strongroom.core.call import Cleared
from strongroom.core.principal import Principal
from strongroom.core.stops import Stream


class ServerFacts(Protocol):
    """One server as this room must know it."""

    @property
    def name(self) -> str:
        """Its name in the catalog."""
        ...

    @property
    def audience(self) -> str:
        """The audience of tokens for it."""
        ...

    @property
    def resources(self) -> tuple[str, ...]:
        """Prefixes of the resource URIs that it may offer."""
        ...

    @property
    def answer_seconds(self) -> float:
        """How long it may be silent during a call."""
        ...


class Servers(Protocol):
    """The catalog."""

    def server(self, name: str) -> ServerFacts | None:
        """The server of that name."""
        ...

    def servers(self) -> Sequence[ServerFacts]:
        """All of them."""
        ...

    def owner_of(self, uri: str) -> str | None:
        """The name of the server whose resource that is."""
        ...


class Credentials(Protocol):
    """Tokens of our own for the servers, on the caller's behalf."""

    def authorization(self, principal: Principal, audience: str, scopes: Sequence[str]) -> bytes:
        """The value of the Authorization header; raises core's Refusal where the caller may no longer act."""
        ...


class ServerVisible(Protocol):
    """Which servers a caller may know of."""

    def __call__(self, principal: Principal, server: str) -> bool:
        """Whether this caller may know of that server."""
        ...


class Seal(Protocol):
    """Sealed text that a client carries for us; `open` raises drivers.sealing.SealError."""

    def seal(self, payload: bytes, binding: bytes, lifetime: float) -> str:
        """Url-safe text, good for `lifetime` seconds."""
        ...

    def open(self, text: str, binding: bytes) -> bytes:
        """What was sealed under the same binding."""
        ...


class OpenOne(Protocol):
    """Routing, for one server."""

    async def open(self, cleared: Cleared, server: str) -> Stream:
        """Send the call to `server`; raises core's Refusal."""
        ...
