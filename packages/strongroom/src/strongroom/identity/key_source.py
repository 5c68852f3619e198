"""Keeps one issuer's key set fresh: fetched once for all who wait, served stale while it is renewed, asked again for an unknown key at most twice a minute.

Above: the verifier.
Below: the Fetch port, core.
Does not know: HTTP, tokens.
"""

import asyncio
import json
import logging
from collections.abc import Collection
from dataclasses import dataclass

from strongroom.core.clock import Clock
from strongroom.identity.failure import IdentityError, unavailable
from strongroom.identity.key_set import LARGEST_SET, PublicKey, VerifyingKeys, read
from strongroom.identity.port import Fetch

UNKNOWN_KEY_SECONDS = 30.0
STALE_SECONDS = 24 * 3600.0
_FRESH_SECONDS = 300.0
_SHORTEST_FRESH = 5.0
_RETRY_SECONDS = 5.0
_LARGEST_METADATA = 64 * 1024

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IssuerKeys:
    """Where the keys of `issuer` are and which algorithms count. Without `url`, the issuer's metadata names it."""

    issuer: str
    algorithms: frozenset[str]
    url: str = ""


class KeySource:
    """The keys of one issuer. `generation` grows when the set changes, so that what was verified with the old set is verified again."""

    __slots__ = ("_clock", "_fetch", "_fresh_until", "_keys", "_next_try", "_next_unknown", "_of", "_renewal", "_stale_until", "_url", "generation")

    def __init__(self, of: IssuerKeys, fetch: Fetch, clock: Clock) -> None:
        self._of = of
        self._fetch = fetch
        self._clock = clock
        self._url = of.url
        self._keys = VerifyingKeys()
        self._fresh_until = self._stale_until = self._next_try = self._next_unknown = float("-inf")
        self._renewal: asyncio.Task[None] | None = None
        self.generation = 0

    async def find(self, key_id: str, algorithm: str) -> PublicKey:
        """The key for a signature. Raises IdentityError: no such key, or (unavailable) no key set that may still be used."""
        now = self._clock.monotonic()
        if now >= self._stale_until:
            await self._renewed()
            if self._clock.monotonic() >= self._stale_until:
                raise unavailable("The keys of the token's issuer cannot be fetched now; try again soon.")
        elif now >= self._fresh_until and now >= self._next_try:
            self._start()
        key = self._keys.find(key_id, algorithm)
        if key is None and self._clock.monotonic() >= self._next_unknown:
            self._next_unknown = self._clock.monotonic() + UNKNOWN_KEY_SECONDS
            await self._renewed()
            key = self._keys.find(key_id, algorithm)
        if key is None:
            raise IdentityError("The token is signed with a key that its issuer does not publish for that algorithm.")
        return key

    def usable(self) -> bool:
        """Whether a key set is at hand that may be used now; for health."""
        return self._clock.monotonic() < self._stale_until

    async def close(self) -> None:
        """Stop a renewal under way."""
        if self._renewal is not None and not self._renewal.done():
            self._renewal.cancel()
            await asyncio.gather(self._renewal, return_exceptions=True)

    async def _renewed(self) -> None:
        """Wait for the one renewal under way, or for a new one unless the last failed a moment ago. A waiter that leaves does not end it."""
        if self._renewal is None and self._clock.monotonic() < self._next_try:
            return
        await asyncio.shield(self._start())

    def _start(self) -> asyncio.Task[None]:
        if self._renewal is None:
            self._renewal = asyncio.get_running_loop().create_task(self._renew())
            self._renewal.add_done_callback(self._over)
        return self._renewal

    def _over(self, _: asyncio.Task[None]) -> None:
        self._renewal = None

    async def _renew(self) -> None:
        """Fetch and read; on failure keep what we have. Never raises but CancelledError."""
        try:
            got = await self._fetch.get(await self._where(), LARGEST_SET)
            keys = read(got.body, self._of.algorithms)
        except (OSError, ValueError) as error:
            self._next_try = self._clock.monotonic() + _RETRY_SECONDS
            _log.warning("key set of issuer %s not renewed: %s", self._of.issuer, error)
            return
        now = self._clock.monotonic()
        fresh = _FRESH_SECONDS if got.max_age is None else min(max(got.max_age, _SHORTEST_FRESH), STALE_SECONDS)
        self._fresh_until = now + fresh
        self._stale_until = now + STALE_SECONDS
        self._next_try = now
        if keys.digest != self._keys.digest:
            self._keys = keys
            self.generation += 1

    async def _where(self) -> str:
        """The key set's address, from the issuer's metadata where it was not given (OpenID Connect Discovery section 4.3: `issuer` must match)."""
        if not self._url:
            got = await self._fetch.get(self._of.issuer.rstrip("/") + "/.well-known/openid-configuration", _LARGEST_METADATA)
            self._url = metadata_keys_url(got.body, self._of.issuer)
        return self._url


def metadata_keys_url(text: bytes, issuer: str) -> str:
    """The `jwks_uri` in the metadata of `issuer`. Raises ValueError where there is none or the metadata is another issuer's."""
    try:
        metadata = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("The issuer's metadata is no JSON.") from None
    if not isinstance(metadata, dict) or metadata.get("issuer") != issuer:
        raise ValueError("The issuer's metadata names another issuer.")
    url = metadata.get("jwks_uri")
    if not isinstance(url, str) or not url:
        raise ValueError("The issuer's metadata names no key set (`jwks_uri`).")
    return url


def asymmetric(algorithms: Collection[str]) -> frozenset[str]:
    """The allow-list as a set. Raises ValueError for `none` and for symmetric algorithms, which no issuer can publish a key for."""
    refused = sorted(name for name in algorithms if name == "none" or name.startswith("HS") or name not in _KNOWN)
    if refused or not algorithms:
        raise ValueError(f"Not an asymmetric signature algorithm: {', '.join(refused) or '(none given)'}; allowed: {', '.join(sorted(_KNOWN))}.")
    return frozenset(algorithms)


_KNOWN = frozenset({"ES256", "ES384", "ES512", "EdDSA", "Ed25519", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"})
