"""What a server's HTTP response means: a stream of events, or a refusal in words that give away nothing of the server's insides."""

from typing import Final

from strongroom.core.call import Request
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Event
from strongroom.drivers.http import HttpError, Response, TooLargeError
from strongroom.upstream.attempt import Attempt, invalid, unavailable
from strongroom.upstream.streams import EventStream, Reading, WholeAnswer, answers
from strongroom.wire import jsonrpc
from strongroom.wire.jsonrpc import Kind, MessageError
from strongroom.wire.mcp.revisions import MODERN

_OK: Final = 200
_NO_CONTENT: Final = frozenset({202, 204})
_GOOD: Final = range(200, 300)
_NOT_FOUND: Final = 404
_NOT_OFFERED: Final = 405
_DOWN: Final = frozenset({429, 502, 503, 504})
_SERVER_FAULT: Final = 500
_CREDENTIALS: Final = frozenset({401, 403})
_LONGEST_WAIT: Final = 3600
_JSON: Final = b"application/json"
_EVENTS: Final = b"text/event-stream"


async def interpret(response: Response, how: Reading) -> Attempt:
    """The answer that begins with this response's head. Raises HttpError where a body that must be read now does not arrive."""
    server, request = how.server, how.request
    if response.header(b"content-encoding") not in {None, b"identity"}:
        response.close()
        return Attempt(None, invalid(server, "compressed its answer, which it was not asked to do"))
    if response.status not in _GOOD:
        return await _not_good(response, how)
    if response.status in _NO_CONTENT or (request.id is None and request.verb != "GET"):
        response.release()
        return Attempt(WholeAnswer(None))
    kind = _content_type(response)
    if response.status == _OK and kind == _EVENTS:
        return Attempt(EventStream(response, how))
    if response.status == _OK and kind == _JSON and request.id is not None:
        body = response.whole(how.limits.size)
        return await _arriving(response, how, request.id) if body is None else _whole(body, how, request.id)
    response.close()
    return Attempt(None, invalid(server, "answered neither JSON nor an event stream"))


async def _arriving(response: Response, how: Reading, asked: str | int) -> Attempt:
    try:
        body = await response.read(how.limits.size)
    except TooLargeError:
        return Attempt(None, Deny(Reason.TOO_LARGE, f"The server {how.server} answered more than Strongroom lets pass."))
    return _whole(body, how, asked)


def _whole(body: bytes, how: Reading, asked: str | int) -> Attempt:
    try:
        message = jsonrpc.parse(body, how.limits)
    except MessageError:
        return Attempt(None, invalid(how.server, "sent an answer that is no valid JSON-RPC message"))
    if not (message.kind is Kind.RESULT or message.kind is Kind.ERROR) or not answers(message, asked):
        return Attempt(None, invalid(how.server, "answered another request than the one it was asked"))
    return Attempt(WholeAnswer(Event(body, last=True, message=message.value, facts=how.facts)))


async def _not_good(response: Response, how: Reading) -> Attempt:
    """Another status than success: the server's own words if they are JSON-RPC, else ours."""
    status, request = response.status, how.request
    event = await _error_event(response, how)
    if event is not None:
        return Attempt(WholeAnswer(event))
    legacy = request.version < MODERN
    if status == _NOT_FOUND and legacy and request.sessions.get(how.server):
        return Attempt(WholeAnswer(_told(request, status, "Session not found")))
    if status in {_NOT_FOUND, _NOT_OFFERED} and request.verb != "POST":
        return Attempt(WholeAnswer(_told(request, status, "Not offered by this server")))
    if status in _CREDENTIALS:
        return Attempt(None, invalid(how.server, "did not accept the token that Strongroom made for it"))
    if status in _DOWN:
        return Attempt(None, unavailable(how.server, "is not available now", retry_after=_retry_after(response)))
    if status >= _SERVER_FAULT:
        return Attempt(None, unavailable(how.server, f"failed (HTTP status {status})"))
    return Attempt(None, invalid(how.server, f"refused the call without a reason (HTTP status {status})"))


async def _error_event(response: Response, how: Reading) -> Event | None:
    """The JSON-RPC message in the body, if that is what it is."""
    if _content_type(response) != _JSON:
        response.close()
        return None
    try:
        body = await response.read(how.limits.size)
        message = jsonrpc.parse(body, how.limits)
    except (HttpError, MessageError):
        return None
    asked = how.request.id
    if message.kind is not Kind.ERROR or (asked is not None and not answers(message, asked)):
        return None
    return Event(body, last=True, message=message.value, facts={"status": str(response.status)})


def _told(request: Request, status: int, message: str) -> Event:
    return Event(jsonrpc.encode_error(request.id, jsonrpc.INVALID_REQUEST, message), last=True, facts={"status": str(status)})


def _content_type(response: Response) -> bytes:
    value = response.header(b"content-type") or b""
    return value if value == _JSON else value.partition(b";")[0].strip().lower()


def _retry_after(response: Response) -> float | None:
    """Seconds, where the server said so in seconds and meant a sensible time."""
    value = response.header(b"retry-after") or b""
    return float(value) if value.isdigit() and len(value) <= len(str(_LONGEST_WAIT)) and int(value) <= _LONGEST_WAIT else None
