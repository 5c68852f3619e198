"""Grants that end: some fields of one thing, for one person, for some minutes, because a draft was approved.

A person may use a grant of theirs; an agent that acts for them only one that it asked for itself, because its model reads what comes.
"""

import json
import secrets
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from bank_kit.identity.caller import Caller
from bank_kit.writes.draft import Draft
from bank_kit.writes.store import WriteStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What `subject` may see of `target` until `ends_at` (UTC), and the draft that says why."""

    id: str
    draft_id: str
    subject: str
    target: str
    fields: frozenset[str]
    ends_at: datetime


class Grants:
    """The grants of one server. None can be given without a draft, and none can be made longer."""

    def __init__(self, store: WriteStore, *, now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._now = now

    def give(self, connection: Connection, draft: Draft, *, target: str, fields: Collection[str], minutes: float) -> None:
        """To whoever proposed `draft`, from now on; call it from `on_approved`, with its connection."""
        begins = int(self._now() * 1000)
        values = {"id": f"G-{secrets.token_hex(12)}", "draft_id": draft.id, "subject": draft.proposed_by, "target": target}
        times = {"begins_at": begins, "ends_at": begins + int(minutes * 60_000)}
        connection.execute(insert(self._store.tables.grant), values | times | {"fields": json.dumps(sorted(fields))})

    def held(self, caller: Caller, target: str) -> tuple[Grant, ...]:
        """What the caller holds on `target` at this moment."""
        table, history, now = self._store.tables.grant, self._store.tables.history, int(self._now() * 1000)
        mine = (table.c.subject == caller.subject) & (table.c.target == target) & (table.c.begins_at <= now) & (table.c.ends_at > now)
        if caller.actor is not None:
            mine &= table.c.draft_id.in_(select(history.c.draft_id).where((history.c.number == 1) & (history.c.actor == caller.actor)))
        with self._store.reading() as connection:
            rows = list(connection.execute(select(table).where(mine).order_by(table.c.ends_at, table.c.id)))
        return tuple(
            Grant(
                id=row.id,
                draft_id=row.draft_id,
                subject=row.subject,
                target=row.target,
                fields=frozenset(json.loads(row.fields)),
                ends_at=datetime.fromtimestamp(row.ends_at / 1000, tz=UTC),
            )
            for row in rows
        )

    def fields(self, caller: Caller, target: str) -> frozenset[str]:
        """The fields of `target` the caller may see in the clear at this moment."""
        return frozenset().union(*(grant.fields for grant in self.held(caller, target)))
