"""Signed notes (C2SP signed-note) and the checkpoints written in them (C2SP tlog-checkpoint), with Ed25519 signatures (type 1)."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_ED25519 = b"\x01"
_DASH = "\u2014 "
_MAX_NOTE = 65_536
_MAX_SIGNATURES = 32
_NAME = re.compile(r"[^\s+]{1,255}")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class NoteError(ValueError):
    """A note, a checkpoint or a verifier key is not what it should be."""


def decode(text: str, what: str) -> bytes:
    """Standard base64 in its one canonical spelling; raises NoteError."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError(f"{what}: not base64") from error
    if base64.b64encode(data).decode() != text:
        raise NoteError(f"{what}: base64 with stray bits")
    return data


def key_id(name: str, public_key: bytes) -> bytes:
    """The first four bytes of the SHA-256 over name, newline, type and key."""
    return sha256(name.encode() + b"\n" + _ED25519 + public_key).digest()[:4]


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with the name it signs under; `public_key` is 32 bytes."""

    name: str
    public_key: bytes

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        """From a verifier key, `NAME+KEYID+KEY`; raises NoteError."""
        parts = text.removesuffix("\n").split("+", 2)
        if len(parts) != 3 or not _NAME.fullmatch(parts[0]):
            raise NoteError("a verifier key reads NAME+KEYID+KEY")
        name, identity, encoded = parts
        key = decode(encoded, "verifier key")
        if len(key) != 33 or key[:1] != _ED25519:
            raise NoteError("verifier key: only Ed25519 (type 1) is known here")
        if key_id(name, key[1:]).hex() != identity:
            raise NoteError("verifier key: the key id does not belong to this name and key")
        return cls(name, key[1:])

    def __str__(self) -> str:
        return f"{self.name}+{key_id(self.name, self.public_key).hex()}+{base64.b64encode(_ED25519 + self.public_key).decode()}"

    def under(self, name: str) -> "Verifier":
        """The same key under another name: each shard signs under its own origin."""
        return Verifier(name, self.public_key)

    def open(self, note: bytes) -> str:
        """The signed text, if this key signed it; raises NoteError."""
        text, lines = _taken_apart(note)
        wanted = key_id(self.name, self.public_key)
        signed = False
        for line in lines:
            name, _, encoded = line.removeprefix(_DASH).partition(" ")
            if not line.startswith(_DASH) or not _NAME.fullmatch(name):
                raise NoteError("a signature line reads: dash, name, signature")
            signature = decode(encoded, "signature")
            if name != self.name or signature[:4] != wanted:
                continue
            try:
                Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature[4:], text.encode())
            except InvalidSignature as error:
                raise NoteError(f"the signature of {name} does not verify") from error
            signed = True
        if not signed:
            raise NoteError(f"not signed by {self.name}")
        return text


def _taken_apart(note: bytes) -> tuple[str, list[str]]:
    if len(note) > _MAX_NOTE:
        raise NoteError(f"a note is at most {_MAX_NOTE} bytes long")
    try:
        whole = note.decode()
    except UnicodeDecodeError as error:
        raise NoteError("a note is UTF-8 text") from error
    if any(ord(letter) < 0x20 and letter != "\n" for letter in whole):
        raise NoteError("a note holds no control characters")
    text, gap, signatures = whole.rpartition("\n\n")
    if not gap or not signatures.endswith("\n"):
        raise NoteError("a note is a text, an empty line and signature lines")
    lines = signatures[:-1].split("\n")
    if len(lines) > _MAX_SIGNATURES:
        raise NoteError(f"a note has at most {_MAX_SIGNATURES} signatures")
    return text + "\n", lines


def sign_note(text: str, verifier: Verifier, sign: Callable[[bytes], bytes]) -> bytes:
    """The note over `text`, which ends in a newline."""
    signature = base64.b64encode(key_id(verifier.name, verifier.public_key) + sign(text.encode())).decode()
    return f"{text}\n{_DASH}{verifier.name} {signature}\n".encode()


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log said it held: its origin, how many records, and the root over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """From the text of a note; extension lines are allowed and ignored. Raises NoteError."""
        lines = text.split("\n")
        if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
            raise NoteError("a checkpoint is at least three lines, none of them empty")
        if not _SIZE.fullmatch(lines[1]):
            raise NoteError("the second line of a checkpoint is the tree size, in digits")
        root = decode(lines[2], "root hash")
        if len(root) != 32:
            raise NoteError("a root hash has 32 bytes")
        return cls(lines[0], int(lines[1]), root)


def open_checkpoint(note: bytes, verifier: Verifier) -> Checkpoint:
    """The checkpoint in a note signed by `verifier` under its own name; raises NoteError."""
    checkpoint = Checkpoint.parse(verifier.open(note))
    if checkpoint.origin != verifier.name:
        raise NoteError(f"the checkpoint is of {checkpoint.origin}, expected {verifier.name}")
    return checkpoint
