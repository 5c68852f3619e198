"""From the claims of a verified token to a Principal: every member typed and bounded, or the token is refused.

Above: the verifier.
Below: core.
Does not know: signatures, keys; what a role or a scope allows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from strongroom.core.json import Json
from strongroom.core.principal import Clearance, MfaLevel, Principal
from strongroom.identity.failure import IdentityError

Claims: TypeAlias = Mapping[str, Json]

LONGEST_TEXT = 256
MOST_WORDS = 64
DEEPEST_ACTORS = 3
_NOT_FOR_ACCESS = frozenset({"nonce", "at_hash", "c_hash", "s_hash", "events"})
_HARDWARE = frozenset({"hwk", "sc"})
_SECOND_FACTOR = frozenset({"otp", "swk", "sms", "tel", "fpt", "face", "iris"})
_FIRST_FACTOR = frozenset({"pwd", "pin", "kba"})
_CLEARANCES = {level.name.lower(): level for level in Clearance}
_LEVELS = {str(level.value): level for level in MfaLevel}


@dataclass(frozen=True, slots=True)
class Window:
    """When a token was issued and when it ends (seconds since the epoch)."""

    issued_at: float
    expires_at: float


def window(claims: Claims, *, now: float, skew: float) -> Window:
    """Check `exp`, `iat` and `nbf` (RFC 7519 section 4.1) against `now`, both in epoch seconds. Raises IdentityError."""
    expires = moment(claims, "exp")
    issued = moment(claims, "iat")
    if expires <= now - skew:
        raise IdentityError("The token has expired; ask the issuer for a new one.")
    if issued > now + skew:
        raise IdentityError("The token was issued in the future; the clocks of the issuer and of this machine differ.")
    if "nbf" in claims and moment(claims, "nbf") > now + skew:
        raise IdentityError("The token is not valid yet.")
    if expires <= issued:
        raise IdentityError("The token ends before it begins (`exp` is not after `iat`).")
    return Window(issued, expires)


def audience(claims: Claims, expected: str) -> None:
    """Check that `aud` names `expected` and nobody else (RFC 8707 section 2). Raises IdentityError."""
    named = claims.get("aud")
    several = named if isinstance(named, list) else [named]
    if not several or not all(isinstance(one, str) and one for one in several):
        raise IdentityError("The token names no audience (`aud`), or not as text.")
    if len(several) > 1:
        raise IdentityError("The token names more than one audience; ask for one with a single `resource`.")
    if several[0] != expected:
        raise IdentityError(f"The token was issued for another audience; ask for one with `resource={expected}`.")


def access_only(claims: Claims) -> None:
    """Refuse ID tokens and logout tokens dressed as access tokens (RFC 9068 section 5). Raises IdentityError."""
    if not _NOT_FOR_ACCESS.isdisjoint(claims):
        raise IdentityError("This is an ID token or a logout token; send the access token.")


def principal(claims: Claims, lifetime: Window, token_id: str) -> Principal:
    """The caller that `claims` describe. Roles are kept as they are; what they mean is policy's business. Raises IdentityError."""
    client = text(claims, "client_id") or text(claims, "azp")
    subject = text(claims, "sub")
    if not subject:
        raise IdentityError("The token names no subject (`sub`).")
    if not client or "|" in client:
        raise IdentityError("The token names no client (`client_id` or `azp`), or one with a forbidden character; an ID token is no access token.")
    return Principal(
        subject=subject,
        issuer=text(claims, "iss"),
        client=client,
        actors=_actors(claims),
        roles=words(claims, "roles"),
        scopes=_scopes(claims),
        clearance=_clearance(claims),
        region=text(claims, "region"),
        purposes=words(claims, "purposes"),
        mfa=_mfa(claims),
        authenticated_at=moment(claims, "auth_time") if "auth_time" in claims else 0.0,
        expires_at=lifetime.expires_at,
        token_id=token_id,
        name=text(claims, "name"),
    )


def moment(claims: Claims, name: str) -> float:
    """The NumericDate (RFC 7519 section 2) at `name`. Raises IdentityError where it is missing or no sensible number."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise IdentityError(f"The token's `{name}` is missing or no number.")
    if not 0 <= value < 1e11:
        raise IdentityError(f"The token's `{name}` is no time in seconds since 1970.")
    return float(value)


def text(claims: Claims, name: str) -> str:
    """The short printable text at `name`; empty where absent. Raises IdentityError."""
    value = claims.get(name, "")
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or not value.isprintable():
        raise IdentityError(f"The token's `{name}` is no printable text of at most {LONGEST_TEXT} characters.")
    return value


def words(claims: Claims, name: str) -> frozenset[str]:
    """The list of short texts at `name`; empty where absent. Raises IdentityError."""
    value = claims.get(name, [])
    if not isinstance(value, list) or len(value) > MOST_WORDS:
        raise IdentityError(f"The token's `{name}` is no list of at most {MOST_WORDS} texts.")
    return frozenset(_word(one, name) for one in value)


def _word(value: Json, name: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_TEXT or not value.isprintable():
        raise IdentityError(f"The token's `{name}` holds an entry that is no printable text of at most {LONGEST_TEXT} characters.")
    return value


def _scopes(claims: Claims) -> frozenset[str]:
    """`scope` (RFC 9068 section 2.2.3), or `scp` as some providers write it."""
    name = "scope" if "scope" in claims else "scp"
    value = claims.get(name, "")
    if isinstance(value, list):
        return words(claims, name)
    if not isinstance(value, str) or len(value) > LONGEST_TEXT * MOST_WORDS:
        raise IdentityError(f"The token's `{name}` is no space-separated text.")
    several = value.split(" ") if value else []
    return words({name: [one for one in several if one]}, name)


def _actors(claims: Claims) -> tuple[str, ...]:
    """The `act` chain (RFC 8693 section 4.1), nearest actor first."""
    chain: list[str] = []
    level = claims.get("act")
    while level is not None:
        if not isinstance(level, dict) or not text(level, "sub"):
            raise IdentityError("The token's `act` is no chain of objects with a `sub`.")
        if len(chain) == DEEPEST_ACTORS:
            raise IdentityError(f"The token passed through more than {DEEPEST_ACTORS} actors (`act`).")
        chain.append(text(level, "sub"))
        level = level.get("act")
    return tuple(chain)


def _clearance(claims: Claims) -> Clearance:
    named = claims.get("clearance", "public")
    if not isinstance(named, str) or named not in _CLEARANCES:
        raise IdentityError(f"The token's `clearance` is none of {', '.join(_CLEARANCES)}.")
    return _CLEARANCES[named]


def _mfa(claims: Claims) -> MfaLevel:
    """From the methods that were used (`amr`, RFC 8176); where the issuer does not name them, from its level (`acr`)."""
    methods = words(claims, "amr")
    if not methods:
        return _LEVELS.get(text(claims, "acr"), MfaLevel.NONE)
    if methods & _HARDWARE:
        return MfaLevel.HARDWARE
    if "mfa" in methods or (methods & _SECOND_FACTOR and methods & _FIRST_FACTOR):
        return MfaLevel.ONE_TIME_CODE
    return MfaLevel.PASSWORD if methods & (_FIRST_FACTOR | _SECOND_FACTOR) else MfaLevel.NONE
