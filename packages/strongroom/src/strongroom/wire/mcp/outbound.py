"""What goes upstream: the client's own bytes with the least edit, and protocol headers computed anew from the body.

Above: edge. Below: the JSON-RPC codec, `headers`, `inbound`.
Does not know: no address, no credential, no trace: nothing that the client sent for itself (authorization, cookie, host, last-event-id) is looked at here.
"""

from collections.abc import Sequence

import orjson

from strongroom.core.json import Json
from strongroom.wire import jsonrpc
from strongroom.wire.mcp.headers import METHOD, NAME, VERSION, encode_value
from strongroom.wire.mcp.inbound import Inbound
from strongroom.wire.mcp.revisions import MIRRORED, Era

Lines = tuple[tuple[bytes, bytes], ...]


def body_for(inbound: Inbound, name: str) -> bytes:
    """The body to send: the target under the `name` it has at its server; every other value keeps its bytes."""
    body = inbound.message.body
    if name == inbound.name:
        return body
    text = orjson.dumps(name)
    if not inbound.reference:
        return jsonrpc.with_params(body, {"name": text})
    params = jsonrpc.members_of(jsonrpc.members_of(body)["params"])
    reference = {**jsonrpc.members_of(params["ref"]), "name": text}
    return jsonrpc.with_params(body, {"ref": jsonrpc.encode_members(reference)})


def headers_for(inbound: Inbound, name: str) -> Lines:
    """The protocol headers to send. `Mcp-Param-*` pass as they came: an intermediary forwards those it does not know (2026-07-28, custom headers).

    A handshake carries no version header, because its body is about to agree on one; the `Mcp-*` headers a legacy client may send mean nothing there.
    """
    if inbound.era is Era.LEGACY:
        return () if inbound.method == "initialize" else ((VERSION, inbound.version.encode()),)
    routing: Lines = ((VERSION, inbound.version.encode()), (METHOD, inbound.method.encode()))
    if inbound.method in MIRRORED:
        routing = (*routing, (NAME, encode_value(name)))
    return (*routing, *inbound.headers.parameters) if inbound.headers.parameters else routing


def with_subscriptions(body: bytes, kept: Sequence[str]) -> bytes:
    """The same `subscriptions/listen`, its list of resources cut down to `kept`."""
    params = jsonrpc.members_of(jsonrpc.members_of(body)["params"])
    wanted: list[Json] = list(kept)
    notifications = {**jsonrpc.members_of(params["notifications"]), "resourceSubscriptions": jsonrpc.encode(wanted)}
    return jsonrpc.with_params(body, {"notifications": jsonrpc.encode_members(notifications)})
