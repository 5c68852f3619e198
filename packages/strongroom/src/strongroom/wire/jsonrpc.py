"""JSON-RPC 2.0 messages: read from hostile bytes, edited by one member without touching any other, written.

Above: edge and upstream. Below: core.
Does not know: no method, no protocol revision, no transport; what a method means is for `wire.mcp`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, NamedTuple

import msgspec
import orjson

from strongroom.core.json import Json, JsonObject
from strongroom.core.reason import Reason

PARSE_ERROR: Final = -32700
INVALID_REQUEST: Final = -32600
METHOD_NOT_FOUND: Final = -32601
INVALID_PARAMS: Final = -32602
INTERNAL_ERROR: Final = -32603

_ID_LENGTH: Final = 512
_METHOD_LENGTH: Final = 128
_TOO_DEEP: Final = -(2**62)
_NO_PARAMS: Final[JsonObject] = {}
_read_members = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_write_members = msgspec.json.Encoder().encode


class Kind(StrEnum):
    """What a message is: the first two carry a method, the last two answer one."""

    REQUEST = "request"
    NOTIFICATION = "notification"
    RESULT = "result"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one message: bytes, nesting of objects and arrays, and members of all its objects together."""

    size: int = 4 * 1024 * 1024
    depth: int = 32
    keys: int = 10_000


DEFAULT_LIMITS: Final = Limits()


class MessageError(Exception):
    """The bytes are no message: `reason` for the record, `code` and `message` for the answer, `id` (None if unknown) to answer to.

    `batch` is set where the bytes are a JSON array, the one form that some revisions allow.
    """

    def __init__(self, reason: Reason, code: int, message: str, *, to: str | int | None = None, batch: bool = False) -> None:
        super().__init__(message)
        self.reason = reason
        self.code = code
        self.message = message
        self.id = to
        self.batch = batch


class Message(NamedTuple):
    """One message: `value` is all of it, parsed (integers beyond 64 bits are floats there); `body` is how it came.

    `id` keeps its type and is None for a notification and for an error that answers nothing; `method` is empty for answers.
    """

    kind: Kind
    id: str | int | None
    method: str
    params: JsonObject
    value: JsonObject
    body: bytes

    @property
    def members(self) -> dict[str, msgspec.Raw]:
        """The members of the message, each as the bytes it came in."""
        return _read_members(self.body)


def parse(body: bytes, limits: Limits = DEFAULT_LIMITS) -> Message:
    """Read one message; raises MessageError for anything that is not exactly one well-formed, bounded message without duplicate names."""
    value = _object(body, limits)
    kind, found = _kind(value)
    if value.get("jsonrpc") != "2.0":
        raise _invalid('the member "jsonrpc" must be "2.0"', found)
    if kind is Kind.RESULT or kind is Kind.ERROR:
        return Message(kind, found, "", _NO_PARAMS, value, body)
    method = value["method"]
    if type(method) is not str or not 0 < len(method) <= _METHOD_LENGTH:
        raise _invalid(f'the member "method" must be a string of 1 to {_METHOD_LENGTH} characters', found)
    params = value.get("params", _NO_PARAMS)
    if type(params) is not dict:
        raise MessageError(Reason.MALFORMED, INVALID_PARAMS, 'The member "params" must be an object.', to=found)
    return Message(kind, found, method, params, value, body)


def _kind(value: JsonObject) -> tuple[Kind, str | int | None]:
    """What the message is, and its id, which is None only where it may be."""
    found: str | int | None = None
    own = value.get("id")
    if type(own) is int or (type(own) is str and len(own) <= _ID_LENGTH):
        found = own
    if "method" in value:
        if "id" not in value:
            return Kind.NOTIFICATION, None
        if found is None:
            raise _invalid(f'the member "id" must be an integer or a string of at most {_ID_LENGTH} characters', None)
        return Kind.REQUEST, found
    if ("result" in value) == ("error" in value):
        raise _invalid('a message has either a "method", or one of "result" and "error"', found)
    kind = Kind.RESULT if "result" in value else Kind.ERROR
    if found is None and (kind is Kind.RESULT or own is not None):
        raise _invalid(f'the member "id" of an answer must be an integer or a string of at most {_ID_LENGTH} characters', None)
    return kind, found


def _object(body: bytes, limits: Limits) -> JsonObject:
    if len(body) > limits.size:
        raise MessageError(Reason.TOO_LARGE, INVALID_REQUEST, f"The message is larger than the {limits.size} bytes allowed.")
    try:
        value: Json = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        message = f"The body is not valid JSON in UTF-8: {error.msg} at character {error.pos}."
        raise MessageError(Reason.MALFORMED, PARSE_ERROR, message) from None
    if type(value) is not dict:
        message = "Batches are not accepted: send one message at a time." if type(value) is list else "A message is a JSON object."
        raise MessageError(Reason.MALFORMED, INVALID_REQUEST, message, batch=type(value) is list)
    if body.count(b"{") + body.count(b"[") <= limits.depth and body.count(b":") <= limits.keys and orjson.dumps(value) == body:
        return value  # written as compactly as we would write it, so nothing was named twice; most clients and servers write so
    keys = _members_kept(value, limits.depth)
    if keys < 0 or keys > limits.keys:
        bound = f"nests deeper than the {limits.depth} levels" if keys < 0 else f"has more than the {limits.keys} members"
        raise MessageError(Reason.TOO_LARGE, INVALID_REQUEST, f"The message {bound} allowed.", to=_known(value.get("id")))
    if body.count(b":") != keys and _members_sent(body) != keys:
        raise MessageError(Reason.MALFORMED, INVALID_REQUEST, "An object of the message names a member twice.", to=_known(value.get("id")))
    return value


