"""The one thing that travels the road.

These nouns are made for every call. They never change once made, which the type checker sees to (`Final`); `frozen=True` would see to it once more at
each assignment of `__init__`, and that alone costs three times as much as the rest of making one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from strongroom.core.decision import Decision
from strongroom.core.json import Json
from strongroom.core.principal import Principal
from strongroom.core.target import Target


@dataclass(slots=True)
class Trace:
    """W3C trace context: the caller's trace id (32 hex), our span (16 hex), the caller's span, flags (2 hex), and its tracestate."""

    trace_id: Final[str]
    span_id: Final[str]
    parent_id: Final[str] = ""
    flags: Final[str] = "00"
    state: Final[str] = ""

    def header(self) -> str:
        """The `traceparent` to pass on: same trace, our span as the parent."""
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"


@dataclass(slots=True, kw_only=True)
class Request:
    """What a door read from the wire, in the words of its protocol; the engine hands it on and never looks inside.

    `body` is exactly what the upstream will be sent. `headers` are the protocol headers that go upstream with it, names in lower case.
    """

    protocol: Final[str]
    version: Final[str]
    endpoint: Final[str]
    """Name of the server whose own door was used; empty at the door to all servers."""
    method: Final[str]
    """Protocol method, `tools/call`."""
    id: Final[str | int | None]
    """JSON-RPC id, with its type; None for a notification."""
    body: Final[bytes]
    headers: Final[tuple[tuple[bytes, bytes], ...]] = ()
    sessions: Final[Mapping[str, str]] = field(default_factory=dict)
    """Server name to that upstream's own session id, for protocols that have sessions."""
    verb: Final[str] = "POST"
    resume: Final[str] = ""
    """The upstream's own event id after which a broken stream goes on."""
    subject: Final[Mapping[str, Json]] = field(default_factory=dict)
    """The protocol's parameters, parsed."""


@dataclass(slots=True, kw_only=True)
class Call:
    """A request after identity: who wants what, with which arguments. Exists only for a verified caller."""

    id: Final[str]
    principal: Final[Principal]
    target: Final[Target]
    arguments: Final[Mapping[str, Json]]
    request: Final[Request]
    trace: Final[Trace]
    received_at: Final[float]
    """Seconds since the epoch, UTC."""
    peer: Final[str] = ""
    purpose: Final[str] = ""
    decision: Final[Decision | None] = None

    def decided(self, decision: Decision) -> "Call":
        """The same call with policy's answer attached."""
        return Call(
            id=self.id,
            principal=self.principal,
            target=self.target,
            arguments=self.arguments,
            request=self.request,
            trace=self.trace,
            received_at=self.received_at,
            peer=self.peer,
            purpose=self.purpose,
            decision=decision,
        )


@dataclass(slots=True)
class Cleared:
    """A call that passed every gate. The engine alone makes it, once; only this can go upstream."""

    call: Final[Call]
    decision: Final[Decision]
