"""Cursors of merged lists: the cursors of the servers whose lists go on, sealed for this caller and this list."""

from collections.abc import Mapping
from typing import Final

import orjson

from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Refusal
from strongroom.drivers.sealing import SealError
from strongroom.upstream.port import Seal
from strongroom.wire.jsonrpc import INVALID_PARAMS

_LIFETIME_SECONDS: Final = 3600.0


class Cursors:
    """Seals and opens them. An empty cursor of a server is a cursor like any other."""

    def __init__(self, seal: Seal) -> None:
        self._seal = seal

    def make(self, method: str, principal: Principal, positions: Mapping[str, str]) -> str | None:
        """The cursor of the next page; None where no server's list goes on."""
        return self._seal.seal(orjson.dumps(dict(positions)), _binding(method, principal), _LIFETIME_SECONDS) if positions else None

    def read(self, method: str, principal: Principal, cursor: object) -> Mapping[str, str]:
        """The servers to ask, and each one's own cursor; raises Refusal."""
        try:
            positions: dict[str, str] = orjson.loads(self._seal.open(cursor if isinstance(cursor, str) else "", _binding(method, principal)))
        except SealError:
            message = "Invalid cursor: it is not one of this list, not for this caller, or too old. Begin again without a cursor."
            raise Refusal(Deny(Reason.MALFORMED, message, data={"code": INVALID_PARAMS})) from None
        return positions


def _binding(method: str, principal: Principal) -> bytes:
    return b"cursor\x00%b\x00%b" % (method.encode(), principal.key.encode())
