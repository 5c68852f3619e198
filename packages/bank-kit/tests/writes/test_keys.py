"""A key stands for one call of one caller."""

import pytest

from bank_kit.failures import ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.writes.keys import Keyed, once
from bank_kit.writes.store import WriteStore

ANNA = Caller(subject="anna", issuer="i", client="c", scopes=frozenset(), expires_at=0)
OTTO = Caller(subject="otto", issuer="i", client="c", scopes=frozenset(), expires_at=0)


def _ask(store: WriteStore, keyed: Keyed, made: list[str]) -> str:
    def make() -> str:
        made.append(f"answer {len(made)}")
        return made[-1]

    with store.writing() as connection:
        return once(store, connection, keyed, make)


def test_the_first_answer_is_every_answer(store: WriteStore) -> None:
    made: list[str] = []
    assert [_ask(store, Keyed(ANNA, "key-1", ["note", 1]), made) for _ in range(3)] == ["answer 0"] * 3
    assert _ask(store, Keyed(OTTO, "key-1", ["note", 1]), made) == "answer 1"


def test_other_arguments_under_a_known_key_are_refused(store: WriteStore) -> None:
    _ask(store, Keyed(ANNA, "key-1", ["note", 1]), [])
    with pytest.raises(ToolFailureError) as caught:
        _ask(store, Keyed(ANNA, "key-1", ["note", 2]), [])
    assert caught.value.failure.code == "IDEMPOTENCY_CONFLICT"
    assert caught.value.failure.field == "idempotency_key"


def test_a_call_that_failed_leaves_its_key_free(store: WriteStore) -> None:
    def fail() -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"), store.writing() as connection:
        once(store, connection, Keyed(ANNA, "key-1", 1), fail)
    assert _ask(store, Keyed(ANNA, "key-1", 2), []) == "answer 0"
