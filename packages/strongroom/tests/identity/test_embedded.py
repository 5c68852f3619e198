"""Revocations reach every worker within a second, and while they cannot be read nobody passes."""

import sqlite3
from pathlib import Path

import pytest
from support.calls import HandClock

from strongroom.core.reason import Reason
from strongroom.identity.embedded import EmbeddedRevocations
from strongroom.identity.failure import IdentityError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "identity.sqlite"


@pytest.mark.control("IDN-06")
def test_another_worker_sees_a_revocation_within_a_second(path: Path, clock: HandClock) -> None:
    one, other = EmbeddedRevocations(path, clock), EmbeddedRevocations(path, clock)
    before = other.revision()
    one.revoke_token("t-1", clock.now() + 900)
    clock.time += 0.5
    assert other.revision() != before
    assert other.is_revoked("t-1", "i|rita", clock.now())
    assert not other.is_revoked("t-2", "i|rita", clock.now())


def test_the_worker_that_revokes_sees_it_at_once(path: Path, clock: HandClock) -> None:
    revocations = EmbeddedRevocations(path, clock)
    before = revocations.revision()
    revocations.revoke_token("t-1", clock.now() + 900)
    assert revocations.revision() != before
    assert revocations.is_revoked("t-1", "i|rita", 0)


def test_a_revoked_user_keeps_tokens_issued_later(path: Path, clock: HandClock) -> None:
    revocations = EmbeddedRevocations(path, clock)
    revocations.revoke_subject("i|rita", 1000)
    revocations.revoke_subject("i|rita", 500)
    assert revocations.is_revoked("t", "i|rita", 1000)
    assert not revocations.is_revoked("t", "i|rita", 1001)
    assert not revocations.is_revoked("t", "other|rita", 1000)


def test_revocations_outlive_a_restart_and_are_forgotten_when_the_token_would_have_ended(path: Path, clock: HandClock) -> None:
    first = EmbeddedRevocations(path, clock)
    first.revoke_token("t-1", clock.now() + 900)
    first.close()
    second = EmbeddedRevocations(path, clock)
    assert second.is_revoked("t-1", "i|rita", 0)
    clock.time += 900 + 121
    second.revoke_token("t-2", clock.now() + 900)
    assert not second.is_revoked("t-1", "i|rita", 0)


def test_without_changes_nothing_is_read_again(path: Path, clock: HandClock) -> None:
    revocations = EmbeddedRevocations(path, clock)
    before = revocations.revision()
    for _ in range(10):
        clock.time += 1
        assert revocations.revision() == before


@pytest.mark.control("IDN-06")
def test_while_the_list_cannot_be_read_nobody_passes(path: Path, clock: HandClock) -> None:
    revocations = EmbeddedRevocations(path, clock)
    revocations.close()
    clock.time += 4
    with pytest.raises(sqlite3.ProgrammingError):
        sqlite3.Connection.execute(revocations._connection, "SELECT 1")
    assert not revocations.is_revoked("t", "i|rita", 0)
    clock.time += 2
    with pytest.raises(IdentityError, match="cannot be read") as error:
        revocations.is_revoked("t", "i|rita", 0)
    assert error.value.reason is Reason.UPSTREAM_UNAVAILABLE
