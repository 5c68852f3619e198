"""The HTTP request that carries a call: protocol headers as the edge made them, our credentials, our place in the trace."""

from collections.abc import Mapping

import orjson

from strongroom.core.call import Call, Trace
from strongroom.upstream.sessions import own_id
from strongroom.wire import jsonrpc
from strongroom.wire.mcp.headers import LAST_EVENT, SESSION

_CONTENT = (b"content-type", b"application/json")
_ACCEPT_ANY = (b"accept", b"application/json, text/event-stream")
_ACCEPT_STREAM = (b"accept", b"text/event-stream")
_META = b'"_meta":{'
_OURS = frozenset({"traceparent", "baggage"})
Headers = list[tuple[bytes, bytes]]


def headers_for(call: Call, server: str, authorization: bytes) -> Headers:
    """Every header but the framing ones, names in lower case."""
    request = call.request
    headers: Headers = [(b"authorization", authorization), *request.headers]
    if request.verb == "POST":
        headers += (_CONTENT, _ACCEPT_ANY)
    elif request.verb == "GET":
        headers.append(_ACCEPT_STREAM)
    session = request.sessions.get(server)
    if session:
        headers.append((SESSION, own_id(session)))
    if request.resume:
        headers.append((LAST_EVENT, request.resume.encode("latin-1", "replace")))
    for name, _ in request.headers:
        if name == b"traceparent":
            break
    else:
        headers.append((b"traceparent", call.trace.header().encode()))
        if call.trace.state:
            headers.append((b"tracestate", call.trace.state.encode("latin-1")))
    return headers


def body_for(call: Call) -> bytes:
    """The body to send. In a request our span becomes the parent, and baggage, which nobody vouches for, stays here; all else is as it came."""
    request = call.request
    if request.id is None or request.verb != "POST":
        return request.body
    meta = request.subject.get("_meta")
    if meta and isinstance(meta, dict) and _OURS.isdisjoint(meta) and not call.trace.state and _named_once(request.body):
        return request.body.replace(_META, b'"_meta":{"traceparent":"%b",' % call.trace.header().encode(), 1)
    try:
        return jsonrpc.with_meta(request.body, _trace_changes(call.trace))
    except jsonrpc.MessageError:
        return request.body


def _named_once(body: bytes) -> bool:
    """Whether the only place that could be a member `_meta`, however written, is one that begins an object: then it is the one of `params`."""
    return body.count(_META) == 1 and body.count(b"_meta") == 1 and b"\\u" not in body


def _trace_changes(trace: Trace) -> Mapping[str, bytes | None]:
    changes: dict[str, bytes | None] = {"traceparent": b'"%b"' % trace.header().encode(), "baggage": None}
    if trace.state:
        changes["tracestate"] = orjson.dumps(trace.state)
    return changes
