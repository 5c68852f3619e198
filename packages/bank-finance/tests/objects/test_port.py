"""What every ObjectStore keeps to: on the folder in unit tests, on a real S3 server in component tests."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bank_finance.objects.embedded import FolderStore
from bank_finance.objects.port import LARGEST, LONGEST, ObjectStore, TamperedObjectError
from bank_kit.failures import FailureCode, ToolFailureError

MINUTE = timedelta(minutes=1)
PDF = "application/pdf"


def _fetch(store: ObjectStore, address: str) -> tuple[bytes, str]:
    """What somebody with nothing but the link gets."""
    if isinstance(store, FolderStore):
        opened = store.open_link(address.rsplit("/", maxsplit=1)[-1])
        return opened.content, opened.media_type
    answer = httpx.get(address, timeout=10).raise_for_status()
    return answer.content, answer.headers["Content-Type"]


@pytest.mark.parametrize("content", [b"", b"A", bytes(range(256)) * 5_000], ids=["empty", "one byte", "1.3 MB"])
def test_what_was_put_is_got(store: ObjectStore, content: bytes) -> None:
    kept = store.put(content)
    assert (kept.digest, kept.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert store.get(kept.digest) == content
    assert store.head(kept.digest) == kept


def test_the_same_bytes_twice_are_one_object(store: ObjectStore) -> None:
    assert store.put(b"twice") == store.put(b"twice")
    assert store.get(store.put(b"twice").digest) == b"twice"


def test_many_at_once_put_and_get_the_same_object(store: ObjectStore) -> None:
    def again(_: int) -> bytes:
        return store.get(store.put(b"popular" * 1000).digest)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(again, range(40))) == {b"popular" * 1000}


def test_what_was_never_put_is_unknown(store: ObjectStore) -> None:
    nothing = hashlib.sha256(b"never").hexdigest()
    for ask in (lambda: store.get(nothing), lambda: store.head(nothing), lambda: store.link(nothing, media_type=PDF, lifetime=MINUTE)):
        with pytest.raises(ToolFailureError) as refused:
            ask()
        assert refused.value.failure.code is FailureCode.UNKNOWN_ID


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 65, "0" * 62 + "/x", "0" * 63 + "\n"])
def test_only_a_digest_is_a_name(store: ObjectStore, digest: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        store.get(digest)
    assert refused.value.failure.code is FailureCode.INVALID_ARGUMENT


@pytest.mark.parametrize("forged", [b"forged", b"the true worde", b""], ids=["shorter", "same length", "emptied"])
def test_a_changed_object_is_never_served(store: ObjectStore, file_of: Callable[[str], Path], forged: bytes) -> None:
    kept = store.put(b"the true words")
    file_of(kept.digest).write_bytes(forged)
    with pytest.raises(TamperedObjectError):
        store.get(kept.digest)
    with pytest.raises(TamperedObjectError):
        store.link(kept.digest, media_type=PDF, lifetime=MINUTE)
    store.put(b"the true words")
    assert store.get(kept.digest) == b"the true words"


def test_a_link_leads_to_the_object_and_says_until_when(store: ObjectStore) -> None:
    kept = store.put(b"linked")
    link = store.link(kept.digest, media_type=PDF, lifetime=MINUTE)
    assert _fetch(store, link.address) == (b"linked", PDF)
    assert timedelta(seconds=50) < link.expires_at - datetime.now(UTC) <= MINUTE


def test_a_link_turned_to_another_object_is_refused(store: ObjectStore) -> None:
    link = store.link(store.put(b"mine").digest, media_type=PDF, lifetime=MINUTE)
    middle = len(link.address) // 2
    turned = link.address[:middle] + ("A" if link.address[middle] != "A" else "B") + link.address[middle + 1 :]
    with pytest.raises((ToolFailureError, httpx.HTTPStatusError)):
        _fetch(store, turned)


@pytest.mark.parametrize("lifetime", [timedelta(0), timedelta(seconds=-1), LONGEST + timedelta(seconds=1)], ids=str)
def test_links_are_short(store: ObjectStore, lifetime: timedelta) -> None:
    with pytest.raises(ToolFailureError) as refused:
        store.link(store.put(b"x").digest, media_type=PDF, lifetime=lifetime)
    assert refused.value.failure.field == "lifetime"


def test_a_media_type_cannot_carry_a_header(store: ObjectStore) -> None:
    with pytest.raises(ToolFailureError) as refused:
        store.link(store.put(b"x").digest, media_type="text/html\r\nSet-Cookie: a", lifetime=MINUTE)
    assert refused.value.failure.field == "media_type"


def test_an_object_beyond_the_largest_is_refused(store: ObjectStore) -> None:
    with pytest.raises(ToolFailureError) as refused:
        store.put(bytes(LARGEST + 1))
    assert refused.value.failure.code is FailureCode.LIMIT_EXCEEDED


def test_many_are_put_like_one(store: ObjectStore) -> None:
    contents = [f"document {number}".encode() for number in range(20)]
    assert store.put_all(contents) == 20
    assert [store.get(hashlib.sha256(content).hexdigest()) for content in contents] == contents
