"""A well-formed message of a known caller becomes a Call: whose target it is, under which name there, and what exactly would be sent.

Above: the doors. Below: `wire.mcp`, core.
Does not know: no rule. A name that belongs nowhere becomes a call all the same, so that the road refuses it and the audit has it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from strongroom.core.call import Call, Request
from strongroom.core.clock import Clock, Entropy
from strongroom.core.ids import new_call_id
from strongroom.core.json import Json, JsonObject
from strongroom.core.principal import Principal
from strongroom.core.target import Target, TargetKind
from strongroom.edge.port import Owners, See
from strongroom.edge.positions import Position
from strongroom.edge.sessions import Session
from strongroom.edge.trace import trace_of
from strongroom.wire import jsonrpc
from strongroom.wire.jsonrpc import Kind
from strongroom.wire.mcp import names
from strongroom.wire.mcp.headers import VERSION
from strongroom.wire.mcp.inbound import Inbound, WireError
from strongroom.wire.mcp.outbound import body_for, headers_for, with_subscriptions
from strongroom.wire.mcp.revisions import ANSWER, END, LEGACY_DEFAULT, LISTEN

_JOINED = frozenset({TargetKind.TOOL, TargetKind.PROMPT})
_NO_ARGUMENTS: JsonObject = {}


class Caller(NamedTuple):
    """Who calls, through which door, in which session, from where; `folded` are the request's headers."""

    principal: Principal
    endpoint: str
    session: Session
    peer: str
    folded: Mapping[bytes, bytes]


class Calls:
    """Builds calls."""

    def __init__(self, owners: Owners, see: See, clock: Clock, entropy: Entropy) -> None:
        self._owners = owners
        self._see = see
        self._clock = clock
        self._entropy = entropy

    def from_message(self, inbound: Inbound, caller: Caller) -> Call:
        """The call that a POSTed message asks for; raises WireError where it answers a question nobody asked."""
        target, body = self._located(inbound, caller)
        message = inbound.message
        request = Request(
            protocol="mcp",
            version=inbound.version,
            endpoint=caller.endpoint,
            method=inbound.method,
            id=message.id if message.kind is Kind.REQUEST else None,
            body=body,
            headers=headers_for(inbound, target.name),
            sessions=caller.session.upstream,
            subject=message.params,
        )
        return self._call(target, request, caller, arguments=inbound.arguments, meta=inbound.meta, purpose=inbound.purpose)

    def _located(self, inbound: Inbound, caller: Caller) -> tuple[Target, bytes]:
        """The target with its own name at its server, and the body that names it so."""
        kind, name, server = inbound.target, inbound.name, caller.endpoint
        body = inbound.message.body
        if not server:
            if kind in _JOINED or inbound.reference == "ref/prompt":
                found = names.split(name)
                if found is not None:
                    server, name = found
                    body = body_for(inbound, name)
            elif kind is TargetKind.RESOURCE or inbound.reference:
                server = self._owners.owner_of(name) or ""
            elif inbound.method == ANSWER:
                server, body = _answered(inbound, body)
        if kind is TargetKind.STREAM:
            body = self._visible_only(inbound, caller, body)
        return Target(kind, server, name), body

    def _visible_only(self, inbound: Inbound, caller: Caller, body: bytes) -> bytes:
        """`subscriptions/listen` without the resources that do not exist for this caller."""
        asked = inbound.message.params.get("notifications")
        wanted = asked.get("resourceSubscriptions") if isinstance(asked, dict) else None
        if not isinstance(wanted, list) or not wanted:
            return body
        kept = [uri for uri in wanted if isinstance(uri, str) and self._sees(caller, uri)]
        return body if len(kept) == len(wanted) else with_subscriptions(body, kept)

    def _sees(self, caller: Caller, uri: str) -> bool:
        server = caller.endpoint or self._owners.owner_of(uri) or ""
        return server != "" and self._see.visible(caller.principal, Target(TargetKind.RESOURCE, server, uri))

    def listening(self, caller: Caller) -> Call:
        """The standing stream of a session (GET)."""
        return self._bodiless(Target(TargetKind.STREAM, caller.endpoint, LISTEN), caller, method=LISTEN, verb="GET")

    def ending(self, caller: Caller) -> Call:
        """The end of a session (DELETE)."""
        return self._bodiless(Target(TargetKind.SESSION, caller.endpoint, END), caller, method=END, verb="DELETE")

    def resuming(self, position: Position, caller: Caller) -> Call:
        """The same call again, of which only the rest of the answer is fetched (GET with Last-Event-ID)."""
        call = self._bodiless(position.target, caller, method=position.method, verb="GET")
        request = replace(call.request, id=position.id, resume=position.mark)
        return replace(call, request=request, arguments=position.arguments, purpose=position.purpose)

    def _bodiless(self, target: Target, caller: Caller, *, method: str, verb: str) -> Call:
        version = caller.session.version or LEGACY_DEFAULT
        request = Request(
            protocol="mcp",
            version=version,
            endpoint=caller.endpoint,
            method=method,
            id=None,
            body=b"",
            headers=((VERSION, version.encode()),),
            sessions=caller.session.upstream,
            verb=verb,
        )
        return self._call(target, request, caller)

    def _call(
        self,
        target: Target,
        request: Request,
        caller: Caller,
        *,
        arguments: JsonObject = _NO_ARGUMENTS,
        meta: Mapping[str, Json] = _NO_ARGUMENTS,
        purpose: str = "",
    ) -> Call:
        now = self._clock.now()
        return Call(
            id=new_call_id(now, self._entropy),
            principal=caller.principal,
            target=target,
            arguments=arguments,
            request=request,
            trace=trace_of(meta, caller.folded, self._entropy),
            received_at=now,
            peer=caller.peer,
            purpose=purpose,
        )


def _answered(inbound: Inbound, body: bytes) -> tuple[str, bytes]:
    """Which server asked what the client answers here; the body under the id that the server gave."""
    found = names.split_id(inbound.message.id)
    if found is None:
        raise WireError("This answers nothing that a server asked through this door.", code=jsonrpc.INVALID_REQUEST)
    server, own = found
    return server, jsonrpc.with_id(body, own)
