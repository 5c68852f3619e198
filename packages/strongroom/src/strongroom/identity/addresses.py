"""Which machines a document may be fetched from: the guard against being sent to ask on somebody else's behalf (SSRF).

Above: the fetch adapter.
Below: nothing of ours.
Does not know: HTTP.
"""

import ipaddress
import socket
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
_METADATA = frozenset({ipaddress.ip_address("fd00:ec2::254"), ipaddress.ip_address("100.100.100.200")})


class Reach(Enum):
    """How far a URL may lead. Loopback may be spoken to without TLS, nothing else may."""

    CONFIGURED = "configured"
    """An address an operator wrote down: private networks and loopback too, but never link-local (cloud metadata)."""
    PUBLIC = "public"
    """An address a stranger wrote down: public ones only."""
    PUBLIC_AND_LOOPBACK = "public-and-loopback"
    """The same, for development."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to connect: one checked address, under the host name the certificate must carry. `target` is path and query."""

    host: str
    port: int
    address: str
    target: str
    encrypted: bool

    def authority(self) -> str:
        """For the `Host` header (RFC 9110 section 7.2): the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.encrypted else 80) else f"{host}:{self.port}"


def destination(url: str, reach: Reach) -> Destination:
    """Resolve `url` once and check every address its host has; the first is the one to connect to.

    Raises ValueError where the URL may not be asked, OSError where the host has no address.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"https", "http"} or not parts.hostname or parts.username is not None or parts.password is not None or parts.fragment:
        raise ValueError("The URL must be https://HOST/... without user or fragment.")
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise ValueError("The URL holds characters that have no place in one.")
    encrypted = parts.scheme == "https"
    port = parts.port or (443 if encrypted else 80)
    found = [ipaddress.ip_address(str(entry[4][0]).split("%")[0]) for entry in socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)]
    if not found:
        raise OSError("The host has no address.")
    if not all(allowed(one, reach) for one in found):
        raise ValueError("The URL leads to an address that may not be asked.")
    if not encrypted and not all(_inner(one).is_loopback for one in found):
        raise ValueError("The URL must be https; only loopback may be asked without TLS.")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Destination(parts.hostname, port, str(found[0]), target, encrypted)


def allowed(address: Address, reach: Reach) -> bool:
    """Whether `address`, taken out of any wrapping, lies within `reach`."""
    inner = _inner(address)
    if inner.is_link_local or inner.is_multicast or inner.is_unspecified or inner in _METADATA or (inner.is_reserved and not inner.is_loopback):
        return False
    if inner.is_loopback:
        return reach in {Reach.CONFIGURED, Reach.PUBLIC_AND_LOOPBACK}
    return inner.is_global or reach is Reach.CONFIGURED


def _inner(address: Address) -> Address:
    """The IPv4 address inside a mapped, NAT64 or 6to4 one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    if address in _SIX_TO_FOUR and address.sixtofour is not None:
        return address.sixtofour
    return address
