"""A build leaves a whole world or nothing, and the same bytes on any number of threads."""

from pathlib import Path

import duckdb
import pytest

from bank_kit.world.making import build as building
from bank_kit.world.making.build import build
from bank_kit.world.reader import World
from bank_kit.world.schema import TABLES
from bank_kit.world.size import Size, Spec


@pytest.mark.slow
@pytest.mark.parametrize("threads", [1, 2, 4])
def test_the_bytes_do_not_depend_on_the_number_of_threads(built: World, tmp_path: Path, threads: int) -> None:
    again = build(Spec(size=Size.S), tmp_path / "again", threads=threads)
    assert again.tables == built.manifest.tables


@pytest.mark.slow
def test_another_seed_makes_another_bank(built: World, tmp_path: Path) -> None:
    other = build(Spec(size=Size.S, seed=43), tmp_path / "other").tables
    same = {name for name, told in built.manifest.tables.items() if other[name].sha256 == told.sha256}
    assert same <= {"legal_entity", "book", "curve", "instrument"}


def test_every_table_is_in_the_order_of_its_key_without_repeats(built: World) -> None:
    for name in built.manifest.tables:
        key = list(TABLES[name].key)
        last: tuple[object, ...] = ()
        for batch in built.rows(name, key):
            for row in batch:
                assert not last or last < row, f"{name}: {last} before {row}"
                last = row


@pytest.mark.slow
def test_tables_of_many_row_groups_keep_order_and_bytes_on_any_number_of_threads(tmp_path: Path) -> None:
    one, four = (build(Spec(size=Size.M), tmp_path / str(threads), threads=threads).tables for threads in (1, 4))
    assert one == four
    connection = duckdb.connect(config={"threads": 1})
    for name, table in TABLES.items():
        key = "row(" + ", ".join(f'"{column}"' for column in table.key) + ")"
        rows = f"SELECT {key} <= lag({key}) OVER () AS back FROM read_parquet('{tmp_path}/4/{name}.parquet')"
        assert connection.execute(f"SELECT count(*) FROM ({rows}) WHERE back").fetchall() == [(0,)], name


def test_every_table_of_the_schema_is_made_once() -> None:
    made = [table for step in building.STEPS for table in step.tables]
    assert sorted(made) == sorted(TABLES)


def test_a_folder_with_a_quote_in_its_name_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "STEPS", building.STEPS[:1])
    build(Spec(size=Size.S), tmp_path / "the bank's" / "world")
    assert (tmp_path / "the bank's" / "world" / "party.parquet").exists()


def test_a_failed_build_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: object, spec: Spec) -> None:
        raise RuntimeError("no more space")

    monkeypatch.setattr(building, "STEPS", (*building.STEPS[:1], building.Step(fail, ("account",))))
    with pytest.raises(RuntimeError, match="no more space"):
        build(Spec(size=Size.S), tmp_path / "world")
    assert list(tmp_path.iterdir()) == []


def test_progress_names_each_table_and_ends_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int, int]] = []
    monkeypatch.setattr(building, "STEPS", building.STEPS[:1])
    build(Spec(size=Size.S), tmp_path / "world", progress=lambda *step: told.append(step))
    assert [name for name, _, _ in told] == ["parties", "legal_entity", "party", "kyc_file", "done"]
    assert told[-1][1:] == (3, 3)
