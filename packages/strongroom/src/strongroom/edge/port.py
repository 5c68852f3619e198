"""What the doors need of others; app hands it in.

Fail mode: all closed. A caller that cannot be identified is nobody, and what cannot be located or seen does not exist.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Protocol

from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.target import Target

AsgiMessage = MutableMapping[str, object]
Scope = MutableMapping[str, object]
Receive = Callable[[], Awaitable[AsgiMessage]]
Send = Callable[[AsgiMessage], Awaitable[None]]
AsgiApp = Callable[[Scope, Receive, Send], Awaitable[None]]

Probe = Callable[[], Awaitable[str]]
"""Asks one part of the house how it is: empty if well, else a sentence for the operator."""
Refused = Callable[[Reason, str], None]
"""Told of each request that ended before there was a call: why, and the peer's address."""


class Authenticate(Protocol):
    """Who is calling. Both raise core's Refusal for a caller that is not known; its `deny.data["error"]` is the code of the challenge (RFC 6750)."""

    def cached(self, token: bytes, resource: str) -> Principal | None:
        """The caller if this token was verified for this resource a moment ago; no I/O."""
        ...

    async def authenticate(self, token: str, resource: str) -> Principal:
        """The caller that the token proves towards `resource`, the URL of the door."""
        ...


class Owners(Protocol):
    """Which server a resource belongs to, at the door to all servers."""

    def owner_of(self, uri: str) -> str | None:
        """The server's name, or None where nobody owns such a resource."""
        ...


class See(Protocol):
    """What a caller may know of."""

    def visible(self, principal: Principal, target: Target) -> bool:
        """Whether `target` is there for this caller."""
        ...


class Seal(Protocol):
    """Text that clients carry for us and can neither read, alter nor lend. `open` raises an exception of type `drivers.sealing.SealError`."""

    def seal(self, payload: bytes, binding: bytes, lifetime: float) -> str:
        """Url-safe text, for `lifetime` seconds."""
        ...

    def open(self, text: str, binding: bytes) -> bytes:
        """What was sealed under the same binding."""
        ...


class Published(Protocol):
    """The documents of the house that anybody may read."""

    def jwks(self) -> bytes:
        """The public keys of the tokens we mint, as a JSON Web Key Set."""
        ...

    def metrics(self) -> bytes:
        """The Prometheus text exposition."""
        ...

    def authorization_servers(self) -> tuple[str, ...]:
        """The issuers whose tokens open the doors."""
        ...

    def scopes(self, endpoint: str) -> tuple[str, ...]:
        """The scopes that tokens for this door may need; `endpoint` is empty for the door to all servers, and need not exist."""
        ...
