"""Who is calling."""

from dataclasses import dataclass, field
from enum import IntEnum


class MfaLevel(IntEnum):
    """How strongly the user proved to be the user (NIST SP 800-63B, in steps a policy can compare)."""

    NONE = 0
    PASSWORD = 1
    ONE_TIME_CODE = 2
    HARDWARE = 3


class Clearance(IntEnum):
    """What class of data a person may see, and what class a tool returns; comparable."""

    PUBLIC = 0
    INTERNAL = 1
    CONFIDENTIAL = 2
    RESTRICTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """A verified caller: the user, the agent that acts for the user, and what both may claim.

    Times are seconds since the epoch, UTC. `key` names this user through this client at this issuer; sessions and limits are bound to it.
    """

    subject: str
    issuer: str
    client: str
    """OAuth client id: the agent."""
    actors: tuple[str, ...] = ()
    """The `act` chain of the token, nearest actor first."""
    roles: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    clearance: Clearance = Clearance.PUBLIC
    region: str = ""
    purposes: frozenset[str] = frozenset()
    """Purposes (GDPR Article 5(1)(b)) this caller may state."""
    mfa: MfaLevel = MfaLevel.NONE
    authenticated_at: float = 0.0
    expires_at: float = 0.0
    token_id: str = ""
    name: str = ""
    """For display only."""
    key: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.key:
            object.__setattr__(self, "key", f"{self.issuer}|{self.subject}|{self.client}")
