"""Sealed text: small facts handed to somebody who may carry them but neither read, alter, nor lend them. XAES-256-GCM (C2SP) under one key.

Above: edge, for sessions and stream positions. Below: core.
Does not know: what is sealed, nor for whom.
"""

import binascii
import os
import stat
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC

from strongroom.core.clock import Clock, Entropy, SystemClock, SystemEntropy

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 24
_TAG_BYTES: Final = 16
_FORM: Final = 1
_HEAD: Final = struct.Struct(">BI")
_HALF: Final = 12
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class SealError(Exception):
    """This text was not sealed here, not for this binding, or not for so long. Which of the three is nobody's business."""


class KeyFileError(Exception):
    """The key file is not fit to hold a key; the message names the file and the cure."""


class Sealer:
    """Seals and opens under one key. The extended nonce (192 bits) is drawn at random for each text: 2^80 of them under one key stay safe."""

    def __init__(self, key: bytes, *, clock: Clock | None = None, entropy: Entropy | None = None) -> None:
        if len(key) != KEY_BYTES:
            message = f"a sealing key has {KEY_BYTES} bytes"
            raise ValueError(message)
        self._mac = CMAC(AES(key))
        self._clock = clock or SystemClock()
        self._entropy = entropy or SystemEntropy()

    def seal(self, payload: bytes, binding: bytes, lifetime: float) -> str:
        """Url-safe text that opens to `payload`, only with the same `binding`, for `lifetime` seconds."""
        head = _HEAD.pack(_FORM, int(self._clock.now() + lifetime))
        nonce = self._entropy.bytes(_NONCE_BYTES)
        sealed = self.encrypt(nonce, payload, head + binding)
        return urlsafe_b64encode(head + nonce + sealed).rstrip(b"=").decode("ascii")

    def open(self, text: str, binding: bytes) -> bytes:
        """What was sealed; raises SealError."""
        whole = _bytes_of(text)
        start = _HEAD.size + _NONCE_BYTES
        if len(whole) < start + _TAG_BYTES:
            message = "too short to be sealed text"
            raise SealError(message)
        head = whole[: _HEAD.size]
        try:
            payload = self.decrypt(whole[_HEAD.size : start], whole[start:], head + binding)
        except InvalidTag:
            message = "not sealed here, or for another"
            raise SealError(message) from None
        form, expires = _HEAD.unpack(head)
        if form != _FORM or expires <= self._clock.now():
            message = "no longer valid"
            raise SealError(message)
        return payload

    def encrypt(self, nonce: bytes, payload: bytes, associated: bytes) -> bytes:
        """XAES-256-GCM: `nonce` has 24 bytes."""
        return AESGCM(self._derived(nonce)).encrypt(nonce[_HALF:], payload, associated)

    def decrypt(self, nonce: bytes, sealed: bytes, associated: bytes) -> bytes:
        """The reverse; raises cryptography's InvalidTag."""
        return AESGCM(self._derived(nonce)).decrypt(nonce[_HALF:], sealed, associated)

    def _derived(self, nonce: bytes) -> bytes:
        """The key of one text: the counter KDF of NIST SP 800-108r1 on AES-CMAC, as C2SP XAES-256-GCM spells it out."""
        half = nonce[:_HALF]
        first, second = self._mac.copy(), self._mac.copy()
        first.update(b"\x00\x01X\x00" + half)
        second.update(b"\x00\x02X\x00" + half)
        return first.finalize() + second.finalize()


def _bytes_of(text: str) -> bytes:
    """The bytes of the one canonical spelling; two spellings of one seal would be two keys in every table of used seals."""
    try:
        whole = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        message = "not sealed text"
        raise SealError(message) from None
    if urlsafe_b64encode(whole).rstrip(b"=").decode("ascii") != text:
        message = "not sealed text"
        raise SealError(message)
    return whole


def load_or_create_key(path: Path) -> bytes:
    """The key in `path`, made if it is not there; workers that start at once all end with the same one. Raises KeyFileError or OSError."""
    if not path.exists():
        _create(path)
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        key = file.read(KEY_BYTES + 1)
    if not stat.S_ISREG(mode) or mode & _OTHERS:
        message = f"{path}: a sealing key is a plain file that only its owner can read; run: chmod 600 {path}"
        raise KeyFileError(message)
    if len(key) != KEY_BYTES:
        message = f"{path}: a sealing key has exactly {KEY_BYTES} bytes; remove the file to have a new one made (open sessions end)"
        raise KeyFileError(message)
    return key


def _create(path: Path) -> None:
    """Write aside, then link into place: whoever links first wins, and nobody ever sees half a key."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        if not path.exists():
            _link(aside, path)
    finally:
        aside.unlink()


def _link(aside: Path, path: Path) -> None:
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        return
