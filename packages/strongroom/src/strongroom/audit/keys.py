"""The log's keys as files: made at the first start, readable by the owner alone, and the public key as text beside them."""

import os
import stat
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from strongroom.audit.note import Verifier

SIGNING_FILE = "log.key"
DIGEST_FILE = "digest.key"
VERIFIER_FILE = "log.vkey"


class KeyFileError(Exception):
    """A key file is missing, unreadable or open to others; the text says which and what to do."""


class FileKeys:
    """Keys in two files of the log's folder, mode 0600."""

    def __init__(self, *, signing: Ed25519PrivateKey, digest_key: bytes) -> None:
        self._signing = signing
        self.sign = signing.sign
        self.public_key = signing.public_key().public_bytes_raw()
        self.digest_key = digest_key

    @classmethod
    def open(cls, directory: Path, *, origin: str) -> "FileKeys":
        """Load the keys, or make them if this log is new; raises KeyFileError or OSError."""
        directory.mkdir(parents=True, exist_ok=True, mode=0o750)
        new = not any(directory.glob("shard-*"))
        signing_file, digest_file = directory / SIGNING_FILE, directory / DIGEST_FILE
        for path, made in ((signing_file, _new_signing_key), (digest_file, _new_digest_key)):
            if not path.exists():
                if not new:
                    raise KeyFileError(f"{path} is missing, but the log beside it is not new: restore the key from its backup, or move the log away")
                _create_once(path, made())
        keys = cls(signing=_signing_key(signing_file), digest_key=_digest_key(digest_file))
        verifier = f"{Verifier(origin, keys.public_key)}\n".encode()
        public = directory / VERIFIER_FILE
        if not public.exists():
            _create_once(public, verifier, mode=0o644)
        if public.read_bytes() != verifier:
            raise KeyFileError(f"{public} is of another key or origin than {signing_file} and `audit.origin` ({origin}): a log keeps both for life")
        return keys


def _new_signing_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def _new_digest_key() -> bytes:
    return os.urandom(32).hex().encode() + b"\n"


def _create_once(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Create the file whole or not at all; where another process was faster, its file stays."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _secret(path: Path) -> bytes:
    with path.open("rb") as file:
        mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        if mode & 0o077:
            raise KeyFileError(f"{path} is open to others (mode {mode:04o}): chmod 600 it, and consider the key known")
        return file.read(4096)


def _signing_key(path: Path) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(_secret(path), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileError(f"{path} holds no private key in PEM without a password: restore it from its backup") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(f"{path} holds a key of another kind, expected Ed25519")
    return key


def _digest_key(path: Path) -> bytes:
    try:
        key = bytes.fromhex(_secret(path).decode("ascii"))
    except ValueError:
        key = b""
    if len(key) != 32:
        raise KeyFileError(f"{path} holds no digest key: 64 hex digits; restore it from its backup")
    return key
