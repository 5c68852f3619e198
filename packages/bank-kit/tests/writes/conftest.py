"""Drafts of two kinds in a SQLite file, people who draft and decide, and a clock that is set by hand."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.writes.draft import Draft, DraftKind
from bank_kit.writes.drafts import Drafts
from bank_kit.writes.store import WriteStore, open_writes

APPROVE = "test.approve"


@dataclass
class Clock:
    at: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Effects:
    """What approvals did; `refusing` makes them fail."""

    seen: list[str] = field(default_factory=list)
    refusing: bool = False

    def apply(self, connection: Connection, draft: Draft, caller: Caller) -> None:
        assert connection.in_transaction()
        if self.refusing:
            raise ToolFailureError(FailureCode.LIMIT_EXCEEDED, "no room for it")
        self.seen.append(f"{draft.id} {draft.state} {caller.subject}")


def person(subject: str, *scopes: str, agent: str | None = None) -> Caller:
    return Caller(subject=subject, issuer="https://issuer.example", client="c", actor=agent, scopes=frozenset(scopes), expires_at=time.time() + 600)


@dataclass(frozen=True)
class Cast:
    maker: Caller = field(default_factory=lambda: person("mia", "test.read", agent="agent-1"))
    checker: Caller = field(default_factory=lambda: person("carl", "test.read", APPROVE))
    other: Caller = field(default_factory=lambda: person("olga", "test.read", APPROVE))
    reader: Caller = field(default_factory=lambda: person("rob", "test.read"))

    def cleared(self, caller: Caller) -> Caller:
        return replace(caller, scopes=caller.scopes | {"test.secret"})


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def effects() -> Effects:
    return Effects()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[WriteStore]:
    opened = open_writes(tmp_path, "test")
    yield opened
    opened.close()


@pytest.fixture
def drafts(store: WriteStore, clock: Clock, effects: Effects) -> Drafts:
    kinds = (DraftKind(name="override", on_approved=effects.apply), DraftKind(name="secret", scope="test.secret"))
    return Drafts(store, kinds, approve_scope=APPROVE, now=clock)
