"""Where key-encryption keys live. Fail mode: closed; without them nothing personal can be read."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A data key under a key-encryption key; `by` names that key."""

    text: str
    by: str


class KeyEncryption(Protocol):
    """A key-encryption key behind a door: a file in development; an HSM or a vault, which never hand the key out, where it counts."""

    @property
    def current(self) -> str:
        """Name of the key that wraps now."""
        ...

    def wrap(self, data_key: bytes, subject: str) -> Wrapped:
        """Under the current key, bound to `subject`."""
        ...

    def unwrap(self, wrapped: Wrapped, subject: str) -> bytes:
        """The data key; KeyUnavailableError when the named key is not here, or the wrapping does not hold for this subject."""
        ...


class KeyUnavailableError(Exception):
    """The key cannot be had; the message names no key material."""
