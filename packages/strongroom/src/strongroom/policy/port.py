"""What the road needs of a policy engine."""

from dataclasses import dataclass
from typing import Protocol

from strongroom.core.call import Call
from strongroom.core.decision import Decision
from strongroom.core.principal import MfaLevel, Principal
from strongroom.core.target import Target


@dataclass(frozen=True, slots=True)
class StepUp:
    """The sign-in that would change the answer (RFC 9470); `max_age` in seconds, None for any age."""

    minimum: MfaLevel
    max_age: int | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision and what the caller is told with it. `message` is empty where the call is allowed."""

    decision: Decision
    message: str = ""
    step_up: StepUp | None = None


class Decide(Protocol):
    """May they. Fail mode: closed; an engine that cannot decide raises, and the engine of the road refuses the call."""

    async def decide(self, call: Call) -> Ruling:
        """The ruling on `call`."""
        ...


class See(Protocol):
    """What a caller may know of. Fail mode: closed; what cannot be looked up is not visible."""

    def visible(self, principal: Principal, target: Target) -> bool:
        """Whether `target` is there for this caller; a target whose server is empty is looked for on every server."""
        ...

    def server_visible(self, principal: Principal, server: str) -> bool:
        """Whether anything of `server` is there for this caller; empty asks for anything at all."""
        ...
