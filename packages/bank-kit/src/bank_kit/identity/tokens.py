"""The check of one access token: a JWT (RFC 9068 in spirit) from one issuer, for this server alone, signed with an allowed algorithm."""

import base64
import binascii
import hashlib
import json
import math
import time
from collections import OrderedDict
from dataclasses import dataclass

from joserfc import jwt
from joserfc.errors import JoseError

from bank_kit.identity.caller import Caller, TokenRefusedError
from bank_kit.identity.keys import Clock, KeySource, KeySourceError

ALGORITHMS = ("EdDSA", "Ed25519", "ES256", "PS256", "RS256")
TOKEN_TYPES = frozenset({"jwt", "at+jwt", "application/at+jwt"})
MAX_TOKEN = 8192
LEEWAY_SECONDS = 5.0
MAX_WORDS = 64
REMEMBERED_TOKENS = 1024
REMEMBERED_SECONDS = 60.0

Claims = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What every token must say: issuer and audience compare as exact strings."""

    issuer: str
    audience: str
    algorithms: tuple[str, ...] = ALGORITHMS
    person_clients: frozenset[str] = frozenset()
    """Clients with which people work themselves, such as a workbench: one of them as the only actor is no agent."""


class TokenVerifier:
    """Turns a token into a Caller, or refuses it. Verified tokens are remembered for a minute, never beyond their expiry."""

    def __init__(self, keys: KeySource, expectation: Expectation, *, now: Clock = time.time) -> None:
        self._keys = keys
        self._expectation = expectation
        self._now = now
        self._known: OrderedDict[bytes, tuple[float, Caller]] = OrderedDict()

    async def verify(self, token: str) -> Caller:
        """The caller; TokenRefusedError with a reason that is safe to tell."""
        if len(token) > MAX_TOKEN:
            raise TokenRefusedError("the token is too long")
        mark = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        known = self._known.get(mark)
        if known is not None and self._now() < known[0]:
            return known[1]
        caller = await self._verify(token)
        self._known[mark] = (min(caller.expires_at, self._now() + REMEMBERED_SECONDS), caller)
        if len(self._known) > REMEMBERED_TOKENS:
            self._known.popitem(last=False)
        return caller

    async def _verify(self, token: str) -> Caller:
        algorithm, key_id = self._header(token)
        try:
            key = await self._keys.key(key_id)
        except KeySourceError:
            raise TokenRefusedError("the token cannot be checked now") from None
        if key is None:
            raise TokenRefusedError("the token names an unknown key")
        try:
            claims = jwt.decode(token, key, algorithms=[algorithm]).claims
        except (JoseError, ValueError, TypeError):
            raise TokenRefusedError("the signature does not hold") from None
        return self._caller(claims)

    def _header(self, token: str) -> tuple[str, str]:
        parts = token.split(".")
        if len(parts) != 3:
            raise TokenRefusedError("not a signed JWT")
        try:
            header = json.loads(base64.b64decode(parts[0] + "=" * (-len(parts[0]) % 4), altchars=b"-_", validate=True))
        except (binascii.Error, ValueError, RecursionError):
            raise TokenRefusedError("not a signed JWT") from None
        if not isinstance(header, dict) or "crit" in header or "b64" in header:
            raise TokenRefusedError("the token's header is not acceptable")
        algorithm, key_id, kind = header.get("alg"), header.get("kid"), header.get("typ", "JWT")
        if not isinstance(algorithm, str) or algorithm not in self._expectation.algorithms:
            raise TokenRefusedError("the token's algorithm is not allowed")
        if not isinstance(kind, str) or kind.lower() not in TOKEN_TYPES:
            raise TokenRefusedError("not an access token")
        if not isinstance(key_id, str) or not key_id:
            raise TokenRefusedError("the token names no key")
        return algorithm, key_id

    def _caller(self, claims: Claims) -> Caller:
        if claims.get("iss") != self._expectation.issuer:
            raise TokenRefusedError("the token is from another issuer")
        if claims.get("aud") not in (self._expectation.audience, [self._expectation.audience]):
            raise TokenRefusedError("the token is not for this server alone")
        expires_at = self._times(claims)
        return Caller(
            subject=_text(claims, "sub"),
            issuer=self._expectation.issuer,
            client=_text(claims, "client_id" if "client_id" in claims else "azp"),
            actor=_actor(claims, self._expectation.person_clients),
            scopes=frozenset(_scope(claims).split()),
            roles=_words(claims, "roles"),
            purposes=_words(claims, "purposes"),
            region=_text(claims, "region") if "region" in claims else None,
            token_id=_text(claims, "jti") if "jti" in claims else None,
            expires_at=expires_at,
        )

    def _times(self, claims: Claims) -> float:
        now = self._now()
        expires_at = _seconds(claims, "exp")
        if expires_at <= now:
            raise TokenRefusedError("the token has expired")
        for name in ("nbf", "iat"):
            if name in claims and _seconds(claims, name) > now + LEEWAY_SECONDS:
                raise TokenRefusedError("the token is not valid yet")
        return expires_at


def _seconds(claims: Claims, name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TokenRefusedError(f"the token's {name} is missing or no time")
    return float(value)


def _text(claims: Claims, name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value or len(value) > 512:
        raise TokenRefusedError(f"the token's {name} is missing or no text")
    return value


def _scope(claims: Claims) -> str:
    value = claims.get("scope", "")
    if not isinstance(value, str):
        raise TokenRefusedError("the token's scope is no text")
    return value


def _words(claims: Claims, name: str) -> frozenset[str]:
    value = claims.get(name, [])
    if not isinstance(value, list) or len(value) > MAX_WORDS:
        raise TokenRefusedError(f"the token's {name} is no list of words")
    words = frozenset(word for word in value if isinstance(word, str) and 0 < len(word) <= 256)
    if len(words) != len(value):
        raise TokenRefusedError(f"the token's {name} is no list of words")
    return words


def _actor(claims: Claims, person_clients: frozenset[str]) -> str | None:
    if "act" not in claims:
        return None
    actor = claims["act"]
    if not isinstance(actor, dict):
        raise TokenRefusedError("the token's act is no object")
    named = _text({str(name): value for name, value in actor.items()}, "sub")
    return None if named in person_clients and "act" not in actor else named
