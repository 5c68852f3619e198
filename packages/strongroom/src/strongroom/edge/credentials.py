"""Who knocks: the bearer token of a request becomes a principal, or a challenge that says what to bring.

Above: the doors. Below: the Authenticate port.
Does not know: no token format, no policy.
Source: RFC 6750 (bearer), RFC 9728 (resource metadata), RFC 9470 (step-up), MCP 2026-07-28 authorization.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Final

from strongroom.core.clock import Clock
from strongroom.core.json import Json
from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Refusal
from strongroom.edge.guard import RefusedError
from strongroom.edge.port import Authenticate

_SCHEME: Final = b"bearer "
_LONGEST_TOKEN: Final = 8192
_MOST_PEERS: Final = 10_000
_WINDOW_SECONDS: Final = 60.0
_BAD_QUERY: Final = b"access_token="


class Throttle:
    """Counts refused tokens per peer in windows of a minute; the table is bounded, and forgets the peer that failed least recently."""

    def __init__(self, most: int, clock: Clock) -> None:
        self._most = most
        self._clock = clock
        self._failed: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def wait(self, peer: str) -> float:
        """Seconds until this peer may present another unknown token; 0 if now."""
        begun, count = self._failed.get(peer, (0.0, 0))
        if count < self._most:
            return 0.0
        return max(0.0, begun + _WINDOW_SECONDS - self._clock.monotonic())

    def failed(self, peer: str) -> None:
        """One more."""
        now = self._clock.monotonic()
        begun, count = self._failed.pop(peer, (now, 0))
        self._failed[peer] = (now, 1) if now - begun >= _WINDOW_SECONDS else (begun, count + 1)
        if len(self._failed) > _MOST_PEERS:
            self._failed.popitem(last=False)


class Credentials:
    """Reads the one place where a token may stand, and asks who it is."""

    def __init__(self, authenticate: Authenticate, throttle: Throttle) -> None:
        self._authenticate = authenticate
        self._throttle = throttle

    def known(self, folded: Mapping[bytes, bytes], resource: str) -> Principal | None:
        """The caller if the token was verified a moment ago: the common case, without I/O. Raises Refusal."""
        header = folded.get(b"authorization")
        if header is None or header[:7].lower() != _SCHEME:
            return None
        return self._authenticate.cached(header[7:].strip(b" \t"), resource)

    async def verified(self, folded: Mapping[bytes, bytes], query: bytes, resource: str, peer: str) -> Principal:
        """The caller, verified now. Raises Refusal for nobody we know, RefusedError where the peer must wait."""
        if _BAD_QUERY in query:
            raise RefusedError(400, "A token in the address ends in logs and histories; send it in the Authorization header.", Reason.UNAUTHENTICATED)
        header = folded.get(b"authorization")
        if header is None:
            raise Refusal(Deny(Reason.UNAUTHENTICATED, "This door needs an access token in the Authorization header."))
        seconds = self._throttle.wait(peer)
        if seconds > 0:
            retry = (b"retry-after", b"%d" % (int(seconds) + 1))
            raise RefusedError(429, "Too many refused tokens from this address; wait, then try again.", Reason.RATE_LIMITED, (retry,))
        try:
            return await self._authenticate.authenticate(_token(header), resource)
        except Refusal as refusal:
            if refusal.deny.reason is Reason.UNAUTHENTICATED:
                self._throttle.failed(peer)
            raise


def _token(header: bytes) -> str:
    if header[:7].lower() != _SCHEME or not 7 < len(header) <= _LONGEST_TOKEN:
        raise Refusal(Deny(Reason.UNAUTHENTICATED, "The Authorization header must be: Bearer TOKEN.", data={"error": "invalid_token"}))
    return _text(header[7:])


def _text(token: bytes) -> str:
    return token.strip(b" \t").decode("latin-1")


def challenge(deny: Deny, metadata_url: str, scopes: Sequence[str]) -> bytes:
    """The value of WWW-Authenticate for a refusal: what was wrong, what would help, and where that is described.

    `scopes` are those to ask for where the refusal names none: all that this door may need.
    """
    parts: dict[str, str] = {"resource_metadata": metadata_url}
    error = _error(deny)
    if error:
        parts["error"] = error
        parts["error_description"] = deny.message
    wanted = deny.scopes or tuple(scopes)
    if wanted:
        parts["scope"] = " ".join(wanted)
    if deny.reason is Reason.STEP_UP_REQUIRED:
        parts |= {name: _word(deny.data[name]) for name in ("acr_values", "max_age") if name in deny.data}
    return b"Bearer " + ", ".join(f'{name}="{_quotable(value)}"' for name, value in parts.items()).encode("ascii", "replace")


def _error(deny: Deny) -> str:
    if deny.reason is Reason.INSUFFICIENT_SCOPE:
        return "insufficient_scope"
    if deny.reason is Reason.STEP_UP_REQUIRED:
        return "insufficient_user_authentication"
    error = deny.data.get("error")
    return error if isinstance(error, str) else ""


def _word(value: Json) -> str:
    return " ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _quotable(value: str) -> str:
    """Printable ASCII without the two characters that end or escape a quoted string."""
    return "".join(letter if " " <= letter <= "~" and letter not in '"\\' else "'" for letter in value)
