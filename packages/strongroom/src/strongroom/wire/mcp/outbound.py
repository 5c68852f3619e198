"""What goes upstream: the client's own bytes with the least edit, and protocol headers computed anew from the body.

Above: edge. Below: the JSON-RPC codec, `headers`, `inbound`.
Does not know: no address and no credential: nothing that the client sent for itself (authorization, cookie, host, last-event-id) is looked at here.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
import orjson

from strongroom.core.json import Json
from strongroom.wire import jsonrpc
from strongroom.wire.mcp.headers import METHOD, NAME, VERSION, encode_value
from strongroom.wire.mcp.inbound import Inbound
from strongroom.wire.mcp.revisions import MIRRORED, Era

_TRACEPARENT: Final = "traceparent"
_write_members = msgspec.json.Encoder().encode


def body_for(inbound: Inbound, *, name: str, traceparent: str) -> bytes:
    """The body to send: the target under its own `name` at the server, our span as the parent where the client named its own; all else as it came."""
    body = inbound.message.body
    if name != inbound.name:
        body = _renamed(body, inbound, name)
    theirs = inbound.meta.get(_TRACEPARENT)
    if theirs is None:
        return body
    if type(theirs) is str and len(theirs) == len(traceparent) and body.count(quoted := b'"%b"' % theirs.encode()) == 1:
        return body.replace(quoted, b'"%b"' % traceparent.encode())
    return jsonrpc.with_meta(body, {_TRACEPARENT: orjson.dumps(traceparent)})


def _renamed(body: bytes, inbound: Inbound, name: str) -> bytes:
    text = orjson.dumps(name)
    if not inbound.reference:
        return jsonrpc.with_params(body, {"name": text})
    params = jsonrpc.members_of(jsonrpc.members_of(body)["params"])
    reference = jsonrpc.members_of(params["ref"])
    reference["name"] = msgspec.Raw(text)
    return jsonrpc.with_params(body, {"ref": _write_members(reference)})


def headers_for(inbound: Inbound, *, name: str, traceparent: str, tracestate: str) -> tuple[tuple[bytes, bytes], ...]:
    """The protocol headers to send. `Mcp-Param-*` pass as they came: an intermediary forwards those it does not know (2026-07-28, custom headers)."""
    trace: tuple[tuple[bytes, bytes], ...] = ((b"traceparent", traceparent.encode()),)
    if tracestate:
        trace = (*trace, (b"tracestate", tracestate.encode("latin-1")))
    if inbound.era is Era.LEGACY:
        return trace if inbound.method == "initialize" else ((VERSION, inbound.version.encode()), *trace)
    routing: tuple[tuple[bytes, bytes], ...] = ((VERSION, inbound.version.encode()), (METHOD, inbound.method.encode()))
    if inbound.method in MIRRORED:
        routing = (*routing, (NAME, encode_value(name)))
    return (*routing, *inbound.headers.parameters, *trace)


def with_subscriptions(body: bytes, kept: Sequence[str]) -> bytes:
    """The same `subscriptions/listen`, its list of resources cut down to `kept`."""
    params = jsonrpc.members_of(jsonrpc.members_of(body)["params"])
    notifications = jsonrpc.members_of(params["notifications"])
    wanted: list[Json] = list(kept)
    notifications["resourceSubscriptions"] = msgspec.Raw(orjson.dumps(wanted))
    return jsonrpc.with_params(body, {"notifications": _write_members(notifications)})
