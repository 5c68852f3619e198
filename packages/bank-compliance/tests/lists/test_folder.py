"""Lists from folders."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bank_compliance.lists.delimited import ListFileError, Reason
from bank_compliance.lists.folder import load_folder, load_shipped, shipped_versions

Write = Callable[..., Path]


def test_a_folder_in_the_official_layout_is_a_list_with_its_version(write: Write) -> None:
    loaded = load_folder(write(), name="SDN")
    version = loaded.sanctions.version
    assert (version.name, version.published, version.entries, len(version.sha256)) == ("SDN", date(2026, 11, 1), 3, 64)
    assert loaded.sanctions.entries[1].name == 'NORTHERN "AMBER" SHIPPING'
    assert loaded.sanctions.entries[0].names == ("ORBELEVIN, Vasimir", "ORBELEWIN, Wasimir", "O., Vasimir")
    assert not loaded.rejections


def test_a_list_without_aliases_and_addresses_is_one_too_and_another_version(write: Write) -> None:
    whole = load_folder(write(), name="SDN").sanctions.version
    (write() / "alt.csv").unlink()
    assert load_folder(write(alt=None), name="SDN").sanctions.version.sha256 != whole.sha256


def test_the_day_may_come_from_the_caller(write: Write) -> None:
    folder = write(published=None)
    assert load_folder(folder, name="SDN", published=date(2026, 1, 2)).sanctions.version.published == date(2026, 1, 2)
    with pytest.raises(ListFileError, match="day of publication"):
        load_folder(folder, name="SDN")


@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"1,2,3\n", b"<html>not found</html>"])
def test_what_is_no_list_is_refused(write: Write, content: bytes) -> None:
    with pytest.raises(ListFileError):
        load_folder(write(sdn=content), name="SDN")


def test_a_folder_without_the_main_file_is_refused(write: Write) -> None:
    with pytest.raises(ListFileError, match=r"sdn\.csv"):
        load_folder(write(sdn=None), name="SDN")


def test_one_bad_line_in_a_hundred_is_told_and_two_are_too_many(write: Write) -> None:
    rows = [f'{number},"ORBEL {number}",-0-' + ",-0- " * 9 for number in range(1, 200)]
    folder = write(sdn="\n".join([*rows, "broken"]).encode(), alt=b"", add=b"")
    loaded = load_folder(folder, name="SDN")
    assert [(found.line, found.reason) for found in loaded.rejections] == [(200, Reason.FIELDS)]
    with pytest.raises(ListFileError, match="3 of 202 lines"):
        load_folder(write(sdn="\n".join([*rows, "broken", "broken", "broken"]).encode(), alt=b"", add=b""), name="SDN")


def test_the_shipped_list_has_two_versions_and_the_newest_is_loaded_first() -> None:
    assert len(shipped_versions()) == 2
    assert load_shipped().version.published.isoformat() == shipped_versions()[-1]
    with pytest.raises(ValueError, match="versions of"):
        load_shipped("2020-01-01")
