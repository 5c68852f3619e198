"""Objects in a local folder: one file each, named by its digest, written whole, checked whenever it is read."""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from pathlib import Path

from bank_finance.objects.port import LARGEST, Link, StoredObject, TamperedObjectError, checked_digest, checked_link, checked_size, missing, unreachable
from bank_finance.objects.tokens import Ticket, Tokens
from bank_kit.downloads import Download

_OWNER_ONLY = 0o600


class _Flush(Enum):
    """When bytes must be on the disk."""

    NOW = auto()
    LATER = auto()


def _now() -> datetime:
    return datetime.now(UTC)


class FolderStore:
    """An ObjectStore in `folder`; `address` is where this server answers links, the token is put behind it."""

    def __init__(self, folder: Path, *, address: str, now: Callable[[], datetime] = _now) -> None:
        self._folder = folder
        self._address = address
        self._now = now
        self._tokens = Tokens()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, content: bytes) -> StoredObject:
        """As the port says; the same bytes again also mend a file that was changed. UNAVAILABLE when the disk does not take them."""
        return self._put(content, _Flush.NOW)

    def put_all(self, contents: Iterable[bytes]) -> int:
        """As the port says: one flush of the machine's disks for all."""
        kept = 0
        for content in contents:
            self._put(content, _Flush.LATER)
            kept += 1
        os.sync()
        return kept

    def _put(self, content: bytes, flush: "_Flush") -> StoredObject:
        checked_size(len(content))
        digest = hashlib.sha256(content).hexdigest()
        target = self._path(digest)
        try:
            target.parent.mkdir(mode=0o700, exist_ok=True)
            _write(target, content, flush)
        except OSError as error:
            raise unreachable() from error
        return StoredObject(digest=digest, size=len(content))

    def get(self, digest: str) -> bytes:
        """As the port says."""
        try:
            content = _read(self._path(digest))
        except FileNotFoundError as error:
            raise missing() from error
        except OSError as error:  # a symbolic link in its place, among others
            raise unreachable() from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise TamperedObjectError
        return content

    def head(self, digest: str) -> StoredObject:
        """As the port says."""
        try:
            return StoredObject(digest=digest, size=self._path(digest).lstat().st_size)
        except FileNotFoundError as error:
            raise missing() from error
        except OSError as error:
            raise unreachable() from error

    def link(self, digest: str, *, media_type: str, lifetime: timedelta) -> Link:
        """As the port says; the token is good for this process only."""
        checked_link(media_type, lifetime)
        self.get(digest)
        expires_at = int((self._now() + lifetime).timestamp())
        token = self._tokens.seal(Ticket(digest=digest, media_type=media_type, expires_at=expires_at))
        return Link(address=f"{self._address}{token}", expires_at=datetime.fromtimestamp(expires_at, UTC))

    def open_link(self, token: str) -> Download:
        """What the token of a link leads to, checked once more; NOT_ENTITLED when it is not ours or has expired."""
        ticket = self._tokens.open(token, self._now())
        return Download(content=self.get(ticket.digest), media_type=ticket.media_type)

    def _path(self, digest: str) -> Path:
        return self._folder / checked_digest(digest)[:2] / digest


def _write(target: Path, content: bytes, flush: _Flush) -> None:
    """A file beside it first, on disk before it takes the name unless the caller flushes later."""
    beside = target.with_name(f".{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _OWNER_ONLY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if flush is _Flush.NOW:
                os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    if flush is _Flush.LATER:
        return
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read(path: Path) -> bytes:
    """At most one byte more than the largest object, which then is no object of ours."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        return file.read(LARGEST + 1)
