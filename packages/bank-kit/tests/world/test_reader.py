"""The reader builds what is missing, once, and serves only what is whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from bank_kit.world import port, reader
from bank_kit.world.making import build as building
from bank_kit.world.making import parties
from bank_kit.world.manifest import WorldError
from bank_kit.world.reader import World, find_world, open_world, world_folder
from bank_kit.world.schema import TABLES
from bank_kit.world.size import Size, Spec


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> list[Spec]:
    """The parties only, and a record of what was built."""
    built: list[Spec] = []

    def counted(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
        built.append(spec)
        parties.make(connection, spec)

    monkeypatch.setattr(building, "STEPS", (building.Step(counted, ("legal_entity", "party", "kyc_file")),))
    return built


def test_a_world_is_built_once_and_found_again(tmp_path: Path, small: list[Spec]) -> None:
    first = find_world(tmp_path, Size.S, 7)
    second = find_world(tmp_path, Size.S, 7)
    assert small == [Spec(size=Size.S, seed=7)]
    assert first == second
    assert first.folder == world_folder(tmp_path, Size.S, 7)
    assert first.damaged() == ()


def test_callers_at_the_same_time_share_one_build(tmp_path: Path, small: list[Spec]) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: find_world(tmp_path, Size.S, 7), range(4)))
    assert len(small) == 1
    assert len({world.folder for world in found}) == 1


def test_what_a_killed_build_left_is_neither_served_nor_kept(tmp_path: Path, small: list[Spec]) -> None:
    left = tmp_path / ".building-killed"
    left.mkdir()
    (left / "party.parquet").write_bytes(b"half")
    found = find_world(tmp_path, Size.S, 7)
    assert found.folder != left
    assert not left.exists()


def test_rows_come_in_batches_in_the_order_of_the_key(built: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "BATCH", 100)
    batches = list(built.rows("party", ["id", "birth_date", "declared_turnover"]))
    assert [len(batch) for batch in batches] == [100] * 7 + [50]
    ids = [row[0] for batch in batches for row in batch]
    assert ids == sorted({str(name) for name in ids})
    assert ids[0] == "C-100001"
    assert isinstance(batches[0][0][1], date)
    assert isinstance(batches[0][0][2], Decimal)


def test_whole_rows_have_the_columns_of_the_schema(built: World) -> None:
    batch = next(built.rows("legal_entity"))
    assert all(len(row) == len(TABLES["legal_entity"].columns) for row in batch)


def test_unknown_columns_and_tables_are_refused(built: World) -> None:
    with pytest.raises(KeyError, match="no column"):
        next(built.rows("party", ["id; DROP"]))
    with pytest.raises(KeyError):
        built.path("../secrets")


def test_a_folder_without_a_manifest_is_not_served(tmp_path: Path, small: list[Spec]) -> None:
    folder = find_world(tmp_path, Size.S, 7).folder
    (folder / "manifest.json").unlink()
    with pytest.raises(WorldError, match="build the world again"):
        find_world(tmp_path, Size.S, 7)
    with pytest.raises(WorldError):
        open_world(tmp_path)


def test_the_port_of_the_servers_leads_here() -> None:
    fits: port.FindWorld = reader.find_world
    assert port.find_world() is fits
