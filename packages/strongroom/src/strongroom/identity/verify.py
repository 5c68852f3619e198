"""The verifier: a token and the door it came to in, a Principal out; what was verified is remembered for a minute.

Above: the doors (edge, console, agent), through the Authenticate port.
Below: key sources, revocations, core.
Does not know: what the caller wants, nor whether it is allowed.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from joserfc import jws
from joserfc.errors import JoseError

from strongroom.core.clock import Clock
from strongroom.core.principal import Principal
from strongroom.identity import claims as claim
from strongroom.identity.compact import LARGEST_TOKEN, Unverified, take_apart
from strongroom.identity.failure import IdentityError
from strongroom.identity.key_set import PublicKey
from strongroom.identity.key_source import KeySource
from strongroom.identity.port import Revocations

REMEMBERED_SECONDS = 60.0
REMEMBERED_TOKENS = 10_000
_TYPES = frozenset({"at+jwt", "jwt"})


@dataclass(frozen=True, slots=True)
class TrustedIssuer:
    """One issuer we believe. `audience` replaces the door's URL where the issuer knows no resource indicators."""

    issuer: str
    algorithms: frozenset[str]
    keys: KeySource
    audience: str = ""


@dataclass(frozen=True, slots=True)
class _Remembered:
    """A verified token: until when (epoch seconds), under which key sets and at which state of the revocations."""

    principal: Principal
    until: float
    generation: int
    revision: int


class Authenticator:
    """Verifies tokens of trusted issuers for one resource at a time.

    `skew` is how far clocks may differ, in seconds, at most 60. Follows RFC 9068 section 4, RFC 8725 and RFC 8707; fails closed.
    """

    __slots__ = ("_clock", "_issuers", "_registries", "_remembered", "_revocations", "_skew", "_sources")

    def __init__(self, issuers: Iterable[TrustedIssuer], revocations: Revocations, clock: Clock, *, skew: float = 30.0) -> None:
        if not 0 <= skew <= 60:
            raise ValueError("The clock skew must lie between 0 and 60 seconds.")
        self._issuers: Mapping[str, TrustedIssuer] = {one.issuer: one for one in issuers}
        self._registries = {name: _registry(one.algorithms) for name, one in self._issuers.items()}
        self._sources = [one.keys for one in self._issuers.values()]
        self._revocations = revocations
        self._clock = clock
        self._skew = skew
        self._remembered: OrderedDict[tuple[bytes, str], _Remembered] = OrderedDict()

    def cached(self, token: str | bytes, resource: str) -> Principal | None:
        """The caller, if this token was verified for `resource` within the last minute and still holds; None: ask `authenticate`.

        No I/O but a glance at the revocations, twice a second.
        """
        key = (hashlib.sha256(token if isinstance(token, bytes) else token.encode("utf-8", "surrogatepass")).digest(), resource)
        known = self._remembered.get(key)
        if known is None:
            return None
        try:
            revision = self._revocations.revision()
        except IdentityError:
            return None
        if known.revision != revision or known.generation != self._generation() or known.until <= self._clock.now():
            del self._remembered[key]
            return None
        self._remembered.move_to_end(key)
        return known.principal

    async def authenticate(self, token: str | bytes, resource: str) -> Principal:
        """The caller whom `token` proves towards `resource`. Raises IdentityError, which says what would help and nothing of the token."""
        known = self.cached(token, resource)
        if known is not None:
            return known
        text = token if isinstance(token, bytes) else token.encode("utf-8", "surrogatepass")
        revision = self._revocations.revision()
        apart = take_apart(text)
        issuer = self._issuer(apart)
        key = await issuer.keys.find(apart.key_id, apart.algorithm)
        self._verify(apart, key, issuer.issuer)
        made, issued_at = self._principal(apart, issuer.audience or resource)
        if self._revocations.is_revoked(made.token_id, f"{made.issuer}|{made.subject}", issued_at):
            raise IdentityError("The token was revoked; sign in again.")
        until = min(made.expires_at + self._skew, self._clock.now() + REMEMBERED_SECONDS)
        self._remember((hashlib.sha256(text).digest(), resource), _Remembered(made, until, self._generation(), revision))
        return made

    def usable(self) -> dict[str, bool]:
        """Issuer to whether its keys are at hand; for health. A source nobody asked yet is not at hand."""
        return {name: one.keys.usable() for name, one in self._issuers.items()}

    def _generation(self) -> int:
        total = 0
        for source in self._sources:
            total += source.generation
        return total

    def _issuer(self, apart: Unverified) -> TrustedIssuer:
        """Who claims to have issued this, if we trust it with that algorithm and type. Nothing is fetched for anybody else."""
        if apart.type not in _TYPES:
            raise IdentityError("The token's type (`typ`) is neither `at+jwt` nor `JWT`.")
        named = apart.claims.get("iss")
        issuer = self._issuers.get(named) if isinstance(named, str) else None
        if issuer is None:
            raise IdentityError("The token was not issued by an identity provider this gateway trusts (`iss`).")
        if apart.algorithm not in issuer.algorithms:
            raise IdentityError("The token is signed with an algorithm that is not accepted from its issuer.")
        return issuer

    def _verify(self, apart: Unverified, key: PublicKey, issuer: str) -> None:
        try:
            jws.deserialize_compact(apart.text, key, registry=self._registries[issuer])
        except (JoseError, ValueError):
            raise IdentityError("The token's signature does not verify.") from None

    def _principal(self, apart: Unverified, expected: str) -> tuple[Principal, float]:
        claims = apart.claims
        claim.access_only(claims)
        lifetime = claim.window(claims, now=self._clock.now(), skew=self._skew)
        claim.audience(claims, expected)
        token_id = claim.text(claims, "jti")
        if not token_id:
            if apart.type == "at+jwt":
                raise IdentityError("The token has no id (`jti`), which its type demands.")
            token_id = hashlib.sha256(apart.text.rsplit(b".", 1)[0]).hexdigest()
        return claim.principal(claims, lifetime, token_id), lifetime.issued_at

    def _remember(self, key: tuple[bytes, str], known: _Remembered) -> None:
        self._remembered[key] = known
        self._remembered.move_to_end(key)
        while len(self._remembered) > REMEMBERED_TOKENS:
            self._remembered.popitem(last=False)


def _registry(algorithms: frozenset[str]) -> jws.JWSRegistry:
    """Header members nobody knows are ignored (RFC 7515 section 4); the dangerous ones were refused when the token was taken apart."""
    registry = jws.JWSRegistry(algorithms=sorted(algorithms), strict_check_header=False)
    registry.max_header_length = LARGEST_TOKEN
    registry.max_payload_length = LARGEST_TOKEN
    return registry
