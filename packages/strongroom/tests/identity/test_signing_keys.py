"""Private keys are shared by all workers, published before they sign, and kept published until their tokens are gone."""

import json
import stat
from pathlib import Path

import pytest
from support.calls import HandClock

from strongroom.identity.key_set import read
from strongroom.identity.signing_keys import KEEP_SECONDS, ROTATE_SECONDS, SigningKeys


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.sqlite"


def _published(keys: SigningKeys) -> list[str]:
    return [entry["kid"] for entry in json.loads(keys.jwks())["keys"]]


def test_the_key_that_signs_and_the_next_are_published_without_private_parts(path: Path, clock: HandClock) -> None:
    keys = SigningKeys(path, clock)
    entries = json.loads(keys.jwks())["keys"]
    assert len(entries) == 2
    assert entries[0]["kid"] == keys.signing().id
    assert all(set(entry) == {"kty", "crv", "x", "y", "kid", "use", "alg"} for entry in entries)
    assert len(read(keys.jwks(), {"ES256"}).keys) == 2


def test_the_file_is_readable_by_its_owner_alone(path: Path, clock: HandClock) -> None:
    SigningKeys(path, clock)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_workers_share_one_set_and_a_restart_keeps_it(path: Path, clock: HandClock) -> None:
    one, other = SigningKeys(path, clock), SigningKeys(path, clock)
    assert one.jwks() == other.jwks()
    one.close()
    assert SigningKeys(path, clock).signing().id == other.signing().id


def test_what_signs_after_a_rotation_was_published_before_it(path: Path, clock: HandClock) -> None:
    one, other = SigningKeys(path, clock), SigningKeys(path, clock)
    before = _published(one)
    one.rotate()
    assert one.signing().id == before[1]
    assert _published(one)[:2] == before
    assert len(_published(one)) == 3
    clock.time += 1
    assert other.signing().id == before[1]


def test_keys_rotate_by_themselves_and_every_worker_agrees(path: Path, clock: HandClock) -> None:
    one, other = SigningKeys(path, clock), SigningKeys(path, clock)
    known = set(_published(one))
    for _ in range(5):
        clock.time += ROTATE_SECONDS
        assert one.signing().id == other.signing().id
        assert one.signing().id in known
        assert one.jwks() == other.jwks()
        known = set(_published(one))
    assert len(known) == 3


def test_a_retired_key_stays_published_while_its_tokens_may_live(path: Path, clock: HandClock) -> None:
    keys = SigningKeys(path, clock)
    first = keys.signing().id
    keys.rotate()
    clock.time += KEEP_SECONDS - 10
    keys.rotate()
    assert first in _published(keys)
    clock.time += 11
    keys.rotate()
    assert first not in _published(keys)
