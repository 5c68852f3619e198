"""One field under one key: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce, bound to subject and field.

A sealed text moved to another subject or another field does not open.
"""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_SEPARATOR = "\x1f"


class SealBrokenError(Exception):
    """The text does not open with this key, subject and field."""


def new_key() -> bytes:
    """A fresh 256-bit key."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, subject: str, field: str, text: str) -> str:
    """`v1.` nonce `.` ciphertext with tag, both base64url without padding."""
    nonce = os.urandom(_NONCE_BYTES)
    return f"v1.{encoded(nonce)}.{encoded(AESGCM(key).encrypt(nonce, text.encode(), _bound(subject, field)))}"


def unseal(key: bytes, subject: str, field: str, sealed: str) -> str:
    """The text; SealBrokenError for anything but what `seal` made of it with the same key, subject and field."""
    version, _, rest = sealed.partition(".")
    nonce, _, ciphertext = rest.partition(".")
    try:
        if version != "v1":
            raise SealBrokenError("sealed in no way known here")
        return AESGCM(key).decrypt(decoded(nonce), decoded(ciphertext), _bound(subject, field)).decode()
    except (InvalidTag, ValueError, binascii.Error):
        raise SealBrokenError("does not open") from None


def encoded(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """Back again; binascii.Error or ValueError for what is no base64url."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _bound(subject: str, field: str) -> bytes:
    return f"{subject}{_SEPARATOR}{field}".encode()
