"""Maker and checker: whoever drafts does not decide, agents draft and people approve, and of two checkers at once one wins."""

import json
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Connection, Row, insert, select, tuple_, update

from bank_kit.envelope import digest
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.masks import free_text
from bank_kit.paging import read_cursor, write_cursor
from bank_kit.writes.draft import Draft, DraftKind, DraftPage, DraftState, HistoryEntry, Verdict
from bank_kit.writes.keys import Keyed, once
from bank_kit.writes.store import WriteStore

MAX_PAYLOAD = 64 * 1024
"""Bytes of JSON in one draft."""
_FINAL = {Verdict.APPROVE: DraftState.APPROVED, Verdict.REJECT: DraftState.REJECTED}


class Drafts:
    """The drafts of one server. Every method blocks and may run in many threads, and in many processes on one database.

    `clean` masks what a checker gives as reason before it is kept: history only grows, so what is in it stays.
    """

    def __init__(
        self,
        store: WriteStore,
        kinds: Iterable[DraftKind],
        *,
        approve_scope: str,
        now: Callable[[], float] = time.time,
        clean: Callable[[str], str] = free_text,
    ) -> None:
        self._store = store
        self._kinds: Mapping[str, DraftKind] = {kind.name: kind for kind in kinds}
        self.approve_scope = approve_scope
        self._now = now
        self._clean = clean

    def propose(self, kind: str, payload: Mapping[str, JsonValue], caller: Caller, key: str) -> Draft:
        """A new draft of `kind` (KeyError when the server has none of that name); the one made before when the key is known."""
        known = self._kinds[kind]
        text = json.dumps(dict(payload), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        if len(text.encode()) > MAX_PAYLOAD:
            raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "the draft is too large", allowed=f"at most {MAX_PAYLOAD} bytes of JSON")
        with self._store.writing() as connection:
            keyed = Keyed(caller, key, [kind, json.loads(text)])
            made = once(self._store, connection, keyed, lambda: self._insert(connection, known, text, caller))
            return self._read(connection, made)

    def decide(self, draft_id: str, caller: Caller, verdict: Verdict, reason: str) -> Draft:
        """The decided draft. NOT_ENTITLED, HUMAN_NEEDED, SAME_PERSON, UNKNOWN_ID or ALREADY_DECIDED; the same verdict by the same person again is no error."""
        if self.approve_scope not in caller.scopes:
            raise ToolFailureError(
                FailureCode.NOT_ENTITLED,
                "the token does not carry the scope this needs",
                allowed=f"a token with scope {self.approve_scope}",
                remedy="ask for a token with that scope",
            )
        # A client whose subject is itself acts in its own name: no person stands behind it.
        if caller.actor is not None or caller.subject == caller.client:
            raise ToolFailureError(FailureCode.HUMAN_NEEDED, "agents draft, people decide", remedy="ask a person to decide with a token of their own")
        with self._store.writing() as connection:
            draft = self._visible(connection, draft_id, caller)
            if draft.proposed_by == caller.subject:
                raise ToolFailureError(FailureCode.SAME_PERSON, "whoever drafts does not decide", remedy="ask another person who may approve")
            return self._settle(connection, draft, caller, (_FINAL[verdict], self._clean(reason)))

    def get(self, draft_id: str, caller: Caller) -> Draft:
        """The draft, when the caller proposed it or may approve it; otherwise UNKNOWN_ID, as for one that does not exist."""
        with self._store.reading() as connection:
            return self._visible(connection, draft_id, caller)

    def list(self, caller: Caller, *, state: DraftState | None = None, limit: int = 50, cursor: str | None = None) -> DraftPage:
        """What `get` would show this caller, newest first."""
        table, everybody = self._store.tables.draft, self.approve_scope in caller.scopes
        kinds = sorted(name for name, kind in self._kinds.items() if kind.scope is None or kind.scope in caller.scopes)
        query = [kinds, state, None if everybody else caller.subject]
        wanted = [table.c.kind.in_(kinds), *self._in_state(state), *([] if everybody else [table.c.proposed_by == caller.subject])]
        if cursor is not None:
            at, after = read_cursor(cursor, query, parts=2)
            wanted.append(tuple_(table.c.proposed_at, table.c.id) < tuple_(_whole(at), after))
        newest = select(table.c.id, table.c.proposed_at).where(*wanted).order_by(table.c.proposed_at.desc(), table.c.id.desc()).limit(limit + 1)
        with self._store.reading() as connection:
            found = list(connection.execute(newest))
            drafts = tuple(self._read(connection, row.id) for row in found[:limit])
        more = len(found) > limit
        return DraftPage(drafts=drafts, next_cursor=write_cursor(query, [str(found[limit - 1].proposed_at), found[limit - 1].id]) if more else None)

    def _in_state(self, state: DraftState | None) -> tuple[ColumnElement[bool], ...]:
        table, now = self._store.tables.draft, self._milliseconds()
        match state:
            case None:
                return ()
            case DraftState.DRAFT:
                return (table.c.state == DraftState.DRAFT, table.c.expires_at > now)
            case DraftState.EXPIRED:
                return (table.c.state == DraftState.DRAFT, table.c.expires_at <= now)
            case _:
                return (table.c.state == state,)

    def _insert(self, connection: Connection, kind: DraftKind, payload: str, caller: Caller) -> str:
        now, draft_id = self._milliseconds(), f"D-{secrets.token_hex(12)}"
        values = {"id": draft_id, "kind": kind.name, "state": DraftState.DRAFT, "payload": payload, "proposed_by": caller.subject, "proposed_at": now}
        connection.execute(insert(self._store.tables.draft), values | {"expires_at": now + int(kind.valid_hours * 3_600_000)})
        self._record(connection, draft_id, 1, ("proposed", caller, None))
        return draft_id

    def _settle(self, connection: Connection, draft: Draft, caller: Caller, decision: tuple[DraftState, str]) -> Draft:
        state, reason = decision
        table = self._store.tables.draft
        # The condition on the state makes of two checkers at once one who wins; the row stays locked until the effect is in.
        won = connection.execute(
            update(table)
            .where((table.c.id == draft.id) & (table.c.state == DraftState.DRAFT) & (table.c.expires_at > self._milliseconds()))
            .values(state=state)
        )
        if won.rowcount == 1:
            self._record(connection, draft.id, len(draft.history) + 1, (state, caller, reason))
            settled = self._read(connection, draft.id)
            if state is DraftState.APPROVED:
                self._kinds[draft.kind].on_approved(connection, settled, caller)
            return settled
        settled = self._read(connection, draft.id)
        last = settled.history[-1]
        if settled.state is state and last.who == caller.subject:
            return settled
        raise ToolFailureError(FailureCode.ALREADY_DECIDED, f"the draft is {settled.state}", field="draft_id", remedy="propose it anew if it is still wanted")

    def _record(self, connection: Connection, draft_id: str, number: int, what: tuple[str, Caller, str | None]) -> None:
        did, caller, reason = what
        values = {"draft_id": draft_id, "number": number, "did": did, "at": self._milliseconds(), "reason": reason}
        connection.execute(insert(self._store.tables.history), values | {"subject": caller.subject, "issuer": caller.issuer, "actor": caller.actor})

    def _visible(self, connection: Connection, draft_id: str, caller: Caller) -> Draft:
        table = self._store.tables.draft
        row = connection.execute(select(table.c.kind, table.c.proposed_by).where(table.c.id == draft_id)).one_or_none()
        kind = self._kinds.get(row.kind) if row is not None else None
        hidden = kind is None or (kind.scope is not None and kind.scope not in caller.scopes)
        if row is None or hidden or (row.proposed_by != caller.subject and self.approve_scope not in caller.scopes):
            raise unknown("draft", field="draft_id", remedy="list_drafts shows those you may see")
        return self._read(connection, draft_id)

    def _read(self, connection: Connection, draft_id: str) -> Draft:
        draft, history = self._store.tables.draft, self._store.tables.history
        row = connection.execute(select(draft).where(draft.c.id == draft_id)).one()
        entries = connection.execute(select(history).where(history.c.draft_id == draft_id).order_by(history.c.number))
        payload: dict[str, JsonValue] = json.loads(row.payload)
        void = row.state == DraftState.DRAFT and row.expires_at <= self._milliseconds()
        return Draft(
            id=row.id,
            kind=row.kind,
            state=DraftState.EXPIRED if void else DraftState(row.state),
            payload=payload,
            payload_hash=digest(payload),
            proposed_by=row.proposed_by,
            proposed_at=_instant(row.proposed_at),
            expires_at=_instant(row.expires_at),
            history=tuple(_entry(entry) for entry in entries),
        )

    def _milliseconds(self) -> int:
        return int(self._now() * 1000)


def _entry(row: Row[tuple[object, ...]]) -> HistoryEntry:
    return HistoryEntry(did=row.did, at=_instant(row.at), who=row.subject, actor=row.actor, reason=row.reason)


def _instant(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "not a cursor of this server", field="cursor", remedy="start again without cursor")
    return int(text)
