"""Lists by name and version."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bank_compliance.cases.tables import CASES, make_tables
from bank_compliance.desk.shelf import Shelf
from bank_compliance.lists import folder as lists_folder
from bank_compliance.offer import Stores
from bank_kit.failures import ToolFailureError


@pytest.fixture
def shelf(stores: Stores, tmp_path: Path) -> Shelf:
    shutil.copytree(Path(lists_folder.__file__).parent / "fictional/2026-10-30", tmp_path / "own")
    make_tables(stores.cases, CASES)
    return Shelf(stores.cases, {"OWN": tmp_path / "own"}, stores.now)


def test_a_folder_is_a_list_beside_the_shipped_one(shelf: Shelf) -> None:
    assert shelf.names == ("FICTIONAL", "OWN")
    assert shelf.versions("OWN") == ("2026-10-30",)
    assert shelf.screener("OWN").sanctions.version.name == "OWN"


def test_a_version_is_loaded_once_and_the_first_load_is_kept(shelf: Shelf, stores: Stores, pass_days: Callable[[float], None]) -> None:
    assert shelf.screener("FICTIONAL") is shelf.screener("FICTIONAL", "2026-11-13")
    [load] = shelf.loads("FICTIONAL")
    pass_days(3)
    again = Shelf(stores.cases, {}, stores.now)
    again.screener("FICTIONAL")
    assert again.loads("FICTIONAL") == (load,)


def test_neither_another_list_nor_another_version_is_known(shelf: Shelf) -> None:
    for name, day in (("NONE", None), ("FICTIONAL", "2020-01-01"), ("../OWN", None)):
        with pytest.raises(ToolFailureError):
            shelf.screener(name, day)
