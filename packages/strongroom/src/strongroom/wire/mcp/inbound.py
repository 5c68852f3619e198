"""What a client sent, read without I/O: which era and revision it speaks, what it wants, and the first thing that is wrong with it.

Above: edge. Below: the JSON-RPC codec, `headers`, `revisions`.
Does not know: no server, no caller; whether the target exists or may be used is for the road.
Source: MCP 2026-07-28, Streamable HTTP transport. The order of the checks is the order in which the official suite expects the errors:
envelope, header against body, version, parameter headers, method, parameters.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from strongroom.core.json import Json, JsonObject
from strongroom.core.reason import Reason
from strongroom.core.target import TargetKind
from strongroom.wire.jsonrpc import INVALID_PARAMS, INVALID_REQUEST, METHOD_NOT_FOUND, Kind, Message, MessageError
from strongroom.wire.mcp.headers import ProtocolHeaders, decode_value
from strongroom.wire.mcp.revisions import (
    ANSWER,
    LEGACY_DEFAULT,
    LEGACY_VERSIONS,
    META_CAPABILITIES,
    META_PURPOSE,
    META_VERSION,
    METHODS,
    MIRRORED,
    MODERN_VERSIONS,
    RETIRED_VERSIONS,
    Era,
    Rule,
)

HEADER_MISMATCH: Final = -32020
UNSUPPORTED_VERSION: Final = -32022
_BAD: Final = 400
_NOT_FOUND: Final = 404
_LONGEST_NAME: Final = 2048
_LONGEST_PURPOSE: Final = 128
_NOTHING: Final[JsonObject] = {}
_REFERENCES: Final[Mapping[str, str]] = {"ref/prompt": "name", "ref/resource": "uri"}


class WireError(Exception):
    """A request that breaks the protocol: `reason` for the record; `status`, `code`, `message`, `data` for the answer, and `id`, to which it is the answer."""

    def __init__(
        self,
        message: str,
        *,
        reason: Reason = Reason.MALFORMED,
        code: int = INVALID_PARAMS,
        status: int = _BAD,
        to: str | int | None = None,
        data: Json = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.reason = reason
        self.code = code
        self.status = status
        self.id = to
        self.data = data


class Inbound(NamedTuple):
    """One well-formed message of a client. `name` is what `params` calls the target, or the method where the method is the target.

    `reference` tells what a completion is for: `ref/prompt` or `ref/resource`, empty otherwise.
    """

    era: Era
    version: str
    message: Message
    method: str
    target: TargetKind
    name: str
    arguments: JsonObject
    meta: JsonObject
    purpose: str
    headers: ProtocolHeaders
    reference: str = ""


def wire_error(error: MessageError) -> WireError:
    """The same fault of a message, with the HTTP status it has on this transport."""
    status = 413 if error.reason is Reason.TOO_LARGE else _BAD
    return WireError(error.message, reason=error.reason, code=error.code, status=status, to=error.id)


def era_of(headers: ProtocolHeaders) -> Era:
    """The era that the version header stands for: none, or a handshake revision, is legacy; anything else must prove to be modern."""
    version = headers.version
    return Era.LEGACY if not version or version in LEGACY_VERSIONS or version in RETIRED_VERSIONS else Era.MODERN


def read_inbound(headers: ProtocolHeaders, message: Message) -> Inbound:
    """What `message` asks for; raises WireError for the first rule it breaks."""
    if era_of(headers) is Era.MODERN:
        return _modern(headers, message)
    return _legacy(headers, message)


def _modern(headers: ProtocolHeaders, message: Message) -> Inbound:
    if message.kind is not Kind.REQUEST:
        return _modern_notification(headers, message)
    id_, method, params = message.id, message.method, message.params
    meta = params.get("_meta")
    if type(meta) is not dict or META_VERSION not in meta or META_CAPABILITIES not in meta:
        raise WireError(f'params._meta must be an object with "{META_VERSION}" and "{META_CAPABILITIES}".', to=id_)
    if type(meta[META_CAPABILITIES]) is not dict:
        raise WireError(f'params._meta["{META_CAPABILITIES}"] must be an object.', to=id_)
    _check_headers(headers, message, meta)
    _check_version(headers.version, id_)
    _check_parameters(headers, id_)
    rule = METHODS.get(method)
    if rule is None or Era.MODERN not in rule.eras:
        raise WireError(f"Method not found: {method}", code=METHOD_NOT_FOUND, status=_NOT_FOUND, to=id_)
    name, reference = _name(rule, message)
    return Inbound(Era.MODERN, headers.version, message, method, rule.kind, name, _arguments(message), meta, _purpose(headers, meta, id_), headers, reference)


def _modern_notification(headers: ProtocolHeaders, message: Message) -> Inbound:
    if message.kind is not Kind.NOTIFICATION:
        raise WireError("The body must be one request or notification; this revision has no posted answers.", code=INVALID_REQUEST)
    if headers.duplicate:
        raise _mismatch(f"The header {headers.duplicate} came more than once.", None)
    _check_version(headers.version, None)
    return Inbound(Era.MODERN, headers.version, message, message.method, TargetKind.SESSION, message.method, _NOTHING, _NOTHING, "", headers)


def _check_headers(headers: ProtocolHeaders, message: Message, meta: Mapping[str, Json]) -> None:
    """Header against body: the body is the truth, and a header that says otherwise could have sent the request elsewhere."""
    if headers.duplicate:
        raise _mismatch(f"The header {headers.duplicate} came more than once.", message.id)
    if headers.version != meta[META_VERSION]:
        raise _mismatch(f'The header MCP-Protocol-Version does not equal params._meta["{META_VERSION}"].', message.id)
    if headers.method != message.method:
        raise _mismatch("The header Mcp-Method does not equal the method of the body.", message.id)
    member = MIRRORED.get(message.method)
    if member is None:
        return
    named = message.params.get(member)
    if named is not None and (not headers.name or decode_value(headers.name) != named):
        raise _mismatch(f"The header Mcp-Name does not equal params.{member} of the body.", message.id)


def _check_version(version: str, id_: str | int | None) -> None:
    if version not in MODERN_VERSIONS:
        data: JsonObject = {"supported": list(MODERN_VERSIONS), "requested": version[:64]}
        raise WireError("Unsupported protocol version", reason=Reason.UNSUPPORTED_VERSION, code=UNSUPPORTED_VERSION, to=id_, data=data)


def _check_parameters(headers: ProtocolHeaders, id_: str | int | None) -> None:
    for name, value in headers.parameters:
        if decode_value(value.decode("latin-1").strip(" \t")) is None:
            raise _mismatch(f"The header {name.decode('latin-1')} carries a malformed base64 value.", id_)


def _mismatch(message: str, id_: str | int | None) -> WireError:
    return WireError(message, reason=Reason.HEADER_MISMATCH, code=HEADER_MISMATCH, to=id_)


def _legacy(headers: ProtocolHeaders, message: Message) -> Inbound:
    version = headers.version or LEGACY_DEFAULT
    meta = message.params.get("_meta", _NOTHING)
    if type(meta) is not dict:
        raise WireError("params._meta must be an object.", to=message.id)
    if META_VERSION in meta and not headers.version:
        raise _mismatch(f'The header MCP-Protocol-Version is missing, but params._meta names "{META_VERSION}".', message.id)
    if version not in LEGACY_VERSIONS:
        spoken = ", ".join((*MODERN_VERSIONS, *LEGACY_VERSIONS))
        message_ = f"Unsupported protocol version {version}; this server speaks {spoken}."
        raise WireError(message_, reason=Reason.UNSUPPORTED_VERSION, code=INVALID_REQUEST, to=message.id)
    purpose = _purpose(headers, meta, message.id)
    if message.kind is Kind.REQUEST:
        return _legacy_request(headers, message, version=version, meta=meta, purpose=purpose)
    method = message.method if message.kind is Kind.NOTIFICATION else ANSWER
    return Inbound(Era.LEGACY, version, message, method, TargetKind.SESSION, method, _NOTHING, meta, purpose, headers)


def _legacy_request(headers: ProtocolHeaders, message: Message, *, version: str, meta: JsonObject, purpose: str) -> Inbound:
    rule = METHODS.get(message.method)
    if rule is None or Era.LEGACY not in rule.eras:
        raise WireError(f"Method not found: {message.method}", code=METHOD_NOT_FOUND, status=200, to=message.id)
    name, reference = _name(rule, message)
    return Inbound(Era.LEGACY, version, message, message.method, rule.kind, name, _arguments(message), meta, purpose, headers, reference)


def _name(rule: Rule, message: Message) -> tuple[str, str]:
    """The name of the target as `params` gives it, and the kind of reference where it is a completion."""
    member = rule.member
    if not member:
        return message.method, ""
    params, reference = message.params, ""
    if member == "ref":
        params, reference, member = _reference(message)
    name = params.get(member)
    if type(name) is not str or not 0 < len(name) <= _LONGEST_NAME:
        raise WireError(f'params: "{member}" must be a string of 1 to {_LONGEST_NAME} characters.', to=message.id)
    return name, reference


def _reference(message: Message) -> tuple[JsonObject, str, str]:
    ref = message.params.get("ref")
    kind = ref.get("type") if type(ref) is dict else None
    if type(ref) is not dict or type(kind) is not str or kind not in _REFERENCES:
        raise WireError('params.ref must be an object whose "type" is "ref/prompt" or "ref/resource".', to=message.id)
    return ref, kind, _REFERENCES[kind]


def _arguments(message: Message) -> JsonObject:
    arguments = message.params.get("arguments")
    if arguments is None:
        return _NOTHING
    if type(arguments) is not dict:
        raise WireError("params.arguments must be an object.", to=message.id)
    return arguments


def _purpose(headers: ProtocolHeaders, meta: Mapping[str, Json], id_: str | int | None) -> str:
    """The stated purpose, from `_meta` or the header; where both speak they must agree, or one of two readers would be misled."""
    stated = meta.get(META_PURPOSE)
    if stated is None:
        stated = headers.purpose
    elif headers.purpose and headers.purpose != stated:
        raise WireError(f'The header strongroom-purpose does not equal params._meta["{META_PURPOSE}"].', to=id_)
    if type(stated) is not str or len(stated) > _LONGEST_PURPOSE:
        raise WireError(f'params._meta["{META_PURPOSE}"] must be a string of at most {_LONGEST_PURPOSE} characters.', to=id_)
    return stated
