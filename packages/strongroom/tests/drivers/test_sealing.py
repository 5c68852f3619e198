"""Sealed text opens for whom it was sealed, as long as it was sealed for, and for nobody else."""

import stat
from base64 import urlsafe_b64decode, urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strongroom.drivers.sealing import KeyFileError, Sealer, SealError, load_or_create_key

KEY = bytes(range(32))
NONCE = b"ABCDEFGHIJKLMNOPQRSTUVWX"


class SetClock:
    def __init__(self) -> None:
        self.time = 1_000_000.0

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds


@pytest.mark.parametrize(
    ("key", "associated", "sealed"),
    [
        (b"\x01" * 32, b"", "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271"),
        (b"\x03" * 32, b"c2sp.org/XAES-256-GCM", "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d"),
    ],
)
def test_the_vectors_of_the_specification_hold(key: bytes, associated: bytes, sealed: str) -> None:
    sealer = Sealer(key)
    assert sealer.encrypt(NONCE, b"XAES-256-GCM", associated).hex() == sealed
    assert sealer.decrypt(NONCE, bytes.fromhex(sealed), associated) == b"XAES-256-GCM"


@given(payload=st.binary(max_size=300), binding=st.binary(max_size=80))
def test_what_is_sealed_opens_to_the_same(payload: bytes, binding: bytes) -> None:
    sealer = Sealer(KEY)
    text = sealer.seal(payload, binding, 60)
    assert text.isascii() and not set(text) & set("=+/ ")
    assert Sealer(KEY).open(text, binding) == payload


@pytest.mark.control("EDG-07")
def test_another_binding_does_not_open_it() -> None:
    text = Sealer(KEY).seal(b"session", b"alice", 60)
    with pytest.raises(SealError):
        Sealer(KEY).open(text, b"mallory")


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(SealError):
        Sealer(bytes(32)).open(Sealer(KEY).seal(b"session", b"alice", 60), b"alice")


def test_it_opens_until_its_time_and_no_longer() -> None:
    clock = SetClock()
    sealer = Sealer(KEY, clock=clock)
    text = sealer.seal(b"session", b"", 60)
    clock.time += 59
    assert sealer.open(text, b"") == b"session"
    clock.time += 1
    with pytest.raises(SealError):
        sealer.open(text, b"")


@pytest.mark.control("EDG-07")
def test_no_flipped_bit_anywhere_opens() -> None:
    sealer = Sealer(KEY)
    text = sealer.seal(b"position", b"alice", 60)
    whole = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    for bit in range(len(whole) * 8):
        bent = bytearray(whole)
        bent[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealError):
            sealer.open(urlsafe_b64encode(bent).rstrip(b"=").decode(), b"alice")


@given(st.text(max_size=200))
def test_no_text_from_outside_is_worse_than_refused(text: str) -> None:
    with pytest.raises(SealError):
        Sealer(KEY).open(text, b"")


def test_a_second_spelling_of_the_same_seal_is_refused() -> None:
    sealer = Sealer(KEY)
    text = sealer.seal(b"ab", b"", 60)
    for other in (text + "=", text + "\n", text[:-1] + " " + text[-1]):
        with pytest.raises(SealError):
            sealer.open(other, b"")


def test_a_key_of_another_length_is_no_key() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Sealer(b"short")


def test_the_key_file_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "sealing.key"
    key = load_or_create_key(path)
    assert len(key) == 32 and load_or_create_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["sealing.key"]


def test_workers_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    path = tmp_path / "sealing.key"
    with ThreadPoolExecutor(16) as workers:
        keys = set(workers.map(lambda _: load_or_create_key(path), range(32)))
    assert len(keys) == 1


def test_a_key_file_that_others_can_read_is_refused_with_the_cure(tmp_path: Path) -> None:
    path = tmp_path / "sealing.key"
    load_or_create_key(path)
    path.chmod(0o640)
    with pytest.raises(KeyFileError, match="chmod 600"):
        load_or_create_key(path)


def test_a_key_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sealing.key"
    path.touch(0o600)
    with pytest.raises(KeyFileError, match="exactly 32 bytes"):
        load_or_create_key(path)
