"""The protocol's HTTP headers: read from raw lines, and the coding of values that a header cannot carry as they are.

Above: `inbound`, `outbound` and edge. Below: nothing of ours.
Does not know: no body; whether a header says what the body says is for `inbound`.
"""

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

VERSION: Final = b"mcp-protocol-version"
METHOD: Final = b"mcp-method"
NAME: Final = b"mcp-name"
SESSION: Final = b"mcp-session-id"
LAST_EVENT: Final = b"last-event-id"
PURPOSE: Final = b"strongroom-purpose"
PARAMETER: Final = b"mcp-param-"

ROUTING: Final = frozenset({VERSION, METHOD, NAME})
"""Headers that a reader before us may have routed by: two of them are two readings."""
_READ: Final = (VERSION, METHOD, NAME, SESSION, LAST_EVENT, PURPOSE)
_PLAIN = re.compile(r"[\x20-\x7e]*")
_SENTINEL_BEGIN: Final = "=?base64?"
_SENTINEL_END: Final = "?="


class ProtocolHeaders(NamedTuple):
    """What the headers claim; empty where absent, surrounding blanks removed. `duplicate` names a routing or parameter header that came twice."""

    version: str = ""
    method: str = ""
    name: str = ""
    session: str = ""
    last_event: str = ""
    purpose: str = ""
    parameters: tuple[tuple[bytes, bytes], ...] = ()
    duplicate: str = ""


def read_headers(lines: Iterable[tuple[bytes, bytes]], folded: Mapping[bytes, bytes], *, repeated: bool) -> ProtocolHeaders:
    """Pick the protocol's headers. `lines` have lower-case names; `folded` is the same as a mapping; `repeated` says that `lines` names one twice."""
    parameters: tuple[tuple[bytes, bytes], ...] = ()
    if PARAMETER in b" ".join(folded):
        parameters = tuple((name, value) for name, value in lines if name.startswith(PARAMETER))
    version, method, name, session, last_event, purpose = [folded[name].decode("latin-1").strip(" \t") if name in folded else "" for name in _READ]
    return ProtocolHeaders(version, method, name, session, last_event, purpose, parameters, _duplicate(lines) if repeated else "")


def _duplicate(lines: Iterable[tuple[bytes, bytes]]) -> str:
    seen: set[bytes] = set()
    for name, _ in lines:
        if name in ROUTING or name.startswith(PARAMETER):
            if name in seen:
                return name.decode("latin-1")
            seen.add(name)
    return ""


def encode_value(value: str) -> bytes:
    """`value` as a header value: as it is where it is printable ASCII without outer blanks, else `=?base64?...?=` over its UTF-8."""
    if _PLAIN.fullmatch(value) and value.strip() == value and not value.startswith(_SENTINEL_BEGIN):
        return value.encode("ascii")
    return b"=?base64?%b?=" % b64encode(value.encode())


def decode_value(value: str) -> str | None:
    """The value that a header carries, or None where it is coded but not the one canonical coding of any text."""
    if not (value.startswith(_SENTINEL_BEGIN) and value.endswith(_SENTINEL_END) and len(value) >= len(_SENTINEL_BEGIN) + len(_SENTINEL_END)):
        return value
    coded = value[len(_SENTINEL_BEGIN) : -len(_SENTINEL_END)]
    try:
        plain = b64decode(coded, validate=True)
        return plain.decode() if b64encode(plain).decode("ascii") == coded else None
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
