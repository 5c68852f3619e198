"""The mint: short-lived tokens of our own for the servers behind, on the user's behalf. The caller's token never goes there.

Above: the upstream room, through a port of its own; the door that publishes our keys.
Below: signing keys, revocations, core.
Does not know: which server needs which scopes; policy said that.
"""

import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from joserfc import jws

from strongroom.core.clock import Clock
from strongroom.core.ids import new_call_id
from strongroom.core.json import Json, JsonObject
from strongroom.core.principal import MfaLevel, Principal
from strongroom.identity.failure import IdentityError
from strongroom.identity.port import Revocations
from strongroom.identity.signing_keys import ALGORITHM, SigningKeys

LIFETIME_SECONDS = 300.0
REUSED_TOKENS = 10_000
_REUSED_SHARE = 0.8
"""Of its lifetime: what is left must outlast the call it is used for."""
_Place = tuple[str, MfaLevel, str, tuple[str, ...], frozenset[str], frozenset[str], str]
"""All that a token says: one is never reused for a caller of whom something else is true now."""


@dataclass(frozen=True, slots=True)
class _Minted:
    """A token in use: reused before `until`; gone at `expires_at` (epoch seconds)."""

    header: bytes
    until: float
    expires_at: float


class Mint:
    """Signs access tokens (RFC 9068) as `issuer`: audience one server, subject the user, `act` (RFC 8693 section 4.1) the agent and who stood before it.

    Roles, purposes and region of the user are said where there are any.

    `lifetime` is seconds. A token is reused for most of its life, and never outlives the caller's own.
    """

    __slots__ = ("_clock", "_issuer", "_keys", "_lifetime", "_minted", "_revision", "_revocations")

    def __init__(self, issuer: str, keys: SigningKeys, revocations: Revocations, clock: Clock, *, lifetime: float = LIFETIME_SECONDS) -> None:
        self._issuer = issuer
        self._keys = keys
        self._revocations = revocations
        self._clock = clock
        self._lifetime = lifetime
        self._minted: OrderedDict[_Place, _Minted] = OrderedDict()
        self._revision = revocations.revision()

    def authorization(self, principal: Principal, audience: str, scopes: Sequence[str]) -> bytes:
        """`Bearer TOKEN` for `audience` with exactly `scopes`. Raises IdentityError where the caller's own token has ended."""
        if self._revision != self._revocations.revision():
            self._minted.clear()
            self._revision = self._revocations.revision()
        place = (principal.key, principal.mfa, audience, tuple(scopes), principal.roles, principal.purposes, principal.region)
        now = self._clock.now()
        known = self._minted.get(place)
        if known is not None and now < known.until and known.expires_at <= principal.expires_at:
            self._minted.move_to_end(place)
            return known.header
        made = self._sign(principal, audience, place[3], now)
        self._minted[place] = made
        self._minted.move_to_end(place)
        while len(self._minted) > REUSED_TOKENS:
            self._minted.popitem(last=False)
        return made.header

    def jwks(self) -> bytes:
        """The public keys as a JSON Web Key Set: the one that signs, the next, and the last while its tokens may live."""
        return self._keys.jwks()

    def _sign(self, principal: Principal, audience: str, scopes: tuple[str, ...], now: float) -> _Minted:
        issued = int(now)
        expires = min(issued + int(self._lifetime), int(principal.expires_at))
        if expires <= now:
            raise IdentityError("The token has expired; ask the issuer for a new one.")
        claims: JsonObject = {
            "iss": self._issuer,
            "sub": principal.subject,
            "aud": audience,
            "client_id": principal.client,
            "act": _chain(principal),
            "scope": " ".join(scopes),
            "jti": new_call_id(now),
            "iat": issued,
            "exp": expires,
            **_about(principal),
        }
        signing = self._keys.signing()
        header = {"alg": ALGORITHM, "kid": signing.id, "typ": "at+jwt"}
        token = jws.serialize_compact(header, json.dumps(claims, separators=(",", ":")), signing.key, algorithms=[ALGORITHM])
        return _Minted(b"Bearer " + token.encode(), now + (expires - now) * _REUSED_SHARE, float(expires))


def _about(principal: Principal) -> JsonObject:
    """What servers decide by themselves with, where the caller has it: no name, no clearance, nothing else."""
    said: JsonObject = {"roles": list[Json](sorted(principal.roles)), "purposes": list[Json](sorted(principal.purposes)), "region": principal.region}
    return {name: value for name, value in said.items() if value}


def _chain(principal: Principal) -> JsonObject:
    """The agent outermost, then whoever acted before it; at most one deeper than what a caller may bring."""
    before = principal.actors[1:] if principal.actors[:1] == (principal.client,) else principal.actors
    chain: JsonObject | None = None
    for actor in (*reversed(before), principal.client):
        chain = {"sub": actor} if chain is None else {"sub": actor, "act": chain}
    return chain if chain is not None else {"sub": principal.client}
