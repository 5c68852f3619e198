"""The protocol's revisions, and what each method of them is about.

Above: the readers and writers of requests. Below: core.
Does not know: no bytes, no headers, no server.
Source: the MCP specification, revisions 2025-03-26, 2025-06-18, 2025-11-25 and 2026-07-28.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from strongroom.core.target import TargetKind

MODERN: Final = "2026-07-28"
MODERN_VERSIONS: Final = (MODERN,)
LEGACY_VERSIONS: Final = ("2025-11-25", "2025-06-18", "2025-03-26")
LEGACY_DEFAULT: Final = "2025-03-26"
"""What a request without version header speaks (2025-06-18, transports, protocol version header)."""
BATCHING: Final = "2025-03-26"
"""The only revision with batches."""
RETIRED_VERSIONS: Final = frozenset({"2024-11-05", "2024-10-07"})
"""Known by name, and refused in words a client of the handshake era understands."""

META_VERSION: Final = "io.modelcontextprotocol/protocolVersion"
META_CAPABILITIES: Final = "io.modelcontextprotocol/clientCapabilities"
META_PURPOSE: Final = "strongroom/purpose"


class Era(StrEnum):
    """How the two ends hold a conversation: each request complete in itself, or a handshake and a session."""

    MODERN = "modern"
    LEGACY = "legacy"


class Rule(NamedTuple):
    """What a method is about: the kind of its target, the member of `params` that names it (empty: the method itself), and its eras."""

    kind: TargetKind
    member: str
    eras: frozenset[Era]


_BOTH: Final = frozenset({Era.MODERN, Era.LEGACY})
_MODERN_ONLY: Final = frozenset({Era.MODERN})
_LEGACY_ONLY: Final = frozenset({Era.LEGACY})

METHODS: Final[Mapping[str, Rule]] = {
    "tools/call": Rule(TargetKind.TOOL, "name", _BOTH),
    "prompts/get": Rule(TargetKind.PROMPT, "name", _BOTH),
    "resources/read": Rule(TargetKind.RESOURCE, "uri", _BOTH),
    "completion/complete": Rule(TargetKind.COMPLETION, "ref", _BOTH),
    "tools/list": Rule(TargetKind.CATALOG, "", _BOTH),
    "prompts/list": Rule(TargetKind.CATALOG, "", _BOTH),
    "resources/list": Rule(TargetKind.CATALOG, "", _BOTH),
    "resources/templates/list": Rule(TargetKind.CATALOG, "", _BOTH),
    "server/discover": Rule(TargetKind.CATALOG, "", _MODERN_ONLY),
    "subscriptions/listen": Rule(TargetKind.STREAM, "", _MODERN_ONLY),
    "resources/subscribe": Rule(TargetKind.RESOURCE, "uri", _LEGACY_ONLY),
    "resources/unsubscribe": Rule(TargetKind.RESOURCE, "uri", _LEGACY_ONLY),
    "initialize": Rule(TargetKind.SESSION, "", _LEGACY_ONLY),
    "ping": Rule(TargetKind.SESSION, "", _LEGACY_ONLY),
    "logging/setLevel": Rule(TargetKind.SESSION, "", _LEGACY_ONLY),
}
"""Every request the gateway knows what to decide about; what is not here is answered as an unknown method."""

MIRRORED: Final[Mapping[str, str]] = {"tools/call": "name", "prompts/get": "name", "resources/read": "uri"}
"""Method to the member of `params` that the header `Mcp-Name` repeats."""

ANSWER: Final = "response"
"""The method of a client's answer to a server's request, which has none on the wire."""
LISTEN: Final = "notifications/listen"
"""The method of the standing GET stream, which has none on the wire."""
END: Final = "session/end"
"""The method of DELETE, which has none on the wire."""
