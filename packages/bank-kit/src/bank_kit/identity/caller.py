"""The verified caller as tools see it, and why a token is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The user a call is made for, and the agent that makes it; `expires_at` in seconds since the epoch, UTC."""

    subject: str
    issuer: str
    client: str
    actor: str | None = None
    """Subject of the outermost `act` claim (RFC 8693): the agent acting for the user; None when the user acts alone."""
    scopes: frozenset[str]
    roles: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    """Purposes (GDPR Article 5(1)(b)) the caller may state; empty when the token names none."""
    region: str | None = None
    token_id: str | None = None
    expires_at: float


class TokenRefusedError(Exception):
    """The token does not make a caller; the message is safe to tell."""
