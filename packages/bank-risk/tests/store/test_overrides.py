"""Overrides in the store of writes."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bank_kit.identity.caller import Caller
from bank_kit.writes.draft import Draft, DraftState
from bank_kit.writes.store import WriteStore, open_writes
from bank_risk.store.overrides import KIND, Overrides
from bank_risk.store.results import RESULTS


@pytest.fixture
def writes(tmp_path: Path) -> WriteStore:
    opened = open_writes(tmp_path, "risk")
    with opened.writing() as connection:
        RESULTS.create_all(connection)
    return opened


def approved(number: int, amount: str, until: str) -> Draft:
    return Draft(
        id=f"D-{number:024x}",
        kind=KIND,
        state=DraftState.APPROVED,
        payload={"limit_id": "LIM-101", "amount": amount, "valid_until": until},
        payload_hash="sha256:0",
        proposed_by="anna",
        proposed_at=datetime(2026, 11, 20, tzinfo=UTC),
        expires_at=datetime(2026, 11, 23, tzinfo=UTC),
        history=(),
    )


def test_the_latest_override_that_has_not_ended_counts(writes: WriteStore, caller: Caller) -> None:
    overrides = Overrides(writes)
    with writes.writing() as connection:
        overrides.apply(connection, approved(1, "100", "2026-12-31"), caller)
        overrides.apply(connection, approved(2, "200.5", "2026-11-30"), caller)
    assert [str(one.amount.normalize()) for one in overrides.in_force(date(2026, 11, 20))] == ["200.5"]
    assert [one.draft_id for one in overrides.in_force(date(2026, 12, 1))] == [f"D-{1:024x}"]
    assert overrides.in_force(date(2027, 1, 1)) == ()
