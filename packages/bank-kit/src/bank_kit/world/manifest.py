"""What a finished world says of itself: `manifest.json`, written last, so that a folder without one is no world.

Above: build (writes it), reader and command line (read it). Below: nothing; loads no engine.
"""

import hashlib
import json
import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bank_kit.world.size import Size

NAME = "manifest.json"
_CHUNK = 1 << 20


class WorldError(Exception):
    """A world cannot be built or served; the message says what to do."""


class TableEntry(BaseModel):
    """One file: rows inside, bytes long, SHA-256 in hexadecimal."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    bytes: int
    sha256: str


class Manifest(BaseModel):
    """The whole folder; `tables` by name of the table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: Size
    seed: int
    version: str
    duckdb: str
    build_seconds: float
    tables: dict[str, TableEntry]


def entry(path: Path, rows: int) -> TableEntry:
    """Measures a finished file."""
    mark = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            mark.update(chunk)
    return TableEntry(rows=rows, bytes=path.stat().st_size, sha256=mark.hexdigest())


def write(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest and forces it to the disk."""
    with (folder / NAME).open("w", encoding="utf-8") as file:
        json.dump(manifest.model_dump(mode="json"), file, indent=1, sort_keys=True)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())


def read(folder: Path) -> Manifest:
    """WorldError when the folder is no finished world, or a file of it is missing or of another length."""
    try:
        manifest = Manifest.model_validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError) as error:
        raise WorldError(f"{folder} holds no readable {NAME}: remove the folder and build the world again") from error
    for name, told in manifest.tables.items():
        path = folder / f"{name}.parquet"
        if not path.is_file() or path.stat().st_size != told.bytes:
            raise WorldError(f"{path} is missing or cut short: remove {folder} and build the world again")
    return manifest


def damaged(folder: Path, manifest: Manifest) -> tuple[str, ...]:
    """Names of tables whose bytes are not those of the build; reads every byte."""
    return tuple(name for name, told in sorted(manifest.tables.items()) if entry(folder / f"{name}.parquet", told.rows) != told)
