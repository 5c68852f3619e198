"""An issuer of tokens, good and bad, whose key set is fetched without a network; and a verifier that trusts it."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc.jwk import ECKey
from support.calls import HandClock

from strongroom.core.json import Json, JsonObject
from strongroom.identity.embedded import EmbeddedRevocations
from strongroom.identity.key_source import IssuerKeys, KeySource
from strongroom.identity.port import Fetched
from strongroom.identity.verify import Authenticator, TrustedIssuer

ISSUER = "https://idp.example"
DOOR = "https://gw.example/mcp"
Sign = Callable[[bytes], bytes]


@cache
def ec_key(name: str) -> EllipticCurvePrivateKey:
    """A P-256 key, the same for the same name."""
    assert name
    return generate_private_key(SECP256R1())


@cache
def rsa_key(bits: int) -> RSAPrivateKey:
    """An RSA key of that size."""
    return generate_rsa(65537, bits)


def ec_public(name: str, **more: Json) -> JsonObject:
    """The published form of `ec_key(name)`."""
    return {**_plain(ECKey.import_key(_der(ec_key(name))).as_dict(private=False)), "kid": name, "use": "sig", "alg": "ES256", **more}


def rsa_public(name: str, bits: int = 2048, **more: Json) -> JsonObject:
    """The published form of `rsa_key(bits)`."""
    modulus = rsa_key(bits).public_key().public_numbers().n
    return {"kty": "RSA", "n": b64(modulus.to_bytes(bits // 8, "big")), "e": "AQAB", "kid": name, "use": "sig", **more}


def es256(name: str) -> Sign:
    """Signs with `ec_key(name)`."""

    def sign(message: bytes) -> bytes:
        r, s = decode_dss_signature(ec_key(name).sign(message, ECDSA(SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    return sign


def rs256(message: bytes) -> bytes:
    """Signs with the RSA key."""
    return rsa_key(2048).sign(message, padding.PKCS1v15(), SHA256())


def b64(plain: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()


def compact(header: JsonObject | bytes, payload: JsonObject | bytes, sign: Sign) -> str:
    """A token of exactly these parts."""
    parts = [part if isinstance(part, bytes) else json.dumps(part).encode() for part in (header, payload)]
    signed = ".".join(b64(part) for part in parts)
    return f"{signed}.{b64(sign(signed.encode()))}"


class FakeIssuer:
    """Publishes `keys`, counts fetches, fails when told to. It is the Fetch port of its own key set."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.keys: list[Json] = [ec_public("k1"), rsa_public("r1", alg="RS256")]
        self.fetches = 0
        self.fails: Exception | None = None
        self.max_age: float | None = None
        self.body: bytes | None = None

    async def get(self, url: str, max_bytes: int) -> Fetched:
        self.fetches += 1
        if self.fails is not None:
            raise self.fails
        return Fetched(self.body if self.body is not None else json.dumps({"keys": self.keys}).encode(), self.max_age)

    def claims(self, without: Sequence[str] = (), **changed: Json) -> JsonObject:
        """The claims of a good token, changed."""
        now = int(self.clock.now())
        good: JsonObject = {
            "iss": ISSUER,
            "sub": "rita",
            "aud": DOOR,
            "client_id": "agent",
            "iat": now,
            "exp": now + 900,
            "jti": "t-1",
            "scope": "finance.read",
        }
        return {name: value for name, value in (good | changed).items() if name not in without}

    def token(self, claims: Mapping[str, Json] | None = None, *, sign: Sign | None = None, without: Sequence[str] = (), **header: Json) -> str:
        """A good token, but for the given claims and header members."""
        good: JsonObject = {"alg": "ES256", "kid": "k1", "typ": "at+jwt"}
        kept = {name: value for name, value in (good | header).items() if name not in without}
        return compact(kept, dict(claims) if claims is not None else self.claims(), sign or es256("k1"))


def authenticator(issuer: FakeIssuer, folder: Path, *, algorithms: frozenset[str] = frozenset({"ES256", "RS256"})) -> Authenticator:
    """A verifier that trusts `issuer` and nobody else; its revocations lie in `folder`."""
    source = KeySource(IssuerKeys(ISSUER, algorithms, f"{ISSUER}/jwks.json"), issuer, issuer.clock)
    trusted = TrustedIssuer(ISSUER, algorithms, source)
    return Authenticator([trusted], EmbeddedRevocations(folder / "identity.sqlite", issuer.clock), issuer.clock)


def _der(key: EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _plain(key: Mapping[str, str | list[str]]) -> JsonObject:
    return {name: value for name, value in key.items() if isinstance(value, str)}
