"""Every document but identification is put once; an object store that refuses stops the server."""

from pathlib import Path

import pytest

from bank_finance.documents.keeping import keep_documents
from bank_finance.objects.embedded import FolderStore
from bank_kit.store import StoreError
from bank_kit.world.reader import World
from bank_kit.world.size import Size


def test_documents_are_put_once(tmp_path: Path, folder: Path, world: World) -> None:
    store = FolderStore(tmp_path, address="")
    identifications = sum(1 for batch in world.rows("document", ["kind"]) for (kind,) in batch if kind == "IDENTIFICATION")
    assert keep_documents(store, folder, Size.S, 42) == world.manifest.tables["document"].rows - identifications
    assert keep_documents(store, folder, Size.S, 42) == 0


def test_a_store_that_does_not_take_them_is_said(tmp_path: Path, folder: Path, world: World) -> None:
    store = FolderStore(tmp_path / "objects", address="")
    for number in range(256):
        (tmp_path / "objects" / f"{number:02x}").write_bytes(b"a file where a folder should be")
    with pytest.raises(StoreError, match="--objects"):
        keep_documents(store, folder, Size.S, 42)
