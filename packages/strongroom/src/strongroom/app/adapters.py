"""Where two rooms meet: each class here gives one room's answer in the words in which another room asks."""

import os
from collections.abc import Callable, Sequence
from typing import NoReturn

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from strongroom.core.principal import Principal
from strongroom.core.stops import Deny, Refusal
from strongroom.core.target import Target
from strongroom.identity.failure import IdentityError
from strongroom.identity.mint import Mint
from strongroom.identity.verify import Authenticator
from strongroom.policy.embedded import Embedded

MULTIPROCESS_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


class DoorIdentity:
    """Identity as the doors ask for it: refusals instead of identity's own exception."""

    def __init__(self, authenticator: Authenticator) -> None:
        self.cached = authenticator.cached
        self._authenticator = authenticator

    async def authenticate(self, token: str, resource: str) -> Principal:
        """The caller; raises Refusal."""
        try:
            return await self._authenticator.authenticate(token, resource)
        except IdentityError as error:
            _refuse(error)


class UpstreamCredentials:
    """The mint as upstream asks for it."""

    def __init__(self, mint: Mint) -> None:
        self._mint = mint

    def authorization(self, principal: Principal, audience: str, scopes: Sequence[str]) -> bytes:
        """The value of the Authorization header for a server; raises Refusal where the caller's own token has ended."""
        try:
            return self._mint.authorization(principal, audience, scopes)
        except IdentityError as error:
            _refuse(error)


class CurrentPolicy:
    """What a caller may see under the policy of this moment: a reload changes the answer, not the asker."""

    def __init__(self, current: Callable[[], Embedded]) -> None:
        self._current = current

    def visible(self, principal: Principal, target: Target) -> bool:
        """Whether `target` is there for this caller."""
        return self._current().visible(principal, target)


class Publications:
    """The documents of the house that anybody may read."""

    def __init__(self, mint: Mint, registry: CollectorRegistry, issuers: tuple[str, ...], policy: Callable[[], Embedded]) -> None:
        self.jwks = mint.jwks
        self._registry = registry
        self._issuers = issuers
        self._policy = policy

    def metrics(self) -> bytes:
        """The exposition of this process, or of all workers where they share a folder."""
        if MULTIPROCESS_VARIABLE not in os.environ:
            return generate_latest(self._registry)
        shared = CollectorRegistry()
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]  # prometheus_client ships this module untyped
        return generate_latest(shared)

    def authorization_servers(self) -> tuple[str, ...]:
        """The issuers whose tokens open the doors."""
        return self._issuers

    def scopes(self, endpoint: str) -> tuple[str, ...]:
        """Every scope that the policy asks for anywhere, sorted. The same at every door: a list per door would tell strangers which servers exist."""
        del endpoint
        return tuple(sorted({scope for entry in self._policy().tables.all_entries() for scope in entry.scopes}))


def _refuse(error: IdentityError) -> NoReturn:
    raise Refusal(Deny(error.reason, error.message, data={"error": error.error_code.value})) from None
