"""Sessions of the handshake era: which session a server opened, and at which of its replicas, since only that one knows it."""

from collections.abc import Mapping
from functools import cache
from hashlib import blake2s
from typing import Final

from strongroom.core.call import Request
from strongroom.drivers.http import Address, Response
from strongroom.wire.mcp.headers import SESSION

_LONGEST: Final = 500
_GOOD: Final = range(200, 300)
_NO_FACTS: Final[Mapping[str, str]] = {}


@cache
def _tag(replica: str) -> str:
    return blake2s(replica.encode(), digest_size=4).hexdigest()


def session_facts(response: Response, server: str, request: Request, address: Address) -> Mapping[str, str]:
    """The session that the answer to `initialize` opens, as a fact that also says where; only visible ASCII counts (MCP 2025-11-25)."""
    if request.method != "initialize" or response.status not in _GOOD:
        return _NO_FACTS
    value = response.header(SESSION) or b""
    if not 0 < len(value) <= _LONGEST or any(not 0x21 <= one <= 0x7E for one in value):
        return _NO_FACTS
    return {f"session:{server}": f"{_tag(str(address))}.{value.decode('ascii')}"}


def opened_at(session: str, address: Address) -> bool:
    """Whether that replica opened the session."""
    return session.partition(".")[0] == _tag(str(address))


def own_id(session: str) -> bytes:
    """The server's own id of the session."""
    return session.partition(".")[2].encode("latin-1")
