"""Which resources (RFC 8707) and scopes the development identity provider issues tokens for: the doors of its own Strongroom.

Above: the endpoints.
Below: the words of OAuth.
Does not know: what lies behind a door.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from strongroom.identity.development.oauth import OAuthError, required

_OF_SERVERS = {
    "finance": ("read", "documents", "write", "approve"),
    "customer": ("read", "write", "approve", "unmask"),
    "risk": ("read", "write", "approve"),
    "compliance": ("read", "write", "approve", "sar"),
}
SCOPES = frozenset({"openid", "offline_access", *(f"{server}.{verb}" for server, verbs in _OF_SERVERS.items() for verb in verbs)})


@dataclass(frozen=True, slots=True)
class Resources:
    """Doors at `origin` (scheme, host and port), below one of `paths`; and the scopes that can be asked for."""

    origin: str
    paths: tuple[str, ...] = ("/mcp", "/v1")
    scopes: frozenset[str] = field(default=SCOPES)

    def one(self, sent: Mapping[str, str]) -> str:
        """The one resource that was named. Raises OAuthError (invalid_target) where it is no door of ours."""
        named = required(sent, "resource")
        if not self.known(named):
            raise OAuthError("invalid_target", f"The resource is no door of this Strongroom; they begin with {self.origin}{self.paths[0]}.")
        return named

    def known(self, resource: str) -> bool:
        """Whether `resource` is the exact URL of a possible door: no query, fragment, dot segments or escapes."""
        if not resource.startswith(self.origin + "/") or len(resource) > 512 or any(mark in resource for mark in "?#%\\ ;"):
            return False
        path = resource[len(self.origin) :]
        inside = any(path == base or path.startswith(base + "/") for base in self.paths)
        return inside and not path.endswith("/") and not {"", ".", ".."} & set(path.split("/")[1:])


def origin_of(issuer: str) -> str:
    """Scheme, host and port of `issuer`."""
    parts = urlsplit(issuer)
    return f"{parts.scheme}://{parts.netloc}"
