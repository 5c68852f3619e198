"""The data keys of all subjects, wrapped, in the store; and a key for hashes that lets equal details be found without telling them."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bank_customer.keys.port import KeyEncryption, KeyUnavailableError, Wrapped
from bank_customer.keys.sealing import new_key, seal, unseal
from bank_customer.store.documents import SubjectKeyDocument
from bank_customer.store.port import CustomerStore

INDEX = "INDEX"
"""The subject of the key for hashes; no customer has such an id."""


class SubjectErasedError(Exception):
    """The subject's key was destroyed, or never was."""


@dataclass(frozen=True, slots=True, repr=False)
class SubjectKey:
    """An open data key; short-lived, never stored, never shown."""

    subject: str
    key: bytes

    def seal(self, field: str, text: str) -> str:
        """As `sealing.seal`, for this subject."""
        return seal(self.key, self.subject, field, text)

    def unseal(self, field: str, sealed: str) -> str:
        """As `sealing.unseal`, for this subject."""
        return unseal(self.key, self.subject, field, sealed)

    def seal_all(self, fields: Mapping[str, str]) -> dict[str, str]:
        """Each field sealed."""
        return {field: self.seal(field, text) for field, text in fields.items()}


@dataclass(frozen=True, slots=True, repr=False)
class Hasher:
    """Keyed hashes (PCI DSS 3.5.1.1): equal details have equal marks, and nobody without the key can try details out."""

    key: bytes

    def mark(self, detail: str, value: str) -> str:
        """`detail:` and 24 hexadecimal digits of HMAC-SHA-256."""
        return f"{detail}:{hmac.new(self.key, f'{detail}={value}'.encode(), hashlib.sha256).hexdigest()[:24]}"


class KeyRing:
    """Opens and destroys the keys of subjects. Open keys are never kept, so that a destroyed key is gone everywhere at once."""

    def __init__(self, store: CustomerStore, encryption: KeyEncryption) -> None:
        self._store = store
        self._encryption = encryption

    def new(self, subject: str) -> tuple[SubjectKey, SubjectKeyDocument]:
        """A fresh key, and the document to add to the store."""
        key = new_key()
        return SubjectKey(subject, key), self._document(subject, key, datetime.now(UTC))

    def open(self, subject: str) -> SubjectKey:
        """The key of the subject. SubjectErasedError when there is none; KeyUnavailableError when it cannot be unwrapped here."""
        kept = self._store.get(SubjectKeyDocument, subject)
        if kept is None:
            raise SubjectErasedError(subject)
        return SubjectKey(subject, self._encryption.unwrap(Wrapped(kept.wrapped, kept.wrapped_by), subject))

    def hasher(self) -> Hasher:
        """The key for hashes."""
        return Hasher(self.open(INDEX).key)

    def destroy(self, subject: str) -> bool:
        """Away with the key for good; False when there was none."""
        if subject == INDEX:
            raise ValueError("the key for hashes belongs to no subject")
        return self._store.remove(SubjectKeyDocument, subject)

    def wrapped_anew(self, kept: SubjectKeyDocument) -> SubjectKeyDocument:
        """The same data key under the current key-encryption key; KeyUnavailableError when it does not open."""
        return self._document(kept.id, self._encryption.unwrap(Wrapped(kept.wrapped, kept.wrapped_by), kept.id), kept.made_at)

    def _document(self, subject: str, key: bytes, made_at: datetime) -> SubjectKeyDocument:
        wrapped = self._encryption.wrap(key, subject)
        return SubjectKeyDocument(id=subject, wrapped=wrapped.text, wrapped_by=wrapped.by, made_at=made_at)


__all__ = ["INDEX", "Hasher", "KeyRing", "KeyUnavailableError", "SubjectErasedError", "SubjectKey"]
