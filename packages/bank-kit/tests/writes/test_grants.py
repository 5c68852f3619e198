"""A grant comes from an approved draft, is for one person and one thing, and ends."""

from dataclasses import replace
from typing import Protocol

from bank_kit.identity.caller import Caller
from bank_kit.writes.draft import DraftKind, Verdict
from bank_kit.writes.drafts import Drafts
from bank_kit.writes.grants import Grants
from bank_kit.writes.store import WriteStore


class Cast(Protocol):
    maker: Caller
    checker: Caller
    reader: Caller


class Clock(Protocol):
    at: float

    def __call__(self) -> float: ...


def test_an_approved_grant_holds_for_its_minutes(store: WriteStore, cast: Cast, clock: Clock) -> None:
    grants = Grants(store, now=clock)
    unmask = DraftKind(name="unmask", on_approved=lambda connection, draft, _: grants.give(connection, draft, target="C-1", fields=("email",), minutes=15))
    drafts = Drafts(store, (unmask,), approve_scope="test.approve", now=clock)
    draft = drafts.propose("unmask", {"customer_id": "C-1"}, cast.maker, "key-00001")
    assert grants.fields(cast.maker, "C-1") == frozenset()
    drafts.decide(draft.id, cast.checker, Verdict.APPROVE, "needed")
    [grant] = grants.held(cast.maker, "C-1")
    assert (grant.draft_id, grant.subject, grant.fields) == (draft.id, "mia", frozenset({"email"}))
    assert grants.fields(cast.maker, "C-2") == grants.fields(cast.reader, "C-1") == grants.fields(cast.checker, "C-1") == frozenset()
    clock.at += 15 * 60 - 1
    assert grants.fields(cast.maker, "C-1") == {"email"}
    clock.at += 1
    assert grants.fields(cast.maker, "C-1") == frozenset()


def test_an_agent_uses_what_it_asked_for_and_no_other_agent_of_the_same_person_does(store: WriteStore, cast: Cast, clock: Clock) -> None:
    grants = Grants(store, now=clock)
    unmask = DraftKind(name="unmask", on_approved=lambda connection, draft, _: grants.give(connection, draft, target="C-1", fields=("email",), minutes=15))
    drafts = Drafts(store, (unmask,), approve_scope="test.approve", now=clock)
    drafts.decide(drafts.propose("unmask", {"customer_id": "C-1"}, cast.maker, "key-00001").id, cast.checker, Verdict.APPROVE, "needed")
    assert grants.fields(replace(cast.maker, actor="agent-2", client="agent-2"), "C-1") == frozenset()
    assert grants.fields(replace(cast.maker, actor=None, client="browser"), "C-1") == grants.fields(cast.maker, "C-1") == {"email"}
