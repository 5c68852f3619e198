"""The nouns say what they need to: a kind without an effect has none."""

import time
from datetime import UTC, datetime

from sqlalchemy import create_engine

from bank_kit.identity.caller import Caller
from bank_kit.writes.draft import Draft, DraftKind, DraftState


def test_a_kind_without_an_effect_writes_nothing() -> None:
    now = datetime.now(UTC)
    draft = Draft(id="D-1", kind="note", state=DraftState.APPROVED, payload={}, payload_hash="", proposed_by="a", proposed_at=now, expires_at=now, history=())
    caller = Caller(subject="b", issuer="i", client="c", scopes=frozenset(), expires_at=time.time())
    with create_engine("sqlite://").connect() as connection:
        DraftKind(name="note").on_approved(connection, draft, caller)
        assert not connection.in_transaction()
