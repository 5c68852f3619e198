"""Keeps the private keys we sign with: several workers share one file, the next key is published before it signs, the last one until its tokens are gone.

Above: the mint, the development identity provider.
Below: the database file, core.
Does not know: what is signed.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from joserfc.jwk import ECKey

from strongroom.core.clock import Clock
from strongroom.core.json import Json
from strongroom.identity.database import open_database, writing

ALGORITHM = "ES256"
ROTATE_SECONDS = 24 * 3600.0
KEEP_SECONDS = 3600.0
_LOOK_SECONDS = 1.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS signing_keys (
  number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, signs_from REAL NOT NULL, retired_at REAL
)
"""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key and its public id (RFC 7638 thumbprint)."""

    id: str
    key: ECKey
    signs_from: float
    """Seconds since the epoch."""


class SigningKeys:
    """The keys in one file, mode 0600. Always published: the key that signs, the one that will sign next, and retired ones for an hour.

    Because the next key is public a whole rotation ahead, no verifier with a fresh key set ever meets an unknown one.
    """

    __slots__ = ("_clock", "_connection", "_next_look", "_published", "_rotate_seconds", "_seen", "_signing")

    def __init__(self, path: Path, clock: Clock, *, rotate_seconds: float = ROTATE_SECONDS) -> None:
        self._clock = clock
        self._rotate_seconds = rotate_seconds
        self._connection = open_database(path, _SCHEMA)
        self._next_look = float("-inf")
        self._seen = -1
        self._signing: SigningKey
        self._published = b""
        self._look()

    def signing(self) -> SigningKey:
        """The key to sign with now."""
        self._look()
        return self._signing

    def jwks(self) -> bytes:
        """The public keys as a JSON Web Key Set."""
        self._look()
        return self._published

    def rotate(self) -> None:
        """Retire the key that signs and let the next one sign from now on."""
        with writing(self._connection):
            self._turn(self._clock.now())
        self._load()

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def _look(self) -> None:
        """Once a second: has another worker changed the file, or is a rotation due?"""
        now = self._clock.monotonic()
        if now < self._next_look:
            return
        self._next_look = now + _LOOK_SECONDS
        seen = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        if seen != self._seen or self._due(self._signing.signs_from):
            self._seen = seen
            self._settle()

    def _due(self, signs_from: float) -> bool:
        return self._clock.now() >= signs_from + self._rotate_seconds

    def _settle(self) -> None:
        """Make the first two keys, or rotate where it is due; under the write lock, so that workers agree."""
        row = self._connection.execute("SELECT signs_from FROM signing_keys WHERE retired_at IS NULL ORDER BY number LIMIT 1").fetchone()
        if row is None or self._due(float(row[0])):
            with writing(self._connection):
                row = self._connection.execute("SELECT signs_from FROM signing_keys WHERE retired_at IS NULL ORDER BY number LIMIT 1").fetchone()
                now = self._clock.now()
                if row is None:
                    self._add(now)
                    self._add(now + self._rotate_seconds)
                elif self._due(float(row[0])):
                    self._turn(now)
        self._load()

    def _turn(self, now: float) -> None:
        self._connection.execute("DELETE FROM signing_keys WHERE retired_at < ?", (now - KEEP_SECONDS,))
        self._connection.execute(
            "UPDATE signing_keys SET retired_at = ? WHERE number = (SELECT min(number) FROM signing_keys WHERE retired_at IS NULL)", (now,)
        )
        self._connection.execute(
            "UPDATE signing_keys SET signs_from = ? WHERE number = (SELECT min(number) FROM signing_keys WHERE retired_at IS NULL)", (now,)
        )
        self._add(now + self._rotate_seconds)

    def _add(self, signs_from: float) -> None:
        key = ECKey.generate_key("P-256", private=True)
        self._connection.execute("INSERT INTO signing_keys (key, signs_from) VALUES (?, ?)", (json.dumps(key.as_dict(private=True)), signs_from))

    def _load(self) -> None:
        rows = self._connection.execute("SELECT key, signs_from, retired_at FROM signing_keys ORDER BY number").fetchall()
        published: list[Json] = []
        current: SigningKey | None = None
        for text, signs_from, retired_at in rows:
            key = ECKey.import_key(json.loads(text))
            key_id = key.thumbprint()
            if retired_at is None and current is None:
                current = SigningKey(key_id, key, float(signs_from))
            published.append({"kty": "EC", "crv": "P-256", "x": str(key["x"]), "y": str(key["y"]), "kid": key_id, "use": "sig", "alg": ALGORITHM})
        if current is None:
            raise ValueError("The file of signing keys holds no key that may sign; remove the file to make new ones.")
        self._signing = current
        self._published = json.dumps({"keys": published}, separators=(",", ":")).encode()
