"""Sessions of the handshake era without a store: the session id is sealed text that says all there is to know, so any worker can serve it.

Above: the doors. Below: a seal.
Does not know: no upstream; the session ids of the servers behind are text to it.
"""

from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256
from typing import Final, NamedTuple, TypeVar

import orjson

from strongroom.core.clock import Clock
from strongroom.core.principal import Principal
from strongroom.drivers.sealing import SealError
from strongroom.edge.port import Seal

_MOST_OPEN: Final = 4096
_MOST_ENDED: Final = 16_384
_TRUSTED_SECONDS: Final = 60.0
_FACT: Final = "session:"
_LONGEST_UPSTREAM: Final = 512
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class SessionGoneError(Exception):
    """No such session for this caller at this door: never was, is over, or is somebody else's."""


class Session(NamedTuple):
    """What the sealed id says: the revision agreed on, and each server's own session id. `text` is the id itself, empty where there is no session."""

    text: str = ""
    version: str = ""
    upstream: Mapping[str, str] = {}


NO_SESSION: Final = Session()


class Sessions:
    """Opens, makes and ends sessions. What was ended is remembered here only while it fits; the servers behind remember it anyway."""

    def __init__(self, seal: Seal, clock: Clock, lifetime: float) -> None:
        self._seal = seal
        self._clock = clock
        self._lifetime = lifetime
        self._open: OrderedDict[tuple[str, str, str], tuple[float, Session]] = OrderedDict()
        self._ended: OrderedDict[bytes, None] = OrderedDict()

    def begin(self, endpoint: str, version: str, facts: Mapping[str, str], principal: Principal) -> str:
        """The id of a new session, or empty where no server behind opened one; `facts` are those of the answer to `initialize`."""
        upstream = {name.removeprefix(_FACT): value for name, value in facts.items() if name.startswith(_FACT) and len(value) <= _LONGEST_UPSTREAM}
        if not upstream:
            return ""
        return self._seal.seal(orjson.dumps([version, upstream]), _binding(endpoint, principal), self._lifetime)

    def find(self, text: str, endpoint: str, principal: Principal) -> Session:
        """The session of that id; raises SessionGoneError."""
        key = (text, endpoint, principal.key)
        found = self._open.get(key)
        if found is None or found[0] < self._clock.monotonic():
            found = (self._clock.monotonic() + _TRUSTED_SECONDS, self._opened(text, endpoint, principal))
            _remember(self._open, key, found, _MOST_OPEN)
        if self._ended and _digest(text) in self._ended:
            raise SessionGoneError
        return found[1]

    def end(self, session: Session) -> None:
        """From now on there is no such session."""
        _remember(self._ended, _digest(session.text), None, _MOST_ENDED)

    def _opened(self, text: str, endpoint: str, principal: Principal) -> Session:
        try:
            payload = self._seal.open(text, _binding(endpoint, principal))
        except SealError:
            raise SessionGoneError from None
        version, upstream = orjson.loads(payload)
        return Session(text, version, upstream)


def _binding(endpoint: str, principal: Principal) -> bytes:
    return b"session\x00%b\x00%b" % (endpoint.encode(), principal.key.encode())


def _digest(text: str) -> bytes:
    return sha256(text.encode()).digest()[:16]


def _remember(table: OrderedDict[_Key, _Value], key: _Key, value: _Value, most: int) -> None:
    table[key] = value
    table.move_to_end(key)
    while len(table) > most:
        table.popitem(last=False)
