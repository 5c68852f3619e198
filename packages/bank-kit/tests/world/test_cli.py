"""The command line builds once, tells what it built, and keeps the truth out of the world."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bank_kit.world.cli import main
from bank_kit.world.reader import World


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, ["world", *words])


def test_a_second_build_says_that_the_world_is_there(tmp_path: Path) -> None:
    first = _run("build", "--size", "S", "--out", str(tmp_path))
    assert first.exit_code == 0
    assert "rows in" in first.stdout
    assert "tables, transaction" in first.stderr
    second = _run("build", "--size", "S", "--out", str(tmp_path))
    assert second.stdout.startswith("already there")


def test_info_lists_the_tables_and_finds_a_changed_byte(built: World, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in built.folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    whole = _run("info", "--out", str(tmp_path), "--verify")
    assert whole.exit_code == 0
    assert "legal_entity" in whole.stdout and "every byte is as built" in whole.stdout
    party = copy / "party.parquet"
    changed = bytearray(party.read_bytes())
    changed[1000] ^= 1
    party.write_bytes(changed)
    assert _run("info", "--out", str(tmp_path)).exit_code == 0
    broken = _run("info", "--out", str(tmp_path), "--verify")
    assert broken.exit_code == 1
    assert "damaged: party" in broken.stderr
    party.write_bytes(b"")
    assert _run("info", "--out", str(tmp_path)).exit_code == 1


def test_an_empty_folder_says_how_to_build(tmp_path: Path) -> None:
    told = _run("info", "--out", str(tmp_path))
    assert told.exit_code == 1
    assert "bank world build" in told.stderr


@pytest.mark.parametrize("name", ["truth.parquet", "truth.csv"])
def test_the_truth_is_written_to_a_file(tmp_path: Path, name: str) -> None:
    told = _run("truth", "--size", "S", "--out", str(tmp_path / name))
    assert told.exit_code == 0
    assert "wrote 40 groups" in told.stdout
    assert (tmp_path / name).stat().st_size > 1000


def test_the_truth_is_never_written_into_a_world(built: World, tmp_path: Path) -> None:
    assert _run("truth", "--out", str(built.folder / "truth.csv")).exit_code == 2
    assert _run("truth", "--out", str(tmp_path / "truth.txt")).exit_code == 1
    assert not any("truth" in file.name for file in built.folder.iterdir())
