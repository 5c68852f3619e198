"""The documents anybody may read: what each door is and which tokens open it.

Above: the app. Below: the Published port.
Does not know: which servers exist. A door's document says the same whether the server behind it exists or not, so that asking teaches nothing.
Source: RFC 9728 (protected resource metadata, path inserted after the well-known prefix), RFC 7517 (JWKS).
"""

from functools import lru_cache
from typing import Final

from strongroom.core.json import Json, JsonObject
from strongroom.edge.port import Published
from strongroom.wire import jsonrpc
from strongroom.wire.mcp.names import is_server_name

DOOR: Final = "/mcp"
WELL_KNOWN: Final = "/.well-known/oauth-protected-resource"


@lru_cache(maxsize=256)
def endpoint_of(path: str) -> str | None:
    """The server named by a door's path, empty for the door to all servers; None where the path is no door."""
    if path == DOOR:
        return ""
    server = path.removeprefix("/mcp/")
    return server if server != path and is_server_name(server) else None


def resource_url(public_url: str, endpoint: str) -> str:
    """The resource that tokens must be meant for (RFC 8707)."""
    return f"{public_url}/mcp/{endpoint}" if endpoint else f"{public_url}/mcp"


def metadata_url(public_url: str, endpoint: str) -> str:
    """Where the metadata of that resource is."""
    return f"{public_url}{WELL_KNOWN}/mcp/{endpoint}" if endpoint else f"{public_url}{WELL_KNOWN}/mcp"


def metadata_endpoint(path: str) -> str | None:
    """The door whose metadata a path asks for; None where it asks for none."""
    rest = path.removeprefix(WELL_KNOWN)
    return "" if not rest else endpoint_of(rest)


def resource_metadata(public_url: str, endpoint: str, published: Published) -> bytes:
    """The document of RFC 9728 section 2."""
    servers: list[Json] = list(published.authorization_servers())
    scopes: list[Json] = list(published.scopes(endpoint))
    methods: list[Json] = ["header"]
    document: JsonObject = {
        "resource": resource_url(public_url, endpoint),
        "authorization_servers": servers,
        "scopes_supported": scopes,
        "bearer_methods_supported": methods,
    }
    return jsonrpc.encode(document)
