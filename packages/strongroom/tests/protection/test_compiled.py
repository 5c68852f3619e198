"""Obligations are compiled once per tuple, whatever other tuple says the same, and never for ever many."""

import pytest

from strongroom.core.decision import Obligation, ObligationKind
from strongroom.protection.compiled import Compiled, Obligations


def _obligations(path: str) -> Obligations:
    return (Obligation(ObligationKind.MASK, path),)


def test_the_same_tuple_is_compiled_once() -> None:
    asked: list[Obligations] = []
    compiled = Compiled(asked.append)
    obligations = _obligations("$.a")
    compiled.of(obligations)
    compiled.of(obligations)
    assert asked == [obligations]


def test_another_tuple_gets_its_own_answer_even_where_the_first_one_is_no_longer_used() -> None:
    compiled = Compiled(lambda obligations: obligations[0].path)
    paths = [f"$.{number}" for number in range(10_000)]
    assert [compiled.of(_obligations(path)) for path in paths] == paths


def test_what_cannot_be_compiled_is_refused_each_time() -> None:
    def refuse(obligations: Obligations) -> None:
        raise ValueError(obligations[0].path)

    compiled = Compiled(refuse)
    obligations = _obligations("$.a")
    for _ in range(2):
        with pytest.raises(ValueError, match="a"):
            compiled.of(obligations)
