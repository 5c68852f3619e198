"""The one thing that travels the road."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from strongroom.core.decision import Decision
from strongroom.core.json import Json
from strongroom.core.principal import Principal
from strongroom.core.target import Target


@dataclass(frozen=True, slots=True)
class Trace:
    """W3C trace context: the caller's trace id (32 hex), our span (16 hex), the caller's span, flags (2 hex), and its tracestate."""

    trace_id: str
    span_id: str
    parent_id: str = ""
    flags: str = "00"
    state: str = ""

    def header(self) -> str:
        """The `traceparent` to pass on: same trace, our span as the parent."""
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a door read from the wire, in the words of its protocol; the engine hands it on and never looks inside.

    `body` is exactly what the upstream will be sent. `headers` are the protocol headers that go upstream with it, names in lower case.
    """

    protocol: str
    version: str
    endpoint: str
    """Name of the server whose own door was used; empty at the door to all servers."""
    method: str
    """Protocol method, `tools/call`."""
    id: str | int | None
    """JSON-RPC id, with its type; None for a notification."""
    body: bytes
    headers: tuple[tuple[bytes, bytes], ...] = ()
    sessions: Mapping[str, str] = field(default_factory=dict)
    """Server name to that upstream's own session id, for protocols that have sessions."""
    verb: str = "POST"
    resume: str = ""
    """The upstream's own event id after which a broken stream goes on."""
    subject: Mapping[str, Json] = field(default_factory=dict)
    """The protocol's parameters, parsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request after identity: who wants what, with which arguments. Exists only for a verified caller."""

    id: str
    principal: Principal
    target: Target
    arguments: Mapping[str, Json]
    request: Request
    trace: Trace
    received_at: float
    """Seconds since the epoch, UTC."""
    peer: str = ""
    purpose: str = ""
    decision: Decision | None = None

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


@dataclass(frozen=True, slots=True)
class Cleared:
    """A call that passed every gate. The engine alone makes it, once; only this can go upstream."""

    call: Call
    decision: Decision
