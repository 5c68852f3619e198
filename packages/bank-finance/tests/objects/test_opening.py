"""A folder or a bucket, by one word of the command line."""

from pathlib import Path

import pytest

from bank_finance.objects.embedded import FolderStore
from bank_finance.objects.opening import OpenBucket, open_objects
from bank_finance.objects.s3 import S3Store, open_bucket
from bank_kit.store import StoreError

FITS: OpenBucket = open_bucket


def test_a_path_is_a_folder(tmp_path: Path) -> None:
    store = open_objects(str(tmp_path / "kept"), links_at="/links/")
    assert isinstance(store, FolderStore)
    assert store.get(store.put(b"x").digest) == b"x"


def test_an_s3_address_is_a_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tests")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "tests")
    assert isinstance(open_objects("s3://documents?region=eu-central-1&endpoint=http://127.0.0.1:9", links_at=""), S3Store)


@pytest.mark.parametrize("address", ["s3://", "s3://bucket/path", "s3://key:secret@bucket", "s3://bucket?secret_key=x", "s3://bucket?region=a&region=b"])
def test_an_address_that_is_malformed_or_holds_keys_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match="--objects"):
        open_objects(address, links_at="")
