"""Reads an issuer's published key set (RFC 7517) and keeps only the keys that may verify its signatures.

Above: the cache of key sets.
Below: core.
Does not know: where the set came from, nor when.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, OKPKey, RSAKey

from strongroom.core.json import Json, JsonObject

PublicKey: TypeAlias = ECKey | OKPKey | RSAKey

MOST_KEYS = 64
LARGEST_SET = 256 * 1024
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_MEMBERS = frozenset({"kty", "kid", "alg", "crv", "x", "y", "n", "e"})
_CURVES = {"P-256": ("ES256",), "P-384": ("ES384",), "P-521": ("ES512",), "Ed25519": ("EdDSA", "Ed25519")}
_RSA = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
_SMALLEST_RSA_BITS = 2048
_LARGEST_RSA_BITS = 8192
_BITS_PER_CHARACTER = 6


@dataclass(frozen=True, slots=True)
class VerifyingKeys:
    """The usable keys of one issuer: (key id, algorithm) to key. `digest` names exactly this set."""

    keys: MappingProxyType[tuple[str, str], PublicKey] = field(default_factory=lambda: MappingProxyType({}))
    digest: str = ""

    def find(self, key_id: str, algorithm: str) -> PublicKey | None:
        """The key of that id for that algorithm; without an id, the only one for the algorithm, or none at all."""
        if key_id:
            return self.keys.get((key_id, algorithm))
        candidates = [key for (_, name), key in self.keys.items() if name == algorithm]
        return candidates[0] if len(candidates) == 1 else None


def read(text: bytes, algorithms: Collection[str]) -> VerifyingKeys:
    """The keys in `text` that may verify signatures of one of `algorithms`. Raises ValueError where `text` is no key set.

    Keys for encryption, symmetric keys, private keys, short RSA keys and keys of unknown kinds are left out; of two keys with one id, both are.
    """
    if len(text) > LARGEST_SET:
        raise ValueError(f"The key set is larger than {LARGEST_SET} bytes.")
    listed = _listed(text)
    found: dict[tuple[str, str], PublicKey] = {}
    twice: set[tuple[str, str]] = set()
    for at, entry in enumerate(listed):
        for algorithm in _algorithms(entry, algorithms):
            key = _imported(entry)
            if key is None:
                continue
            named = entry.get("kid")
            place = (named if isinstance(named, str) and named else f"\n{at}", algorithm)
            if place in found:
                twice.add(place)
            found[place] = key
    usable = {place: key for place, key in found.items() if place not in twice}
    if not usable:
        raise ValueError(f"The key set holds no usable signature key for {', '.join(sorted(algorithms))}.")
    return VerifyingKeys(MappingProxyType(usable), hashlib.sha256(text).hexdigest())


def _listed(text: bytes) -> list[JsonObject]:
    try:
        parsed: Json = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("The key set is no JSON.") from None
    listed = parsed.get("keys") if isinstance(parsed, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST_KEYS:
        raise ValueError(f"The key set has no list `keys` of at most {MOST_KEYS} entries.")
    return [entry for entry in listed if isinstance(entry, dict)]


def _algorithms(entry: JsonObject, allowed: Collection[str]) -> list[str]:
    """Which of the allowed algorithms this key may verify: its kind, its own `alg`, `use` and `key_ops` all have a say."""
    operations = entry.get("key_ops")
    if entry.get("use", "sig") != "sig" or not _PRIVATE.isdisjoint(entry):
        return []
    if operations is not None and (not isinstance(operations, list) or "verify" not in operations):
        return []
    kind, curve, own = entry.get("kty"), entry.get("crv"), entry.get("alg")
    fitting: tuple[str, ...] = ()
    if kind == "RSA":
        fitting = _RSA
    elif kind == ("OKP" if curve == "Ed25519" else "EC") and isinstance(curve, str):
        fitting = _CURVES.get(curve, ())
    return [name for name in fitting if name in allowed and (own is None or own == name)]


def _imported(entry: JsonObject) -> PublicKey | None:
    kept: dict[str, str | list[str]] = {name: value for name, value in entry.items() if name in _MEMBERS and isinstance(value, str)}
    modulus = kept.get("n", "")
    if modulus and not _SMALLEST_RSA_BITS <= len(modulus) * _BITS_PER_CHARACTER <= _LARGEST_RSA_BITS + _BITS_PER_CHARACTER:
        return None
    try:
        key = JWKRegistry.import_key(kept)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    if isinstance(key, RSAKey):
        return key if _SMALLEST_RSA_BITS <= key.public_key.key_size <= _LARGEST_RSA_BITS else None
    return key if isinstance(key, ECKey | OKPKey) else None
