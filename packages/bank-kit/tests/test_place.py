"""Store and writes stand at one place: in the folder, or in the database that was named."""

from pathlib import Path

from sqlalchemy import Column, MetaData, String, Table, inspect

from bank_kit.place import Place
from bank_kit.store import Plan
from bank_kit.world.size import Size

TABLES = MetaData()
Table("thing", TABLES, Column("id", String(8), primary_key=True))
PLAN = Plan(name="thing", tables=TABLES, version="v1", fill=lambda _: None)


def test_a_folder_holds_both_in_files_of_their_own(tmp_path: Path) -> None:
    place = Place(folder=tmp_path, size=Size.S, seed=1)
    place.open_store(PLAN).dispose()
    place.open_writes("test").close()
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".sqlite", ".sqlite"]


def test_a_database_holds_both(tmp_path: Path) -> None:
    place = Place(folder=tmp_path / "unused", size=Size.S, seed=1, database=f"sqlite:///{tmp_path / 'one.db'}")
    engine = place.open_store(PLAN)
    place.open_writes("test").close()
    assert {"thing", "thing_version", "test_draft", "test_draft_history", "test_grant", "test_request"} == set(inspect(engine).get_table_names())
    engine.dispose()
    assert not place.folder.exists()
