"""What only a folder can get wrong."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bank_finance.objects.embedded import FolderStore
from bank_kit.failures import FailureCode, ToolFailureError


def test_nothing_but_whole_objects_stays_in_the_folder(folder: FolderStore, tmp_path: Path) -> None:
    digest = folder.put(b"whole").digest
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in files] == [digest]
    assert files[0].stat().st_mode & 0o777 == 0o600


def test_a_write_that_fails_leaves_the_old_object_and_no_rest(folder: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = folder.put(b"old").digest

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ToolFailureError) as refused:
        folder.put(b"old")
    assert refused.value.failure.code is FailureCode.UNAVAILABLE
    assert folder.get(digest) == b"old"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_symbolic_link_in_the_place_of_an_object_is_not_followed(folder: FolderStore, tmp_path: Path) -> None:
    digest = folder.put(b"object").digest
    place = tmp_path / "objects" / digest[:2] / digest
    (tmp_path / "copy").write_bytes(b"object")
    place.unlink()
    place.symlink_to(tmp_path / "copy")
    with pytest.raises(ToolFailureError) as refused:
        folder.get(digest)
    assert refused.value.failure.code is FailureCode.UNAVAILABLE


def test_a_link_ends_when_it_said(tmp_path: Path) -> None:
    times = [datetime(2026, 11, 20, 12, tzinfo=UTC)]
    store = FolderStore(tmp_path, address="", now=lambda: times[-1])
    link = store.link(store.put(b"x").digest, media_type="text/plain", lifetime=timedelta(seconds=30))
    times.append(times[0] + timedelta(seconds=29))
    assert store.open_link(link.address).content == b"x"
    times.append(link.expires_at)
    with pytest.raises(ToolFailureError) as refused:
        store.open_link(link.address)
    assert refused.value.failure.code is FailureCode.NOT_ENTITLED


def test_a_link_of_another_process_is_refused(folder: FolderStore, tmp_path: Path) -> None:
    link = folder.link(folder.put(b"x").digest, media_type="text/plain", lifetime=timedelta(minutes=1))
    other = FolderStore(tmp_path / "objects", address="")
    with pytest.raises(ToolFailureError):
        other.open_link(link.address.rsplit("/", maxsplit=1)[-1])
