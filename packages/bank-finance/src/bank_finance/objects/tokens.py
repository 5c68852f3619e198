"""Signed tokens that stand for one object for a short time, under a key that lives and dies with the process."""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from bank_kit.failures import FailureCode, ToolFailureError

_SEAL = hashlib.sha256
_SEAL_SIZE = 32
_LONGEST_TOKEN = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What a token says: which object, as what, until when (seconds since 1970)."""

    digest: str
    media_type: str
    expires_at: int


class Tokens:
    """Makes and opens tokens (HMAC-SHA-256); a restart ends all that were given out."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def seal(self, ticket: Ticket) -> str:
        """The ticket as URL-safe text."""
        said = f"{ticket.digest} {ticket.expires_at} {ticket.media_type}".encode("ascii")
        return base64.urlsafe_b64encode(hmac.digest(self._key, said, _SEAL) + said).decode("ascii").rstrip("=")

    def open(self, token: str, now: datetime) -> Ticket:
        """The ticket of a token of ours that has not expired; NOT_ENTITLED for any other, without saying which it was."""
        seal, said = _apart(token)
        if not hmac.compare_digest(seal, hmac.digest(self._key, said, _SEAL)):
            raise _refused()
        digest, expires_at, media_type = said.decode("ascii").split(" ")
        if now >= datetime.fromtimestamp(int(expires_at), UTC):
            raise _refused()
        return Ticket(digest=digest, media_type=media_type, expires_at=int(expires_at))


def _apart(token: str) -> tuple[bytes, bytes]:
    if len(token) > _LONGEST_TOKEN or not token.isascii():
        raise _refused()
    try:
        whole = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise _refused() from error
    return whole[:_SEAL_SIZE], whole[_SEAL_SIZE:]


def _refused() -> ToolFailureError:
    return ToolFailureError(FailureCode.NOT_ENTITLED, "the link is not valid or no longer", field="link", remedy="ask get_document for a new one")
