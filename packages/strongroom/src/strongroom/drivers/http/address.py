"""Where a request goes: a URL taken apart and checked once, so that a call only joins bytes."""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

_TARGET: Final = re.compile(r"/[!-\"$-~]*")
_HOST: Final = re.compile(r"(?=.{1,253}\Z)([A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?|[0-9a-f.]*:[0-9a-f:.]+)")
_METHODS: Final = ("DELETE", "GET", "POST")
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Origin:
    """One server as TCP and TLS see it."""

    secure: bool
    host: str
    port: int

    def __str__(self) -> str:
        return f"{'https' if self.secure else 'http'}://{_authority(self)}"


@dataclass(frozen=True, slots=True)
class Address:
    """One URL: `heads` holds, per method, the request line and Host header, ready to send."""

    origin: Origin
    target: str
    heads: dict[str, bytes] = field(compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def parse_address(url: str) -> Address:
    """Take an absolute http or https URL apart; raises ValueError for user names, fragments, spaces and control characters."""
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS:
        message = f"not an http or https URL: {url!r}"
        raise ValueError(message)
    if "@" in parts.netloc or "#" in url:
        message = f"a server's URL has no user name and no fragment: {parts.scheme}://{parts.hostname}"
        raise ValueError(message)
    host = parts.hostname or ""
    if not _HOST.fullmatch(host):
        message = f"not a host name or address in {url!r} (international names in their xn-- form)"
        raise ValueError(message)
    origin = Origin(parts.scheme == "https", host, parts.port or _DEFAULT_PORTS[parts.scheme])
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if url != url.strip() or not _TARGET.fullmatch(target):
        message = f"the path of {url!r} has characters that must be percent-encoded"
        raise ValueError(message)
    heads = {method: f"{method} {target} HTTP/1.1\r\nhost: {_authority(origin)}\r\n".encode("ascii") for method in _METHODS}
    return Address(origin, target, heads)


def _authority(origin: Origin) -> str:
    host = f"[{origin.host}]" if ":" in origin.host else origin.host
    return host if origin.port == _DEFAULT_PORTS["https" if origin.secure else "http"] else f"{host}:{origin.port}"
