"""Key-encryption keys in a file that only its owner may read: for development, and for tests of what an HSM does elsewhere."""

import json
import os
import secrets
import stat
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bank_customer.keys.port import KeyUnavailableError, Wrapped
from bank_customer.keys.sealing import KEY_BYTES, SealBrokenError, decoded, encoded, new_key, seal, unseal

_FIELD = "data-key"


class _Held(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    current: str
    keys: dict[str, str] = Field(min_length=1)


class FileKeys:
    """KeyEncryption by the keys of one file, made with a first key when it is missing. KeyUnavailableError for a file others may read, or no such file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write_new(_with_new_key({}))
        self._held = self._read()

    @property
    def current(self) -> str:
        """As KeyEncryption.current."""
        return self._held.current

    def wrap(self, data_key: bytes, subject: str) -> Wrapped:
        """As KeyEncryption.wrap."""
        return Wrapped(encoded(seal(self._key(self.current), subject, _FIELD, encoded(data_key)).encode()), self.current)

    def unwrap(self, wrapped: Wrapped, subject: str) -> bytes:
        """As KeyEncryption.unwrap."""
        try:
            return decoded(unseal(self._key(wrapped.by), subject, _FIELD, decoded(wrapped.text).decode()))
        except (SealBrokenError, ValueError):
            raise KeyUnavailableError("a wrapped key does not open") from None

    def rotate(self) -> str:
        """A new current key beside the old ones; its name. Wrap everything anew, then `retire` the old ones."""
        self._replace(_with_new_key(self._held.keys))
        return self.current

    def retire(self, name: str) -> None:
        """Destroy a key that is no longer current; what it still wraps is lost. ValueError for the current one."""
        if name == self.current:
            raise ValueError("the current key cannot be retired: rotate first")
        self._replace(_Held(current=self.current, keys={each: key for each, key in self._held.keys.items() if each != name}))

    def names(self) -> tuple[str, ...]:
        """Names of all keys here, the current one last."""
        return (*(name for name in self._held.keys if name != self.current), self.current)

    def _key(self, name: str) -> bytes:
        held = self._held.keys.get(name) or self._reread(name)
        key = decoded(held)
        if len(key) != KEY_BYTES:
            raise KeyUnavailableError("a key-encryption key has the wrong length")
        return key

    def _reread(self, name: str) -> str:
        # Another process may have rotated since this one started.
        self._held = self._read()
        if name not in self._held.keys:
            raise KeyUnavailableError("the key-encryption key that wraps this is not in the key file")
        return self._held.keys[name]

    def _read(self) -> _Held:
        try:
            if stat.S_IMODE(self._path.stat().st_mode) & 0o077:
                raise KeyUnavailableError(f"{self._path.name} may be read by others: chmod 600 it, and rotate the keys")
            return _Held.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            raise KeyUnavailableError(f"{self._path.name} cannot be read as a key file") from None

    def _write_new(self, held: _Held) -> None:
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return
        with os.fdopen(handle, "w") as file:
            file.write(held.model_dump_json())
            file.flush()
            os.fsync(file.fileno())

    def _replace(self, held: _Held) -> None:
        aside = self._path.with_name(f".{self._path.name}.{secrets.token_hex(4)}")
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(held.model_dump(), file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._path)
        self._held = held


def _with_new_key(keys: dict[str, str]) -> _Held:
    name = f"kek-{len(keys) + 1}-{secrets.token_hex(4)}"
    return _Held(current=name, keys={**keys, name: encoded(new_key())})
