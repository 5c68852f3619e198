"""What policy answers: yes or no, why, and under which obligations."""

from dataclasses import dataclass
from enum import StrEnum

from strongroom.core.reason import Reason


class Effect(StrEnum):
    """What a call does to the bank. Whatever nobody declared to be a read is a write."""

    READ = "read"
    WRITE = "write"


class ObligationKind(StrEnum):
    """What policy can require of the road, beyond yes and no."""

    MASK = "mask"
    """Replace the value at `path` (JSONPath, RFC 9535, within the result) in the style `detail`."""
    DROP = "drop"
    """Remove the value at `path`."""
    INSPECT = "inspect"
    """Treat findings of data class `path` as `detail` says: allow, mask, drop or deny."""
    CAP = "cap"
    """Let at most `detail` bytes of result pass."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One requirement on the answer; hashable, so that filters can be compiled once per set."""

    kind: ObligationKind
    path: str = ""
    detail: str = ""

    def __str__(self) -> str:
        return ":".join(part for part in (self.kind, self.path, self.detail) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An explainable answer. `reasons` are sentences for people, in the order in which the rules spoke; `rule` is the id of the one that decided."""

    reason: Reason
    reasons: tuple[str, ...]
    rule: str
    revision: str
    """Of the policy that spoke: a digest of its text."""
    effect: Effect = Effect.WRITE
    obligations: tuple[Obligation, ...] = ()
    scopes: tuple[str, ...] = ()
    """Scopes the upstream token needs for this call; on a refusal for scope, the scopes to ask for."""

    @property
    def allow(self) -> bool:
        """Whether the call may go on."""
        return self.reason is Reason.ALLOWED
