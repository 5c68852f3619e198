"""Keys on disk: made once, for the owner alone, and never silently replaced."""

import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from strongroom.audit.keys import DIGEST_FILE, SIGNING_FILE, VERIFIER_FILE, FileKeys, KeyFileError
from strongroom.audit.note import Verifier

ORIGIN = "log.example/audit"


def test_the_first_start_makes_keys_that_only_the_owner_can_read(tmp_path: Path) -> None:
    FileKeys.open(tmp_path, origin=ORIGIN)
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in (SIGNING_FILE, DIGEST_FILE)} == {0o600}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([SIGNING_FILE, DIGEST_FILE, VERIFIER_FILE])


def test_the_second_start_finds_the_same_keys(tmp_path: Path) -> None:
    first, second = FileKeys.open(tmp_path, origin=ORIGIN), FileKeys.open(tmp_path, origin=ORIGIN)
    assert (first.public_key, first.digest_key) == (second.public_key, second.digest_key)
    Ed25519PublicKey.from_public_bytes(first.public_key).verify(second.sign(b"text"), b"text")


def test_the_public_key_lies_beside_the_log_as_a_verifier_key(tmp_path: Path) -> None:
    keys = FileKeys.open(tmp_path, origin=ORIGIN)
    assert Verifier.parse((tmp_path / VERIFIER_FILE).read_text()) == Verifier(ORIGIN, keys.public_key)


@pytest.mark.parametrize("name", [SIGNING_FILE, DIGEST_FILE])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, name: str) -> None:
    FileKeys.open(tmp_path, origin=ORIGIN)
    (tmp_path / name).chmod(0o640)
    with pytest.raises(KeyFileError, match="open to others"):
        FileKeys.open(tmp_path, origin=ORIGIN)


@pytest.mark.parametrize("name", [SIGNING_FILE, DIGEST_FILE])
def test_a_key_missing_beside_an_old_log_is_not_made_anew(tmp_path: Path, name: str) -> None:
    FileKeys.open(tmp_path, origin=ORIGIN)
    (tmp_path / "shard-00").mkdir()
    (tmp_path / name).unlink()
    with pytest.raises(KeyFileError, match="restore"):
        FileKeys.open(tmp_path, origin=ORIGIN)


@pytest.mark.parametrize("name", [SIGNING_FILE, DIGEST_FILE])
def test_a_file_that_holds_no_key_is_named(tmp_path: Path, name: str) -> None:
    FileKeys.open(tmp_path, origin=ORIGIN)
    (tmp_path / name).write_text("nonsense")
    with pytest.raises(KeyFileError, match=name):
        FileKeys.open(tmp_path, origin=ORIGIN)


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    FileKeys.open(tmp_path, origin=ORIGIN)
    other = generate_private_key(SECP256R1())
    pem = other.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / SIGNING_FILE).write_bytes(pem)
    with pytest.raises(KeyFileError, match="Ed25519"):
        FileKeys.open(tmp_path, origin=ORIGIN)


def test_a_log_keeps_its_origin_for_life(tmp_path: Path) -> None:
    FileKeys.open(tmp_path, origin=ORIGIN)
    with pytest.raises(KeyFileError, match="for life"):
        FileKeys.open(tmp_path, origin="other.example/audit")
