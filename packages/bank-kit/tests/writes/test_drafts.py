"""Whoever drafts does not decide; agents draft, people approve; of two checkers at once one wins."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Protocol

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.writes.draft import Draft, DraftState, Verdict
from bank_kit.writes.drafts import MAX_PAYLOAD, Drafts
from bank_kit.writes.store import WriteStore

KEY = "key-00001"


class Cast(Protocol):
    maker: Caller
    checker: Caller
    other: Caller
    reader: Caller

    def cleared(self, caller: Caller) -> Caller: ...


@dataclass
class Effects:
    seen: list[str]
    refusing: bool


class Clock(Protocol):
    at: float


def _code(attempt: Callable[[], object]) -> FailureCode:
    with pytest.raises(ToolFailureError) as caught:
        attempt()
    return caught.value.failure.code


@pytest.fixture
def draft(drafts: Drafts, cast: Cast) -> Draft:
    return drafts.propose("override", {"limit": "L-1", "amount": "5.00"}, cast.maker, KEY)


def test_an_approved_draft_takes_effect_once_and_says_who_did_what(drafts: Drafts, draft: Draft, cast: Cast, effects: Effects) -> None:
    assert draft.state is DraftState.DRAFT
    approved = drafts.decide(draft.id, cast.checker, Verdict.APPROVE, "fits")
    assert approved.state is DraftState.APPROVED
    assert [(entry.did, entry.who, entry.actor, entry.reason) for entry in approved.history] == [
        ("proposed", "mia", "agent-1", None),
        ("approved", "carl", None, "fits"),
    ]
    assert effects.seen == [f"{draft.id} approved carl"]
    assert drafts.decide(draft.id, cast.checker, Verdict.APPROVE, "again") == approved
    assert len(effects.seen) == 1


def test_a_rejected_draft_has_no_effect(drafts: Drafts, draft: Draft, cast: Cast, effects: Effects) -> None:
    assert drafts.decide(draft.id, cast.checker, Verdict.REJECT, "too much").state is DraftState.REJECTED
    assert effects.seen == []
    assert _code(lambda: drafts.decide(draft.id, cast.checker, Verdict.APPROVE, "changed my mind")) is FailureCode.ALREADY_DECIDED
    assert _code(lambda: drafts.decide(draft.id, cast.other, Verdict.REJECT, "me too")) is FailureCode.ALREADY_DECIDED


def test_the_wrong_people_cannot_decide(drafts: Drafts, draft: Draft, cast: Cast) -> None:
    maker_alone = replace(cast.checker, subject="mia")
    agent = replace(cast.checker, actor="agent-1")
    assert _code(lambda: drafts.decide(draft.id, maker_alone, Verdict.APPROVE, "mine")) is FailureCode.SAME_PERSON
    assert _code(lambda: drafts.decide(draft.id, replace(maker_alone, issuer="https://x"), Verdict.REJECT, "mine")) is FailureCode.SAME_PERSON
    assert _code(lambda: drafts.decide(draft.id, agent, Verdict.APPROVE, "quick")) is FailureCode.HUMAN_NEEDED
    assert _code(lambda: drafts.decide(draft.id, replace(cast.checker, client="carl"), Verdict.APPROVE, "quick")) is FailureCode.HUMAN_NEEDED
    assert _code(lambda: drafts.decide(draft.id, cast.reader, Verdict.APPROVE, "hm")) is FailureCode.NOT_ENTITLED
    assert drafts.get(draft.id, cast.checker) == draft


def test_the_same_key_is_the_same_draft_and_other_arguments_are_a_conflict(drafts: Drafts, draft: Draft, cast: Cast) -> None:
    assert drafts.propose("override", {"amount": "5.00", "limit": "L-1"}, cast.maker, KEY) == draft
    assert _code(lambda: drafts.propose("override", {"limit": "L-2"}, cast.maker, KEY)) is FailureCode.IDEMPOTENCY_CONFLICT
    assert _code(lambda: drafts.propose("secret", {"limit": "L-1", "amount": "5.00"}, cast.maker, KEY)) is FailureCode.IDEMPOTENCY_CONFLICT
    assert drafts.propose("override", {"limit": "L-1", "amount": "5.00"}, cast.other, KEY).id != draft.id


def test_one_key_sent_many_times_at_once_makes_one_draft(drafts: Drafts, cast: Cast) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: drafts.propose("override", {"n": 1}, cast.maker, "key-at-once"), range(16)))
    assert len({each.id for each in made}) == 1
    assert len(drafts.list(cast.maker).drafts) == 1


def test_of_two_checkers_at_once_one_wins(drafts: Drafts, cast: Cast, effects: Effects) -> None:
    made = [drafts.propose("override", {"n": number}, cast.maker, f"key-{number:05}") for number in range(10)]
    turns = [(each.id, *turn) for each in made for turn in ((cast.checker, Verdict.APPROVE), (cast.other, Verdict.REJECT))]

    def decide(turn: tuple[str, Caller, Verdict]) -> FailureCode | None:
        try:
            drafts.decide(turn[0], turn[1], turn[2], "now")
        except ToolFailureError as refusal:
            return refusal.failure.code
        return None

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(decide, turns))
    assert (answers.count(None), answers.count(FailureCode.ALREADY_DECIDED)) == (len(made), len(made))
    final = [drafts.get(each.id, cast.checker) for each in made]
    assert all(len(each.history) == 2 for each in final)
    assert len(effects.seen) == sum(each.state is DraftState.APPROVED for each in final)


def test_an_effect_that_fails_undoes_the_decision(drafts: Drafts, draft: Draft, cast: Cast, effects: Effects) -> None:
    effects.refusing = True
    assert _code(lambda: drafts.decide(draft.id, cast.checker, Verdict.APPROVE, "fits")) is FailureCode.LIMIT_EXCEEDED
    assert drafts.get(draft.id, cast.checker) == draft


def test_a_draft_nobody_decides_is_void_in_the_end(drafts: Drafts, draft: Draft, cast: Cast, clock: Clock) -> None:
    clock.at += 72 * 3600 - 1
    assert drafts.get(draft.id, cast.checker).state is DraftState.DRAFT
    clock.at += 2
    assert drafts.get(draft.id, cast.checker).state is DraftState.EXPIRED
    assert _code(lambda: drafts.decide(draft.id, cast.checker, Verdict.APPROVE, "late")) is FailureCode.ALREADY_DECIDED
    assert [each.id for each in drafts.list(cast.checker, state=DraftState.EXPIRED).drafts] == [draft.id]
    assert drafts.list(cast.checker, state=DraftState.DRAFT).drafts == ()


def test_who_has_no_business_with_a_draft_cannot_tell_that_it_exists(drafts: Drafts, draft: Draft, cast: Cast) -> None:
    secret = drafts.propose("secret", {"n": 1}, cast.cleared(cast.maker), "key-secret")
    nowhere = f"D-{'0' * 24}"
    for draft_id, caller in ((draft.id, cast.reader), (secret.id, cast.checker), (secret.id, cast.maker), (nowhere, cast.checker)):
        with pytest.raises(ToolFailureError) as caught:
            drafts.get(draft_id, caller)
        assert caught.value.failure.code is FailureCode.UNKNOWN_ID
    assert _code(lambda: drafts.decide(secret.id, cast.checker, Verdict.APPROVE, "guess")) is FailureCode.UNKNOWN_ID
    assert [each.id for each in drafts.list(cast.checker).drafts] == [draft.id]
    assert drafts.list(cast.reader).drafts == ()
    assert {each.id for each in drafts.list(cast.cleared(cast.checker)).drafts} == {draft.id, secret.id}


def test_pages_hold_every_draft_once(drafts: Drafts, cast: Cast, clock: Clock) -> None:
    for number in range(7):
        clock.at += number % 2
        drafts.propose("override", {"n": number}, cast.maker, f"key-{number:05}")
    first = drafts.list(cast.checker, limit=4)
    second = drafts.list(cast.checker, limit=4, cursor=first.next_cursor)
    assert second.next_cursor is None
    seen = [each.id for each in (*first.drafts, *second.drafts)]
    assert len(seen) == len(set(seen)) == 7
    assert _code(lambda: drafts.list(cast.maker, cursor=first.next_cursor)) is FailureCode.INVALID_ARGUMENT


def test_what_is_too_large_or_no_number_is_refused(drafts: Drafts, cast: Cast) -> None:
    assert _code(lambda: drafts.propose("override", {"x": "x" * MAX_PAYLOAD}, cast.maker, KEY)) is FailureCode.INVALID_ARGUMENT
    with pytest.raises(ValueError, match="Out of range"):
        drafts.propose("override", {"x": float("nan")}, cast.maker, KEY)
    with pytest.raises(KeyError):
        drafts.propose("nothing", {}, cast.maker, KEY)


def test_history_only_grows(store: WriteStore, draft: Draft) -> None:
    history = store.tables.history
    for statement in (update(history).values(subject="x"), delete(history)):
        with pytest.raises(ToolFailureError) as caught, store.writing() as connection:
            connection.execute(statement)
        assert IntegrityError.__name__ in caught.value.failure.message


def test_the_reason_of_a_decision_is_masked_before_it_is_kept(drafts: Drafts, draft: Draft, cast: Cast) -> None:
    settled = drafts.decide(draft.id, cast.checker, Verdict.REJECT, "seen card 4111 1111 1111 1111")
    assert "1111 1111" not in str(settled.history[-1].reason)