def _members_kept(value: JsonObject | list[Json], depth: int) -> int:
    """The number of members of all objects within, or a negative number where they nest deeper than `depth`."""
    if depth <= 0:
        return _TOO_DEEP
    if type(value) is dict:
        keys = len(value)
        children: Iterable[Json] = value.values()
    else:
        keys = 0
        children = value
    for child in children:
        if (type(child) is dict or type(child) is list) and child:
            keys += _members_kept(child, depth - 1)
    return keys


def _members_sent(body: bytes) -> int:
    r"""The number of members in the text of a valid JSON document: its colons outside strings.

    Parsing drops the earlier of two members of one name, so more sent than parsed means that one was repeated, however the name was escaped.
    With `\\` and then `\"` gone, every quote left begins or ends a string, and every other piece between quotes lies outside.
    """
    if b"\\" in body:
        body = body.replace(b"\\\\", b"").replace(b'\\"', b"")
    return b"".join(body.split(b'"')[::2]).count(b":")


def _known(found: Json) -> str | int | None:
    return found if type(found) is int or (type(found) is str and len(found) <= _ID_LENGTH) else None


def _invalid(what: str, found: str | int | None) -> MessageError:
    return MessageError(Reason.MALFORMED, INVALID_REQUEST, f"Not a JSON-RPC 2.0 message: {what}.", to=found)


def encode(value: Json) -> bytes:
    """The shortest JSON text of `value`."""
    return orjson.dumps(value)


def decode(text: bytes | msgspec.Raw) -> Json:
    """The value of a JSON text that was checked as part of its message."""
    value: Json = orjson.loads(bytes(text))
    return value


def with_id(body: bytes, new: str | int) -> bytes:
    """The same message under another id."""
    members = members_of(body)
    members["id"] = msgspec.Raw(orjson.dumps(new))
    return _write_members(members)


def with_result(body: bytes, new: bytes) -> bytes:
    """The same response with `new`, a JSON text, as its result."""
    members = members_of(body)
    members["result"] = msgspec.Raw(new)
    return _write_members(members)


def with_params(body: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """The same message with members of `params` set to JSON texts, or removed where None; all other values keep their bytes."""
    members = members_of(body)
    members["params"] = msgspec.Raw(_changed(members.get("params"), changes))
    return _write_members(members)


def with_name(body: bytes, name: str, *, member: Literal["name", "uri"] = "name") -> bytes:
    """The same request for another tool or prompt (`params.name`), or another resource (`params.uri`)."""
    return with_params(body, {member: orjson.dumps(name)})


def with_meta(body: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """The same message with members of `params._meta` set to JSON texts, or removed where None; made where there was none."""
    members = members_of(body)
    params = members_of(members["params"]) if "params" in members else {}
    params["_meta"] = msgspec.Raw(_changed(params.get("_meta"), changes))
    members["params"] = msgspec.Raw(_write_members(params))
    return _write_members(members)


def with_result_meta(body: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """The same response with members of `result._meta` set to JSON texts, or removed where None; made where there was none."""
    members = members_of(body)
    result = members_of(members["result"])
    result["_meta"] = msgspec.Raw(_changed(result.get("_meta"), changes))
    members["result"] = msgspec.Raw(_write_members(result))
    return _write_members(members)


def _changed(raw: msgspec.Raw | None, changes: Mapping[str, bytes | None]) -> bytes:
    members = members_of(raw) if raw is not None else {}
    for name, new in changes.items():
        if new is None:
            members.pop(name, None)
        else:
            members[name] = msgspec.Raw(new)
    return _write_members(members)


def members_of(raw: bytes | msgspec.Raw) -> dict[str, msgspec.Raw]:
    """The members of a JSON object, each as the bytes it came in; raises MessageError if it is none."""
    try:
        return _read_members(raw)
    except msgspec.DecodeError:
        raise MessageError(Reason.MALFORMED, INVALID_PARAMS, "A JSON object was expected.") from None


def encode_members(members: Mapping[str, msgspec.Raw | bytes]) -> bytes:
    """The JSON object of these members, each a JSON text."""
    return _write_members({name: one if isinstance(one, msgspec.Raw) else msgspec.Raw(one) for name, one in members.items()})


def encode_result(to: str | int, result: bytes) -> bytes:
    """The response to request `to`; `result` is a JSON text and goes in as it is."""
    return b'{"jsonrpc":"2.0","id":%b,"result":%b}' % (orjson.dumps(to), result)


def encode_error(to: str | int | None, code: int, message: str, data: Json = None) -> bytes:
    """The error response to request `to`; `data` is left out where None."""
    error: JsonObject = {"code": code, "message": message}
    if data is not None:
        error["data"] = data
    return orjson.dumps({"jsonrpc": "2.0", "id": to, "error": error})


def encode_notification(method: str, params: bytes | None = None) -> bytes:
    """A notification; `params` is a JSON text."""
    return b'{"jsonrpc":"2.0","method":%b%b}' % (orjson.dumps(method), b',"params":%b' % params if params is not None else b"")


def encode_request(own: str | int, method: str, params: bytes | None = None) -> bytes:
    """A request under the id `own`; `params` is a JSON text."""
    return b'{"jsonrpc":"2.0","id":%b,%b' % (orjson.dumps(own), encode_notification(method, params)[len(b'{"jsonrpc":"2.0",') :])
