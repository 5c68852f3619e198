"""Key-encryption keys in a file for its owner alone."""

import stat
from pathlib import Path

import pytest

from bank_customer.keys.keyfile import FileKeys
from bank_customer.keys.port import KeyEncryption, KeyUnavailableError, Wrapped
from bank_customer.keys.sealing import new_key


def test_a_missing_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    FileKeys(tmp_path / "deep/keys.json")
    assert stat.S_IMODE((tmp_path / "deep/keys.json").stat().st_mode) == 0o600


def test_what_is_wrapped_unwraps_for_its_subject_only(tmp_path: Path) -> None:
    keys: KeyEncryption = FileKeys(tmp_path / "k")
    key = new_key()
    wrapped = keys.wrap(key, "C-100001")
    assert FileKeys(tmp_path / "k").unwrap(wrapped, "C-100001") == key
    assert key.hex() not in wrapped.text
    with pytest.raises(KeyUnavailableError):
        keys.unwrap(wrapped, "C-100002")
    with pytest.raises(KeyUnavailableError):
        keys.unwrap(Wrapped("AAAA", wrapped.by), "C-100001")


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    FileKeys(tmp_path / "k")
    (tmp_path / "k").chmod(0o640)
    with pytest.raises(KeyUnavailableError, match="chmod 600"):
        FileKeys(tmp_path / "k")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"current":"a","keys":{}}', "\x00"])
def test_what_is_no_key_file_is_refused_without_its_content(tmp_path: Path, content: str) -> None:
    path = tmp_path / "k"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(KeyUnavailableError, match="cannot be read as a key file"):
        FileKeys(path)


def test_after_a_rotation_both_keys_open_and_after_retiring_only_the_new_one(tmp_path: Path) -> None:
    keys = FileKeys(tmp_path / "k")
    running, key = FileKeys(tmp_path / "k"), new_key()
    old = keys.wrap(key, "C-100001")
    keys.rotate()
    new = keys.wrap(key, "C-100001")
    assert new.by == keys.current != old.by
    assert keys.names() == (old.by, new.by)
    # A server that was running all along finds the new key by itself.
    assert running.unwrap(new, "C-100001") == running.unwrap(old, "C-100001") == key
    keys.retire(old.by)
    with pytest.raises(KeyUnavailableError, match="not in the key file"):
        FileKeys(tmp_path / "k").unwrap(old, "C-100001")
    with pytest.raises(ValueError, match="rotate first"):
        keys.retire(new.by)
    assert stat.S_IMODE((tmp_path / "k").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["k"]
