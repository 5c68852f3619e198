"""Revocations without a server: one SQLite file that every worker of the machine reads into memory, twice a second at most.

Above: the verifier, the mint, the development identity provider, the command line.
Below: the database file, core.
Does not know: tokens.
"""

import sqlite3
from pathlib import Path

from strongroom.core.clock import Clock
from strongroom.identity.database import open_database, writing
from strongroom.identity.failure import unavailable

POLL_SECONDS = 0.5
_PATIENCE_SECONDS = 5.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS revoked_tokens (token_id TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS revoked_subjects (subject TEXT PRIMARY KEY, before REAL NOT NULL) WITHOUT ROWID
"""


class EmbeddedRevocations:
    """The Revocations port on a SQLite file. While the file cannot be read for five seconds, nobody passes."""

    __slots__ = ("_clock", "_connection", "_next_look", "_read_at", "_revision", "_seen", "_subjects", "_tokens")

    def __init__(self, path: Path, clock: Clock) -> None:
        self._clock = clock
        self._connection = open_database(path, _SCHEMA)
        self._tokens: dict[str, float] = {}
        self._subjects: dict[str, float] = {}
        self._revision = 0
        self._seen = -1
        self._next_look = self._read_at = clock.monotonic()
        self.revision()

    def revision(self) -> int:
        """Grows with every revocation seen. Raises IdentityError (unavailable) where the file cannot be read."""
        now = self._clock.monotonic()
        if now >= self._next_look:
            self._look(now)
        return self._revision

    def is_revoked(self, token_id: str, subject: str, issued_at: float) -> bool:
        """Whether that token was taken back, by its id or with all tokens of `subject` ("ISSUER|SUB") issued up to a moment."""
        self.revision()
        return token_id in self._tokens or issued_at <= self._subjects.get(subject, float("-inf"))

    def revoke_token(self, token_id: str, until: float) -> None:
        """Take back one token; forgotten after `until` (epoch seconds) plus the largest clock skew."""
        with writing(self._connection) as connection:
            connection.execute("DELETE FROM revoked_tokens WHERE until < ?", (self._clock.now() - 120,))
            connection.execute("INSERT INTO revoked_tokens VALUES (?, ?) ON CONFLICT DO UPDATE SET until = max(until, excluded.until)", (token_id, until))
        self._load(self._clock.monotonic())

    def revoke_subject(self, subject: str, before: float) -> None:
        """Take back every token of `subject` issued up to and including `before` (epoch seconds)."""
        with writing(self._connection) as connection:
            connection.execute("INSERT INTO revoked_subjects VALUES (?, ?) ON CONFLICT DO UPDATE SET before = max(before, excluded.before)", (subject, before))
        self._load(self._clock.monotonic())

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def _look(self, now: float) -> None:
        """Read anew if another worker wrote (`data_version` tells)."""
        try:
            seen = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
            if seen != self._seen:
                self._load(now)
                self._seen = seen
        except sqlite3.Error:
            if now - self._read_at > _PATIENCE_SECONDS:
                raise unavailable("The list of revoked tokens cannot be read now; try again soon.") from None
        else:
            self._read_at = now
        self._next_look = now + POLL_SECONDS

    def _load(self, now: float) -> None:
        self._tokens = dict(self._connection.execute("SELECT token_id, until FROM revoked_tokens"))
        self._subjects = dict(self._connection.execute("SELECT subject, before FROM revoked_subjects"))
        self._read_at = now
        self._revision += 1
