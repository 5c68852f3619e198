"""The one table from a reason to what the caller sees: HTTP status, JSON-RPC code, and whether a tool call's refusal is a result or a protocol error.

Above: the sink. Below: core, the JSON-RPC codec.
Does not know: why a call ended so; it only has the words for it.

Choices, and why:
- A refusal that a model can understand and act on (denied, blocked, held, too large) is for tools a result with `isError`: the host shows it to the
  model, as the specification asks of errors of a call, whereas many hosts end the conversation at an HTTP error.
- Refusals that a client's own machinery acts on keep their HTTP status in both eras: 401 and 403 with a challenge (sign in, ask for more scope),
  429 and 503 with Retry-After. Otherwise a client of the handshake era gets 200: older ones take any other status for the end of their connection,
  and 404 for the end of their session.
- Codes of our own are positive: -32768 to -32000 belongs to JSON-RPC and the protocol.
- Hidden and missing are one ending, and its words are fixed here, so that no gate can make them differ.
"""

from collections.abc import Mapping
from enum import StrEnum
from math import ceil
from typing import Final, NamedTuple

from strongroom.core.json import Json, JsonObject
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Hold
from strongroom.core.target import TargetKind
from strongroom.edge.reply import JSON, NO_STORE, Headers
from strongroom.wire import jsonrpc
from strongroom.wire.mcp.revisions import Era

CALL: Final = "strongroom/call"
REASON: Final = "strongroom/reason"
TICKET: Final = "strongroom/ticket"


class Told(StrEnum):
    """How a refused tool call is told."""

    RESULT = "result"
    ERROR = "error"


class Ending(NamedTuple):
    """HTTP status in each era, JSON-RPC code, and the form for tools."""

    modern: int
    legacy: int
    code: int
    tool: Told = Told.ERROR


ENDINGS: Final[Mapping[Reason, Ending]] = {
    Reason.ALLOWED: Ending(200, 200, 0),
    Reason.CACHED: Ending(200, 200, 0),
    Reason.UNAUTHENTICATED: Ending(401, 401, 4010),
    Reason.STEP_UP_REQUIRED: Ending(401, 401, 4011),
    Reason.INSUFFICIENT_SCOPE: Ending(403, 403, 4030),
    Reason.DENIED: Ending(403, 200, 4031, Told.RESULT),
    Reason.APPROVAL_REQUIRED: Ending(403, 200, 4032, Told.RESULT),
    Reason.CONTENT_BLOCKED: Ending(403, 200, 4033, Told.RESULT),
    Reason.NOT_FOUND: Ending(400, 200, jsonrpc.INVALID_PARAMS),
    Reason.MALFORMED: Ending(400, 200, jsonrpc.INVALID_PARAMS),
    Reason.HEADER_MISMATCH: Ending(400, 400, -32020),
    Reason.UNSUPPORTED_VERSION: Ending(400, 400, -32022),
    Reason.TOO_LARGE: Ending(413, 200, 4130, Told.RESULT),
    Reason.RATE_LIMITED: Ending(429, 429, 4290),
    Reason.BUSY: Ending(503, 503, 5030),
    Reason.CUT: Ending(503, 503, 5031),
    Reason.AUDIT_UNAVAILABLE: Ending(503, 503, 5032),
    Reason.DEADLINE: Ending(504, 200, 5040),
    Reason.UPSTREAM_UNAVAILABLE: Ending(502, 200, 5020),
    Reason.UPSTREAM_INVALID: Ending(502, 200, 5021),
    Reason.CLIENT_GONE: Ending(499, 499, 4990),
    Reason.INTERNAL: Ending(500, 200, jsonrpc.INTERNAL_ERROR),
}

_LEGACY_NO_RESOURCE: Final = -32002
_RETRY_SECONDS: Final = 1.0
LATER: Final = frozenset({Reason.RATE_LIMITED, Reason.BUSY, Reason.CUT, Reason.AUDIT_UNAVAILABLE})
"""Endings that say when to come back."""


class Asked(NamedTuple):
    """What an answer must know of its question. `named` is the target as the caller wrote it."""

    era: Era
    id: str | int | None
    method: str
    kind: TargetKind
    named: str
    call_id: str


class Reply(NamedTuple):
    """A refusal in words of HTTP and JSON-RPC; `body` is one JSON-RPC message."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def all_headers(self) -> Headers:
        """With those that every refusal has."""
        return (JSON, NO_STORE, *self.headers)


def refusal(deny: Deny, asked: Asked) -> Reply:
    """What to send for `deny`; the challenge of 401 and 403 is added by the door, which knows its address."""
    ending = ENDINGS[deny.reason]
    status = ending.modern if asked.era is Era.MODERN else ending.legacy
    headers: tuple[tuple[bytes, bytes], ...] = ()
    data: JsonObject = {CALL: asked.call_id, REASON: str(deny.reason)}
    if deny.reason in LATER:
        wait = _RETRY_SECONDS if deny.retry_after is None else max(deny.retry_after, 0.0)
        data["retryAfterMs"] = ceil(wait * 1000)
        headers = ((b"retry-after", b"%d" % max(1, ceil(wait))),)
    if ending.tool is Told.RESULT and asked.method == "tools/call" and asked.id is not None:
        return Reply(200, headers, _tool_result(asked, deny.message, data))
    code, message = ending.code, deny.message
    if deny.reason is Reason.NOT_FOUND:
        code, message = _not_found(asked, data)
    return Reply(status, headers, jsonrpc.encode_error(asked.id, code, message, data))


def unidentified(deny: Deny) -> Reply:
    """What to send to a caller that is not known yet: there is no call, and no conversation whose customs would count."""
    ending = ENDINGS[deny.reason]
    return Reply(ending.modern, (), jsonrpc.encode_error(None, ending.code, deny.message))


def held(hold: Hold, asked: Asked) -> Reply:
    """What to send for a call that waits for a person."""
    ending = ENDINGS[Reason.APPROVAL_REQUIRED]
    data: JsonObject = {CALL: asked.call_id, REASON: str(Reason.APPROVAL_REQUIRED), TICKET: hold.ticket}
    if asked.method == "tools/call":
        return Reply(200, (), _tool_result(asked, hold.message, data))
    status = ending.modern if asked.era is Era.MODERN else ending.legacy
    return Reply(status, (), jsonrpc.encode_error(asked.id, ending.code, hold.message, data))


def _tool_result(asked: Asked, message: str, meta: JsonObject) -> bytes:
    content: list[Json] = [{"type": "text", "text": message}]
    result: JsonObject = {"content": content, "isError": True, "_meta": meta}
    if asked.era is Era.MODERN:
        result["resultType"] = "complete"
    return jsonrpc.encode_result(asked.id if asked.id is not None else "", jsonrpc.encode(result))


def _not_found(asked: Asked, data: JsonObject) -> tuple[int, str]:
    """Code and words by kind of target; `data` gets the address of a resource, as the specification has it."""
    if asked.kind is TargetKind.RESOURCE:
        data["uri"] = asked.named
        return (_LEGACY_NO_RESOURCE if asked.era is Era.LEGACY else jsonrpc.INVALID_PARAMS), "Resource not found"
    words = {TargetKind.TOOL: f"Unknown tool: {asked.named}", TargetKind.PROMPT: f"Unknown prompt: {asked.named}"}
    return jsonrpc.INVALID_PARAMS, words.get(asked.kind, "Nothing of that name is here.")
