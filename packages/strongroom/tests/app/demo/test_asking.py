"""What a call brought is read by path, and what is not there is nothing."""

from pathlib import Path

import pytest

from strongroom.app.configuration import load
from strongroom.app.demo.asking import Answered, signed_in
from strongroom.app.demo.stage import Stage, _written
from strongroom.app.users import SignInError

ANSWERED = Answered("call-1", {"value": {"lists": [{"hits": []}, {"score": 100.0}], "none": None}})


def test_an_answer_is_read_by_path() -> None:
    assert ANSWERED.at("value", "lists", 1, "score") == 100.0
    assert ANSWERED.said("value", "lists", 1, "score") == "100.0"


@pytest.mark.parametrize("path", [("absent",), ("value", "lists", 2), ("value", "lists", "score"), ("value", 0), ("value", "none"), ("value", "none", "more")])
def test_what_is_not_there_is_nothing(path: tuple[str | int, ...]) -> None:
    assert ANSWERED.at(*path) is None
    assert ANSWERED.said(*path) == ""


async def test_nobody_is_signed_in_where_there_are_no_users(tmp_path: Path) -> None:
    config = _written(tmp_path, [8701, 8702, 8703, 8704, 8705])
    with pytest.raises(SignInError, match="holds no users"):
        await signed_in(Stage(config, load(config)), "rita")
