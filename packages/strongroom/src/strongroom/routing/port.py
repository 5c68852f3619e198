"""What routing needs of others. Fail mode: closed; a call that nobody can carry is refused."""

from collections.abc import Sequence
from typing import Protocol

from strongroom.core.call import Cleared
from strongroom.core.stops import Deny, Stream


class Replicated(Protocol):
    """A server and the addresses of its replicas."""

    @property
    def name(self) -> str:
        """Its name in the catalog."""
        ...

    @property
    def urls(self) -> tuple[str, ...]:
        """Its replicas, at least one."""
        ...


class Directory(Protocol):
    """The catalog."""

    def servers(self) -> Sequence[Replicated]:
        """All servers."""
        ...


class Attempt(Protocol):
    """What came of carrying a call once."""

    @property
    def stream(self) -> Stream | None:
        """The answer, if one came."""
        ...

    @property
    def refusal(self) -> Deny | None:
        """Why none came."""
        ...

    @property
    def sent(self) -> bool:
        """Whether any byte of the call may have reached the server."""
        ...


class Carry(Protocol):
    """Carries calls to replicas, each once."""

    async def carry(self, cleared: Cleared, server: str, replica: str) -> Attempt:
        """Send the call to that replica."""
        ...

    def pinned(self, cleared: Cleared, server: str, replicas: Sequence[str]) -> str | None:
        """The one replica that can take the call, or None where any can."""
        ...

    async def probe(self, replica: str) -> str:
        """Empty if the replica is well, else what is wrong."""
        ...
