"""A folder without a whole manifest is no world."""

from pathlib import Path

import pytest

from bank_kit.world import manifest
from bank_kit.world.manifest import Manifest, WorldError
from bank_kit.world.size import Size


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "party.parquet").write_bytes(b"rows")
    entry = manifest.entry(tmp_path / "party.parquet", 3)
    manifest.write(tmp_path, Manifest(size=Size.S, seed=1, version="sha256:0", duckdb="1", build_seconds=0.5, tables={"party": entry}))
    return tmp_path


def test_what_was_written_is_read_again(folder: Path) -> None:
    read = manifest.read(folder)
    assert read.tables["party"].rows == 3
    assert read.tables["party"].bytes == 4
    assert manifest.damaged(folder, read) == ()


def test_a_missing_or_shortened_file_is_refused_at_once(folder: Path) -> None:
    (folder / "party.parquet").write_bytes(b"row")
    with pytest.raises(WorldError, match="cut short"):
        manifest.read(folder)


def test_a_changed_byte_is_found_when_every_byte_is_read(folder: Path) -> None:
    (folder / "party.parquet").write_bytes(b"raws")
    assert manifest.damaged(folder, manifest.read(folder)) == ("party",)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"size": "XL"}'])
def test_a_broken_manifest_is_refused(folder: Path, text: str) -> None:
    (folder / manifest.NAME).write_text(text)
    with pytest.raises(WorldError, match="build the world again"):
        manifest.read(folder)
