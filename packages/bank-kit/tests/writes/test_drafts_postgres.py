"""Keys, races and history on a real PostgreSQL, from two stores as two processes would have them."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, update

from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.testing_postgres import postgres
from bank_kit.writes.draft import DraftKind, DraftState, Verdict
from bank_kit.writes.drafts import Drafts
from bank_kit.writes.store import WriteStore, open_writes

pytestmark = pytest.mark.component

MAKER, CHECKER, OTHER = (
    Caller(subject=subject, issuer="i", client="c", scopes=frozenset({"test.approve"}), expires_at=time.time() + 600) for subject in ("mia", "carl", "olga")
)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture(scope="module")
def stores(url: str) -> Iterator[list[WriteStore]]:
    with ThreadPoolExecutor(2) as pool:
        opened = list(pool.map(lambda _: open_writes(url, "test"), range(2)))
    yield opened
    for store in opened:
        store.close()


@pytest.fixture(scope="module")
def desks(stores: list[WriteStore]) -> list[Drafts]:
    return [Drafts(store, (DraftKind(name="override"),), approve_scope="test.approve") for store in stores]


def test_one_key_at_once_from_two_processes_makes_one_draft(desks: list[Drafts]) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: desks[n % 2].propose("override", {"n": 1}, MAKER, "key-at-once"), range(16)))
    assert len({each.id for each in made}) == 1
    with pytest.raises(ToolFailureError) as caught:
        desks[1].propose("override", {"n": 2}, MAKER, "key-at-once")
    assert caught.value.failure.code is FailureCode.IDEMPOTENCY_CONFLICT


def test_of_two_checkers_at_once_one_wins(desks: list[Drafts]) -> None:
    made = [desks[0].propose("override", {"n": number}, MAKER, f"key-race-{number}") for number in range(10)]

    def decide(turn: tuple[str, int]) -> FailureCode | None:
        draft_id, side = turn
        try:
            desks[side].decide(draft_id, (CHECKER, OTHER)[side], (Verdict.APPROVE, Verdict.REJECT)[side], "now")
        except ToolFailureError as refusal:
            return refusal.failure.code
        return None

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(decide, [(each.id, side) for each in made for side in (0, 1)]))
    assert (answers.count(None), answers.count(FailureCode.ALREADY_DECIDED)) == (10, 10)
    page = desks[1].list(CHECKER, limit=100).drafts
    assert all(len(each.history) == 2 for each in page if each.state is not DraftState.DRAFT)


def test_history_only_grows(stores: list[WriteStore]) -> None:
    history = stores[0].tables.history
    for statement in (update(history).values(subject="x"), delete(history)):
        with pytest.raises(ToolFailureError), stores[0].writing() as connection:
            connection.execute(statement)
