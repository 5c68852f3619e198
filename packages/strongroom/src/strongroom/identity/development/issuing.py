"""Writes the development provider's tokens: access tokens for one resource, ID tokens for the client; and reads its own back.

Above: the token and revocation endpoints.
Below: signing keys, the readers of the identity room.
Does not know: grants, HTTP.
"""

import json
from dataclasses import dataclass

from joserfc import jws
from joserfc.errors import JoseError

from strongroom.core.clock import Clock
from strongroom.core.ids import new_call_id
from strongroom.core.json import JsonMapping, JsonObject
from strongroom.identity.compact import take_apart
from strongroom.identity.development.clients import Client
from strongroom.identity.development.grants import Grant
from strongroom.identity.development.users import User
from strongroom.identity.failure import IdentityError
from strongroom.identity.key_set import read
from strongroom.identity.signing_keys import ALGORITHM, SigningKeys

ACCESS_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Issued:
    """An access token, its id, and when it ends (epoch seconds)."""

    token: str
    id: str
    expires_at: int


class Issuer:
    """Signs as `issuer` (RFC 9068 for access tokens, OpenID Connect Core section 2 for ID tokens)."""

    def __init__(self, issuer: str, keys: SigningKeys, clock: Clock) -> None:
        self.issuer = issuer
        self._keys = keys
        self._clock = clock

    def now(self) -> float:
        """The issuer's time, epoch seconds."""
        return self._clock.now()

    def for_user(self, user: User, grant: Grant, *, actors: JsonObject | None = None, until: float | None = None) -> Issued:
        """An access token of `grant`, perhaps held by `actors` (an `act` chain), ending no later than `until` (epoch seconds)."""
        claims: JsonObject = {
            "sub": user.username,
            "name": user.name,
            "roles": list(user.roles),
            "clearance": user.clearance,
            "region": user.region,
            "purposes": list(user.purposes),
            "amr": list(grant.methods),
            "acr": level(grant.methods),
            "auth_time": grant.auth_time,
        }
        if actors is not None:
            claims["act"] = actors
        return self._access(claims, grant.client_id, grant.resource, grant.scopes, until)

    def for_client(self, client: Client, resource: str, scopes: tuple[str, ...]) -> Issued:
        """An access token with which a client acts in its own name."""
        return self._access({"sub": client.id, "name": client.name, "roles": ["agent"]}, client.id, resource, scopes, None)

    def id_token(self, user: User, grant: Grant) -> str:
        """Who signed in, for the client's own eyes; no door accepts it."""
        now = int(self._clock.now())
        claims: JsonObject = {"iss": self.issuer, "sub": user.username, "aud": grant.client_id, "iat": now, "exp": now + ACCESS_SECONDS}
        claims |= {"auth_time": grant.auth_time, "amr": list(grant.methods), "acr": level(grant.methods), "name": user.name}
        if grant.nonce:
            claims["nonce"] = grant.nonce
        return self._signed(claims, "JWT")

    def read_own(self, token: str) -> JsonMapping:
        """The claims of an access token of ours that has not ended. Raises IdentityError."""
        apart = take_apart(token.encode("utf-8", "replace"))
        key = read(self._keys.jwks(), {ALGORITHM}).find(apart.key_id, apart.algorithm)
        if apart.type != "at+jwt" or key is None or apart.claims.get("iss") != self.issuer:
            raise IdentityError("The token is no access token of this identity provider.")
        try:
            jws.deserialize_compact(apart.text, key, algorithms=[ALGORITHM])
        except (JoseError, ValueError):
            raise IdentityError("The token's signature does not verify.") from None
        expires = apart.claims.get("exp")
        if not isinstance(expires, int) or expires <= self._clock.now():
            raise IdentityError("The token has expired.")
        return apart.claims

    def _access(self, about: JsonObject, client_id: str, resource: str, scopes: tuple[str, ...], until: float | None) -> Issued:
        now = int(self._clock.now())
        expires = min(now + ACCESS_SECONDS, int(until)) if until is not None else now + ACCESS_SECONDS
        token_id = new_call_id(now)
        claims: JsonObject = {
            "iss": self.issuer,
            "aud": resource,
            "client_id": client_id,
            "scope": " ".join(scopes),
            "jti": token_id,
            "iat": now,
            "exp": expires,
        }
        return Issued(self._signed(about | claims, "at+jwt"), token_id, expires)

    def _signed(self, claims: JsonObject, kind: str) -> str:
        signing = self._keys.signing()
        header = {"alg": ALGORITHM, "kid": signing.id, "typ": kind}
        return jws.serialize_compact(header, json.dumps(claims, separators=(",", ":")), signing.key, algorithms=[ALGORITHM])


def level(methods: tuple[str, ...]) -> str:
    """The authentication level (`acr`): "2" with a one-time code, else "1"."""
    return "2" if "otp" in methods else "1"
