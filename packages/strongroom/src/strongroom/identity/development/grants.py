"""What was granted: authorization codes that work once, and families of refresh tokens that die together when one is used twice.

Above: the token endpoint.
Below: the database file shared by all workers.
Does not know: HTTP, signatures.
"""

import json
import sqlite3
from dataclasses import asdict, dataclass

from strongroom.core.clock import Clock, Entropy
from strongroom.identity.database import writing
from strongroom.identity.development.oauth import OAuthError, digest, unguessable

CODE_SECONDS = 60.0
REFRESH_SECONDS = 8 * 3600.0
SCHEMA = """
CREATE TABLE IF NOT EXISTS codes (code TEXT PRIMARY KEY, family TEXT NOT NULL, terms TEXT NOT NULL, until REAL NOT NULL, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS refresh_tokens (token TEXT PRIMARY KEY, family TEXT NOT NULL, terms TEXT NOT NULL, until REAL NOT NULL, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS family_tokens (token_id TEXT PRIMARY KEY, family TEXT NOT NULL, until REAL NOT NULL);
CREATE TABLE IF NOT EXISTS dead_families (family TEXT PRIMARY KEY, since REAL NOT NULL)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a user allowed a client: for one resource, with these scopes, after signing in by these methods (`amr`) at `auth_time` (epoch seconds)."""

    username: str
    client_id: str
    resource: str
    scopes: tuple[str, ...]
    methods: tuple[str, ...]
    auth_time: int
    family: str
    nonce: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTerms:
    """What a code is bound to besides its grant."""

    redirect_uri: str
    challenge: str


@dataclass(frozen=True, slots=True)
class _Spending:
    """How to look at a secret that works once, and how to mark it used."""

    look: str
    mark: str


_CODE = _Spending(
    "SELECT family, terms, until, used, family IN (SELECT family FROM dead_families) FROM codes WHERE code = ?",
    "UPDATE codes SET used = 1 WHERE code = ?",
)
_REFRESH = _Spending(
    "SELECT family, terms, until, used, family IN (SELECT family FROM dead_families) FROM refresh_tokens WHERE token = ?",
    "UPDATE refresh_tokens SET used = 1 WHERE token = ?",
)
_FORGET = ("DELETE FROM codes WHERE until < ?", "DELETE FROM refresh_tokens WHERE until < ?", "DELETE FROM family_tokens WHERE until < ?")


class ReplayError(OAuthError):
    """A code or refresh token came a second time: its whole family is dead. `tokens` are (id, until) of the access tokens to take back."""

    def __init__(self, family: str, tokens: tuple[tuple[str, float], ...]) -> None:
        super().__init__("invalid_grant", "The code or refresh token was used before; everything that came from it was revoked. Sign in again.")
        self.family = family
        self.tokens = tokens


class Grants:
    """Codes and refresh tokens on a database that several workers share. Only digests of secrets are stored."""

    def __init__(self, connection: sqlite3.Connection, clock: Clock, entropy: Entropy) -> None:
        self._connection = connection
        self._clock = clock
        self._entropy = entropy

    def new_family(self) -> str:
        """The name that ties together all tokens of one sign-in."""
        return unguessable(self._entropy)

    def issue_code(self, grant: Grant, terms: CodeTerms) -> str:
        """A code that works once, for a minute."""
        code = unguessable(self._entropy)
        now = self._clock.now()
        stored = json.dumps({"grant": asdict(grant), "terms": asdict(terms)})
        with writing(self._connection) as connection:
            for forget in _FORGET:
                connection.execute(forget, (now - REFRESH_SECONDS,))
            connection.execute("INSERT INTO codes VALUES (?, ?, ?, ?, 0)", (digest(code), grant.family, stored, now + CODE_SECONDS))
        return code

    def redeem_code(self, code: str) -> tuple[Grant, CodeTerms]:
        """What `code` was issued for; it is spent from here on. Raises OAuthError, and ReplayError where it was spent before."""
        stored = json.loads(self._spend(_CODE, code))
        return _grant(stored["grant"]), CodeTerms(**stored["terms"])

    def issue_refresh(self, grant: Grant) -> str:
        """A refresh token that works once, for eight hours."""
        token = unguessable(self._entropy)
        with writing(self._connection) as connection:
            row = (digest(token), grant.family, json.dumps(asdict(grant)), self._clock.now() + REFRESH_SECONDS)
            connection.execute("INSERT INTO refresh_tokens VALUES (?, ?, ?, ?, 0)", row)
        return token

    def redeem_refresh(self, token: str) -> Grant:
        """The grant behind a refresh token; it is spent from here on. Raises OAuthError, and ReplayError where it was spent before."""
        return _grant(json.loads(self._spend(_REFRESH, token)))

    def peek_refresh(self, token: str) -> Grant | None:
        """The grant behind a refresh token, without spending it."""
        row = self._connection.execute("SELECT terms FROM refresh_tokens WHERE token = ?", (digest(token),)).fetchone()
        return None if row is None else _grant(json.loads(row[0]))

    def remember_access(self, family: str, token_id: str, until: float) -> None:
        """Note an access token, so that it can be taken back with its family."""
        with writing(self._connection) as connection:
            connection.execute("INSERT OR REPLACE INTO family_tokens VALUES (?, ?, ?)", (token_id, family, until))

    def kill(self, family: str) -> tuple[tuple[str, float], ...]:
        """End a family; returns (id, until) of its access tokens that may still live."""
        with writing(self._connection):
            return self._kill(family)

    def _kill(self, family: str) -> tuple[tuple[str, float], ...]:
        now = self._clock.now()
        self._connection.execute("INSERT OR IGNORE INTO dead_families VALUES (?, ?)", (family, now))
        self._connection.execute("DELETE FROM dead_families WHERE since < ?", (now - 2 * REFRESH_SECONDS,))
        rows = self._connection.execute("SELECT token_id, until FROM family_tokens WHERE family = ?", (family,)).fetchall()
        return tuple((str(token_id), float(until)) for token_id, until in rows)

    def _spend(self, once: _Spending, secret: str) -> str:
        """Mark it used in the same transaction that looks at it, so that of two workers only one succeeds."""
        replayed: ReplayError | None = None
        terms = ""
        with writing(self._connection) as connection:
            row = connection.execute(once.look, (digest(secret),)).fetchone()
            if row is not None and row[3]:
                replayed = ReplayError(row[0], self._kill(row[0]))
            elif row is not None and row[2] > self._clock.now() and not row[4]:
                connection.execute(once.mark, (digest(secret),))
                terms = row[1]
        if replayed is not None:
            raise replayed
        if not terms:
            raise OAuthError("invalid_grant", "The code or refresh token is unknown, expired or revoked; sign in again.")
        return terms


def _grant(stored: dict[str, object]) -> Grant:
    scopes, methods = stored["scopes"], stored["methods"]
    assert isinstance(scopes, list)
    assert isinstance(methods, list)
    return Grant(
        username=str(stored["username"]),
        client_id=str(stored["client_id"]),
        resource=str(stored["resource"]),
        scopes=tuple(scopes),
        methods=tuple(methods),
        auth_time=int(str(stored["auth_time"])),
        family=str(stored["family"]),
        nonce=str(stored["nonce"]),
    )
