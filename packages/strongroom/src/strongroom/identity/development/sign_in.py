"""Checks who signs in: password, one-time code that works once, five tries, and the form that was really handed out.

Above: the authorize endpoint.
Below: the database file shared by all workers, the directory of users.
Does not know: HTTP, clients, tokens.
"""

import hmac
import sqlite3
from dataclasses import dataclass

import pyotp

from strongroom.core.clock import Clock, Entropy
from strongroom.identity.database import writing
from strongroom.identity.development.oauth import digest, unguessable
from strongroom.identity.development.users import Directory, User

MOST_TRIES = 5
TRIES_SECONDS = 300.0
FORM_SECONDS = 600.0
STEP_SECONDS = 30
SCHEMA = """
CREATE TABLE IF NOT EXISTS sign_in_forms (form TEXT PRIMARY KEY, request TEXT NOT NULL, until REAL NOT NULL);
CREATE TABLE IF NOT EXISTS sign_in_tries (username TEXT PRIMARY KEY, tries INTEGER NOT NULL, until REAL NOT NULL);
CREATE TABLE IF NOT EXISTS one_time_codes (username TEXT PRIMARY KEY, last_step INTEGER NOT NULL)
"""


class SignInError(Exception):
    """Not signed in; the sentence is for the person at the form. It never says which factor was wrong."""


class TooManyTriesError(SignInError):
    """Too many tries for this name; `seconds` until the next may be made."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too many tries. Wait {max(1, round(seconds))} seconds.")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, and by which methods (RFC 8176)."""

    user: User
    methods: tuple[str, ...]


class SignIn:
    """Forms, tries and one-time codes on a database that several workers share."""

    def __init__(self, connection: sqlite3.Connection, directory: Directory, clock: Clock, entropy: Entropy) -> None:
        self._connection = connection
        self._directory = directory
        self._clock = clock
        self._entropy = entropy

    def open_form(self, request: str) -> str:
        """Keep an authorization request for ten minutes; returns the unguessable name of its form."""
        form = unguessable(self._entropy)
        now = self._clock.now()
        with writing(self._connection) as connection:
            connection.execute("DELETE FROM sign_in_forms WHERE until < ?", (now,))
            connection.execute("INSERT INTO sign_in_forms VALUES (?, ?, ?)", (digest(form), request, now + FORM_SECONDS))
        return form

    def request_of(self, form: str) -> str | None:
        """The request that `form` was opened for; None where there is no such form any more."""
        row = self._connection.execute("SELECT request FROM sign_in_forms WHERE form = ? AND until >= ?", (digest(form), self._clock.now())).fetchone()
        return None if row is None else str(row[0])

    def close_form(self, form: str) -> bool:
        """Forget a form; True for the one worker that did."""
        with writing(self._connection) as connection:
            return connection.execute("DELETE FROM sign_in_forms WHERE form = ?", (digest(form),)).rowcount == 1

    def check(self, username: str, password: str, code: str, *, level: int) -> SignedIn:
        """The user, if the password is right and so is the one-time `code` wherever one is given or `level` (1 or 2) demands it.

        Raises SignInError. Every try counts before it is judged, so that parallel tries cannot pass the limit.
        """
        self._count_try(username)
        user = self._directory.users.get(username)
        right = hmac.compare_digest((user.password if user else self._entropy.bytes(16).hex()).encode(), password.encode("utf-8", "replace"))
        if user is None or not right or (code and not self._fresh_code(user, code)):
            raise SignInError("The user name, the password or the code is wrong, or the code was used before.")
        if level >= 2 and not code:
            raise SignInError("This needs a one-time code too.")
        with writing(self._connection) as connection:
            connection.execute("DELETE FROM sign_in_tries WHERE username = ?", (username,))
        return SignedIn(user, ("pwd", "otp") if code else ("pwd",))

    def _count_try(self, username: str) -> None:
        now = self._clock.now()
        name = username if username in self._directory.users else ""  # names nobody has share one count, so that guessing fills no table
        with writing(self._connection) as connection:
            connection.execute("DELETE FROM sign_in_tries WHERE until <= ?", (now,))
            row = connection.execute("SELECT tries, until FROM sign_in_tries WHERE username = ?", (name,)).fetchone()
            refused = row is not None and row[0] >= MOST_TRIES
            if not refused:
                connection.execute(
                    "INSERT INTO sign_in_tries VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET tries = tries + 1, until = excluded.until",
                    (name, now + TRIES_SECONDS),
                )
        if refused:
            raise TooManyTriesError(row[1] - now)

    def _fresh_code(self, user: User, code: str) -> bool:
        """Whether `code` is that of this step or a neighbour, and later than the last one accepted (RFC 6238 section 5.2)."""
        here = int(self._clock.now()) // STEP_SECONDS
        steps = [
            step for step in (here - 1, here, here + 1) if hmac.compare_digest(one_time_code(user.totp_secret, step).encode(), code.encode("utf-8", "replace"))
        ]
        if not steps:
            return False
        with writing(self._connection) as connection:
            connection.execute("INSERT OR IGNORE INTO one_time_codes VALUES (?, -1)", (user.username,))
            return (
                connection.execute("UPDATE one_time_codes SET last_step = ? WHERE username = ? AND last_step < ?", (steps[0], user.username, steps[0])).rowcount
                == 1
            )


def one_time_code(secret: str, step: int) -> str:
    """The six digits of `secret` (base32) in the 30-second `step` counted from 1970 (RFC 6238)."""
    return str(pyotp.HOTP(secret).at(step))
