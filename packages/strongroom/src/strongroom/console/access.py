"""Who may look at the console. The page names people and tools, so nobody may, unless one of two things holds.

In the development profile the page is open to loopback. Everywhere else a bearer token with the role `auditor` or `admin` is needed, in the
Authorization header or exchanged once for a session: a cookie that is sealed, short-lived, and out of reach of scripts and other sites.
"""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address

import orjson
from starlette.requests import HTTPConnection

from strongroom.console.port import Identify, Seal
from strongroom.core.clock import Clock
from strongroom.core.principal import Principal
from strongroom.core.stops import Refusal
from strongroom.drivers.sealing import SealError

ROLES = frozenset({"auditor", "admin"})
COOKIE = "strongroom_console"
SESSION_SECONDS = 900

_BINDING = b"console session"
_MAX_TOKEN = 16_384


class Openness(StrEnum):
    """Whether the console asks who is looking."""

    LOOPBACK = "loopback"
    """Anybody on this machine may look: for the development profile alone."""
    ROLES = "roles"
    """Only a known caller with one of ROLES."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks; `name` is for display, empty for somebody on this machine whom nobody asked."""

    name: str = ""


class Access:
    """Tells who may look. Denies by default."""

    def __init__(self, openness: Openness, identify: Identify, seal: Seal, clock: Clock) -> None:
        self._openness = openness
        self._identify = identify
        self._seal = seal
        self._clock = clock

    async def viewer(self, connection: HTTPConnection) -> Viewer | None:
        """Who is looking, or None for nobody who may."""
        if self._openness is Openness.LOOPBACK:
            return Viewer() if _local(connection) else None
        scheme, _, token = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and token:
            principal = await self.bearer(token)
            return None if principal is None else Viewer(principal.name or principal.subject)
        return self._session(connection.cookies.get(COOKIE, ""))

    async def bearer(self, token: str) -> Principal | None:
        """The caller that `token` proves, if it may look."""
        if not 0 < len(token) <= _MAX_TOKEN or not token.isascii():
            return None
        try:
            principal = await self._identify(token)
        except Refusal:
            return None
        return principal if principal.roles & ROLES else None

    def session(self, principal: Principal) -> tuple[str, int]:
        """The value of the cookie, and the seconds it lives: never longer than the token did."""
        left = principal.expires_at - self._clock.now() if principal.expires_at else SESSION_SECONDS
        seconds = max(1, min(SESSION_SECONDS, int(left)))
        payload = orjson.dumps({"name": (principal.name or principal.subject)[:120]})
        return self._seal.seal(payload, _BINDING, seconds), seconds

    def _session(self, cookie: str) -> Viewer | None:
        if not 0 < len(cookie) <= 4096:
            return None
        try:
            payload = orjson.loads(self._seal.open(cookie, _BINDING))
        except (SealError, orjson.JSONDecodeError):
            return None
        return Viewer(str(payload["name"]))


def _local(connection: HTTPConnection) -> bool:
    if connection.client is None:
        return False
    try:
        return ip_address(connection.client.host).is_loopback
    except ValueError:
        return False
