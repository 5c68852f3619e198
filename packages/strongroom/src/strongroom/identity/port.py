"""What identity needs from others, and what others may ask of identity.

Fail mode: all closed. A token that cannot be checked is refused, and a token that cannot be minted is not replaced by another one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from strongroom.core.principal import Principal


class Authenticate(Protocol):
    """Tokens in, a Principal out."""

    def cached(self, token: str | bytes, resource: str) -> Principal | None:
        """The caller, if this very token was verified for `resource` within the last minute and still holds; no I/O. None: ask `authenticate`."""
        ...

    async def authenticate(self, token: str | bytes, resource: str) -> Principal:
        """The caller whom `token` proves towards `resource` (the URL of this door). Raises IdentityError."""
        ...


class MintTokens(Protocol):
    """Tokens of our own, for the servers behind."""

    def authorization(self, principal: Principal, audience: str, scopes: Sequence[str]) -> bytes:
        """The whole value of an `Authorization` header for `audience`, on behalf of `principal`. Raises IdentityError."""
        ...

    def jwks(self) -> bytes:
        """The public keys as a JSON Web Key Set (RFC 7517 section 5)."""
        ...


class Revocations(Protocol):
    """Which tokens no longer hold although they have not expired. Fails closed: raises IdentityError where it cannot tell."""

    def revision(self) -> int:
        """A number that changes with every revocation any worker made, at most a second late."""
        ...

    def is_revoked(self, token_id: str, subject: str, issued_at: float) -> bool:
        """Whether the token `token_id`, issued at `issued_at` (epoch seconds) for `subject` ("ISSUER|SUB"), was taken back."""
        ...

    def revoke_token(self, token_id: str, until: float) -> None:
        """Take back one token; `until` (epoch seconds) is when it would have expired anyway."""
        ...

    def revoke_subject(self, subject: str, before: float) -> None:
        """Take back every token issued to `subject` ("ISSUER|SUB") up to and including `before` (epoch seconds)."""
        ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document, and for how many seconds its server lets us keep it (None: it did not say)."""

    body: bytes
    max_age: float | None = None


class Fetch(Protocol):
    """Brings a small document from elsewhere."""

    async def get(self, url: str, max_bytes: int) -> Fetched:
        """The document at `url`, refused beyond `max_bytes`. Raises OSError where it cannot be had, and ValueError where `url` may not be asked."""
        ...
