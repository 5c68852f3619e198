"""The first look at a request: is it one request, meant for us, in a form that has only one reading. Before identity, before the body.

Above: the doors. Below: the header reader of `wire`.
Does not know: no token, no method of the protocol.
Source: RFC 9112 sections 3.2, 6.1 and 11.2 (request smuggling), MCP transports (Origin, DNS rebinding).
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple, cast
from urllib.parse import urlsplit

from strongroom.core.reason import Reason
from strongroom.edge.port import Scope
from strongroom.edge.settings import EdgeSettings
from strongroom.wire.mcp.headers import PARAMETER, ROUTING, ProtocolHeaders, read_headers

Lines = list[tuple[bytes, bytes]]

_MOST_HEADERS: Final = 64
_MOST_HEADER_BYTES: Final = 16 * 1024
_LOOPBACK: Final = frozenset({b"localhost", b"127.0.0.1", b"[::1]"})
_HOST: Final = re.compile(rb"([a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?")
_PROBED: Final = frozenset({"/healthz", "/readyz"})
_LISTS: Final = frozenset(
    {b"accept", b"accept-encoding", b"accept-language", b"baggage", b"cache-control", b"cookie", b"forwarded", b"priority", b"tracestate", b"via"}
)
"""Headers that may come in several lines, because none of them decides anything here or because a list is what they are."""


class RefusedError(Exception):
    """The request goes no further: the HTTP status, the reason for the record, and a sentence for the caller."""

    def __init__(self, status: int, message: str, reason: Reason = Reason.MALFORMED, headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.reason = reason
        self.headers = headers


class Front(NamedTuple):
    """What the first look found: header lines folded by name, the address of the peer, and whether some header came in several lines."""

    lines: Lines
    folded: dict[bytes, bytes]
    peer: str
    repeated: bool


class Accepts(NamedTuple):
    """Which of the two forms of an answer the client takes."""

    json: bool
    events: bool


class Guard:
    """The rules of the front, compiled from the settings once."""

    def __init__(self, settings: EdgeSettings) -> None:
        own = urlsplit(settings.public_url)
        names = {own.netloc.encode(), *(host.lower().encode() for host in settings.allowed_hosts)}
        self._hosts = frozenset(names)
        self._loopback = _without_port(own.netloc.encode()) in _LOOPBACK
        self._origins = frozenset({settings.public_url.encode(), *(origin.rstrip("/").lower().encode() for origin in settings.allowed_origins)})

    def front(self, scope: Scope) -> Front:
        """The checks that every request must pass, whatever it is for; raises RefusedError."""
        lines = cast("Lines", scope["headers"])
        folded = dict(lines)
        client = cast("tuple[str, int] | None", scope.get("client"))
        count = len(lines)
        repeated = len(folded) != count
        names = b"".join(folded)
        if count > _MOST_HEADERS or len(names) + len(b"".join(folded.values())) > _MOST_HEADER_BYTES:
            raise RefusedError(431, f"At most {_MOST_HEADERS} header lines and {_MOST_HEADER_BYTES} bytes are accepted.", Reason.TOO_LARGE)
        if b"_" in names:
            raise RefusedError(400, "A header name with an underscore can pass for another header further on; use a hyphen.")
        if repeated:
            self._repeated(lines)
        if b"transfer-encoding" in folded and (scope.get("http_version") == "1.0" or b"content-length" in folded):
            raise RefusedError(400, "Transfer-Encoding needs HTTP/1.1 and no Content-Length beside it.")
        self._host(folded.get(b"host"), str(scope["path"]))
        return Front(lines, folded, client[0] if client else "", repeated)

    def _repeated(self, lines: Lines) -> None:
        seen: set[bytes] = set()
        size = 0
        for name, value in lines:
            size += len(name) + len(value)
            if name in seen and name not in _LISTS and name not in ROUTING and not name.startswith((PARAMETER, b"x-")):
                raise RefusedError(400, f"The header {name.decode('latin-1')} came more than once.")
            seen.add(name)
        if size > _MOST_HEADER_BYTES:
            raise RefusedError(431, f"At most {_MOST_HEADER_BYTES} bytes of headers are accepted.", Reason.TOO_LARGE)

    def _host(self, host: bytes | None, path: str) -> None:
        if not host:
            raise RefusedError(400, "Exactly one Host header is needed.")
        if host in self._hosts or path in _PROBED:
            return
        host = host.lower()
        name = _without_port(host)
        if host in self._hosts or name in self._hosts or (self._loopback and name in _LOOPBACK):
            return
        raise RefusedError(421, "This server does not answer for that host.")

    def door(self, front: Front) -> ProtocolHeaders:
        """The further checks at the doors of the protocol, and its headers; raises RefusedError."""
        folded = front.folded
        origin = folded.get(b"origin")
        if origin is not None and origin not in self._origins and not self._local_origin(origin):
            raise RefusedError(403, "Pages of that origin may not call this server.")
        return read_headers(front.lines, folded, repeated=front.repeated)

    def _local_origin(self, origin: bytes) -> bool:
        """On a loopback server, pages of the same machine are at home; a rebound name is none of these origins."""
        origin = origin.lower()
        if origin in self._origins:
            return True
        scheme, _, rest = origin.partition(b"://")
        return self._loopback and scheme in {b"http", b"https"} and _without_port(rest) in _LOOPBACK


def check_json(folded: dict[bytes, bytes]) -> None:
    """A body must say that it is JSON, and nothing may have coded it; raises RefusedError."""
    kind = folded.get(b"content-type", b"")
    if kind != b"application/json" and kind.split(b";", 1)[0].strip().lower() != b"application/json":
        raise RefusedError(415, "Content-Type must be application/json.")
    if folded.get(b"content-encoding", b"identity") != b"identity":
        raise RefusedError(415, "Content-Encoding is not accepted; send the JSON as it is.")


def accepted(front: Front) -> Accepts:
    """What the client takes, wildcards included (RFC 9110 section 12.5.1)."""
    if front.repeated:
        return _accepts(b",".join(value for name, value in front.lines if name == b"accept"))
    return _accepts(front.folded.get(b"accept", b""))


@lru_cache(maxsize=256)
def _accepts(value: bytes) -> Accepts:
    kinds = {_unless_refused(kind) for kind in value.lower().split(b",")}
    return Accepts(
        json=not kinds.isdisjoint({b"*/*", b"application/*", b"application/json"}), events=not kinds.isdisjoint({b"*/*", b"text/*", b"text/event-stream"})
    )


def _unless_refused(kind: bytes) -> bytes:
    name, *parameters = (part.strip() for part in kind.split(b";"))
    refused = any(parameter.replace(b" ", b"") in {b"q=0", b"q=0.0", b"q=0.00", b"q=0.000"} for parameter in parameters)
    return b"" if refused else name


def _without_port(host: bytes) -> bytes:
    """The name of a Host header in lower case; empty where it is no host at all."""
    found = _HOST.fullmatch(host)
    return found[1] if found else b""
