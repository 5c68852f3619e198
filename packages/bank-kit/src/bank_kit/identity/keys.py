"""Public keys of the token issuer, from a file or a JWKS URL: cached, rotated, and never fetched on the event loop."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey, import_key

VerificationKey = ECKey | OKPKey | RSAKey
Clock = Callable[[], float]

MAX_KEY_SET_BYTES = 256 * 1024
MAX_KEYS = 64
FETCH_SECONDS = 3.0
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class KeySourceError(Exception):
    """The keys could not be had, or are not a usable key set."""


class KeySource(Protocol):
    """Where verification keys come from. Fail mode: closed."""

    async def key(self, key_id: str) -> VerificationKey | None:
        """The public key of that id; None when the issuer has no such key; KeySourceError when nobody can say."""
        ...


def read_key_set(document: bytes) -> Mapping[str, VerificationKey]:
    """The asymmetric signature keys of a JWK set (RFC 7517) by id; others are left out. KeySourceError when it is no key set."""
    try:
        parsed = json.loads(document)
        entries = parsed["keys"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise KeySourceError("not a JSON Web Key Set") from None
    if not isinstance(entries, list) or len(entries) > MAX_KEYS:
        raise KeySourceError(f"a key set is a list of at most {MAX_KEYS} keys")
    keys: dict[str, VerificationKey] = {}
    for entry in entries:
        if isinstance(entry, dict) and entry.get("use", "sig") == "sig" and isinstance(entry.get("kid"), str):
            key = _public_key(entry)
            if key is not None:
                keys[entry["kid"]] = key
    return keys


def _public_key(entry: dict[str, str | list[str]]) -> VerificationKey | None:
    public = {name: value for name, value in entry.items() if name not in {"d", "p", "q", "dp", "dq", "qi", "oth"}}
    try:
        key = import_key(public)
    except (JoseError, ValueError, TypeError):
        return None
    return key if isinstance(key, ECKey | OKPKey | RSAKey) else None


class KeyFile:
    """Keys from a file, read again when it changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._keys: Mapping[str, VerificationKey] = {}

    async def key(self, key_id: str) -> VerificationKey | None:
        """As KeySource.key."""
        return (await asyncio.to_thread(self._read)).get(key_id)

    def _read(self) -> Mapping[str, VerificationKey]:
        try:
            status = self._path.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            if stamp != self._seen:
                if status.st_size > MAX_KEY_SET_BYTES:
                    raise KeySourceError("the key file is too large")
                self._keys = read_key_set(self._path.read_bytes())
                self._seen = stamp
        except OSError as error:
            raise KeySourceError(f"the key file cannot be read: {error.strerror}") from None
        return self._keys


class KeyUrl:
    """Keys from a JWKS URL.

    Fetched again after `fresh_seconds`, and at once for an unknown key id, but not more often than every `pause_seconds`.
    When the issuer does not answer, known keys serve for `stale_seconds` after their fetch, then nobody is let in.
    """

    fresh_seconds = 300.0
    stale_seconds = 3600.0
    pause_seconds = 1.0

    def __init__(self, url: str, *, fetch: Callable[[str], bytes] | None = None, monotonic: Clock = time.monotonic) -> None:
        self._url = checked_url(url)
        self._fetch = fetch or fetch_document
        self._monotonic = monotonic
        self._keys: Mapping[str, VerificationKey] = {}
        self._fetched_at: float | None = None
        self._tried_at: float | None = None
        self._lock = asyncio.Lock()

    async def key(self, key_id: str) -> VerificationKey | None:
        """As KeySource.key."""
        if not self._answers(key_id):
            async with self._lock:
                if not self._answers(key_id) and self._may_try():
                    await self._refresh()
        if self._fetched_at is None or self._monotonic() - self._fetched_at > self.stale_seconds:
            raise KeySourceError("the issuer's keys cannot be had")
        return self._keys.get(key_id)

    def _answers(self, key_id: str) -> bool:
        return self._fetched_at is not None and key_id in self._keys and self._monotonic() - self._fetched_at < self.fresh_seconds

    def _may_try(self) -> bool:
        return self._tried_at is None or self._monotonic() - self._tried_at >= self.pause_seconds

    async def _refresh(self) -> None:
        self._tried_at = self._monotonic()
        try:
            self._keys = read_key_set(await asyncio.to_thread(self._fetch, self._url))
        except (OSError, KeySourceError):
            return
        self._fetched_at = self._monotonic()


def checked_url(url: str) -> str:
    """The URL when it is https, or http on loopback; ValueError otherwise."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return url
    if parts.scheme == "http" and parts.hostname in LOOPBACK:
        return url
    raise ValueError("a JWKS URL is https, or http on loopback")


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _opener() -> OpenerDirector:
    return build_opener(ProxyHandler({}), _NoRedirect)


def fetch_document(url: str) -> bytes:
    """The body at `url`, no redirect, no proxy, at most MAX_KEY_SET_BYTES; OSError when it cannot be had."""
    request = Request(checked_url(url), headers={"Accept": "application/jwk-set+json, application/json"})  # noqa: S310  scheme checked here
    try:
        with _opener().open(request, timeout=FETCH_SECONDS) as response:
            document: bytes = response.read(MAX_KEY_SET_BYTES + 1)
    except HTTPError as error:
        error.close()
        raise URLError(f"the issuer answered with status {error.code}") from None
    except HTTPException as error:
        raise URLError(f"the issuer did not speak HTTP ({type(error).__name__})") from None
    if len(document) > MAX_KEY_SET_BYTES:
        raise URLError("the key set is too large")
    return document
