"""What the finance server needs of a place for documents. Fail mode: closed; an object that changed, or cannot be checked, is not served."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bank_kit.failures import FailureCode, ToolFailureError, unknown

LARGEST = 50_000_000
"""Bytes of the largest object."""
LONGEST = timedelta(minutes=15)
"""How long a link may last."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]{0,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredObject:
    """An object by its SHA-256 in lower hex, and its size in bytes."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where one object can be fetched without further proof until `expires_at`; the address is a secret."""

    address: str
    expires_at: datetime


class ObjectStore(Protocol):
    """Objects named by their content: putting the same bytes twice is putting them once."""

    def put(self, content: bytes) -> StoredObject:
        """Keep the bytes, whole or not at all; LIMIT_EXCEEDED beyond LARGEST."""
        ...

    def put_all(self, contents: Iterable[bytes]) -> int:
        """Keep many, each as `put`, safe on disk when this returns and not before; how many there were."""
        ...

    def get(self, digest: str) -> bytes:
        """The bytes, checked against the digest on every read; UNKNOWN_ID or TamperedObjectError."""
        ...

    def head(self, digest: str) -> StoredObject:
        """Whether it is there and how large, without reading it: says nothing of its content."""
        ...

    def link(self, digest: str, *, media_type: str, lifetime: timedelta) -> Link:
        """A link that ends after `lifetime` (at most LONGEST), given out only when the bytes are what they should be at this moment."""
        ...


class TamperedObjectError(ToolFailureError):
    """The bytes found are not those that were put."""

    def __init__(self) -> None:
        super().__init__(
            FailureCode.UNAVAILABLE, "the stored document is not what was put there", field="document", remedy="tell the operator; it is not served"
        )


def missing() -> ToolFailureError:
    """No object of that digest."""
    return unknown("document", field="document", remedy="ask for a document that get_document finds")


def unreachable() -> ToolFailureError:
    """The store does not answer."""
    return ToolFailureError(FailureCode.UNAVAILABLE, "the document store does not answer", field="document", remedy="try again later")


def checked_digest(digest: str) -> str:
    """The digest, if it is 64 lower hex digits; so it can never be a path."""
    if _DIGEST.fullmatch(digest) is None:
        raise ToolFailureError(
            FailureCode.INVALID_ARGUMENT, "not a SHA-256", field="document", allowed="64 lower hex digits", remedy="send the digest of the document"
        )
    return digest


def checked_size(size: int) -> int:
    """The size, if it is not beyond LARGEST."""
    if size > LARGEST:
        raise ToolFailureError(FailureCode.LIMIT_EXCEEDED, "the document is too large", field="document", allowed=f"at most {LARGEST} bytes", remedy="split it")
    return size


def checked_link(media_type: str, lifetime: timedelta) -> timedelta:
    """The lifetime, if it and the media type can be given to a link."""
    if not timedelta(seconds=1) <= lifetime <= LONGEST:
        raise ToolFailureError(
            FailureCode.INVALID_ARGUMENT, "a link cannot last that long", field="lifetime", allowed="1 second to 15 minutes", remedy="ask for less"
        )
    if _MEDIA_TYPE.fullmatch(media_type) is None:
        raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "not a media type", field="media_type", allowed="such as application/pdf", remedy="correct it")
    return lifetime
