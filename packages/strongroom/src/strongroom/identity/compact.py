"""Takes the text of a token apart without believing it: one spelling per token, bounded, no duplicate members.

Above: the verifier.
Below: core.
Does not know: keys, issuers, claims.
"""

import base64
import binascii
import json
import math
from dataclasses import dataclass

from strongroom.core.json import Json, JsonObject
from strongroom.identity.failure import IdentityError

LARGEST_TOKEN = 16 * 1024
_SMALLEST_TOKEN = 16
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BRINGS_A_KEY = frozenset({"jwk", "jku", "x5c", "x5u"})


@dataclass(frozen=True, slots=True)
class Unverified:
    """A token taken apart. Nothing in it is true yet."""

    text: bytes
    algorithm: str
    key_id: str
    """Empty where the token names none. Text of an attacker: to compare, never to look anything up with."""
    type: str
    """In lower case, without `application/`; empty where absent."""
    claims: JsonObject


def take_apart(token: bytes) -> Unverified:
    """Split, decode and bound `token` (RFC 7515 section 7.1). Raises IdentityError."""
    if len(token) > LARGEST_TOKEN:
        raise IdentityError(f"The token is larger than {LARGEST_TOKEN} bytes.")
    if len(token) < _SMALLEST_TOKEN:
        raise IdentityError("The token is empty or cut short; send `Authorization: Bearer TOKEN`.")
    parts = token.split(b".")
    if len(parts) == 5:
        raise IdentityError("Encrypted tokens are not accepted; ask the issuer for a signed one.")
    if len(parts) != 3 or not all(parts):
        raise IdentityError("The token is no signed JSON Web Token: three base64url parts are needed, with a signature.")
    header = _object(_decoded(parts[0]), "header")
    claims = _object(_decoded(parts[1]), "payload")
    _decoded(parts[2])
    return _checked(token, header, claims)


def _checked(token: bytes, header: JsonObject, claims: JsonObject) -> Unverified:
    """The header's rules (RFC 7515 section 4, RFC 8725 section 3)."""
    if "crit" in header or "b64" in header:
        raise IdentityError("The token's header demands an extension that is not supported (`crit`).")
    if not _BRINGS_A_KEY.isdisjoint(header):
        raise IdentityError("The token's header brings its own key (`jwk`, `jku`, `x5c`, `x5u`); only the issuer's published keys count.")
    if "cty" in header or "zip" in header:
        raise IdentityError("Nested or compressed tokens are not accepted.")
    algorithm, key_id, kind = header.get("alg"), header.get("kid", ""), header.get("typ", "")
    if not isinstance(algorithm, str) or not algorithm:
        raise IdentityError("The token's header names no algorithm (`alg`).")
    if not isinstance(key_id, str) or len(key_id) > 256 or not key_id.isprintable():
        raise IdentityError("The token's header holds a key id (`kid`) that is no short printable text.")
    if not isinstance(kind, str) or len(kind) > 64:
        raise IdentityError("The token's header holds a type (`typ`) that is no short text.")
    return Unverified(token, algorithm, key_id, kind.lower().removeprefix("application/"), claims)


def _decoded(part: bytes) -> bytes:
    """Base64url, refused unless it is the one spelling of its bytes: no padding, no stray bits, no other characters."""
    if part.translate(None, _ALPHABET):
        raise IdentityError("The token holds characters that are not base64url.")
    try:
        plain = base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4))
    except binascii.Error:
        raise IdentityError("The token is cut short: a part is no whole base64url text.") from None
    if base64.urlsafe_b64encode(plain).rstrip(b"=") != part:
        raise IdentityError("The token is not in canonical base64url.")
    return plain


def _object(text: bytes, where: str) -> JsonObject:
    try:
        parsed: Json = json.loads(text.decode("utf-8", "strict"), object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        raise IdentityError(f"The token's {where} is no plain JSON: UTF-8, no duplicate members, no NaN, not too deep.") from None
    if not isinstance(parsed, dict):
        raise IdentityError(f"The token's {where} is no JSON object.")
    return parsed


def _once(pairs: list[tuple[str, Json]]) -> JsonObject:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError
    return made


def _no_constant(_: str) -> Json:
    raise ValueError


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError
    return number
