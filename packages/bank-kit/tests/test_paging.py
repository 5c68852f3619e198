"""A cursor continues its own query and nothing else."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.paging import read_cursor, write_cursor


@given(query=st.dictionaries(st.text(max_size=8), st.integers()), position=st.lists(st.text(max_size=20), min_size=1, max_size=3))
def test_a_cursor_gives_back_its_position(query: dict[str, int], position: list[str]) -> None:
    assert read_cursor(write_cursor(query, position), query, parts=len(position)) == position


def test_a_cursor_of_another_query_is_refused() -> None:
    with pytest.raises(ToolFailureError, match="another query"):
        read_cursor(write_cursor({"a": 1}, ["x"]), {"a": 2}, parts=1)


@given(st.text(max_size=100))
def test_anything_else_is_refused_as_the_cursor_argument(cursor: str) -> None:
    with pytest.raises(ToolFailureError) as caught:
        read_cursor(cursor, {}, parts=1)
    assert caught.value.failure.code is FailureCode.INVALID_ARGUMENT
    assert caught.value.failure.field == "cursor"


@pytest.mark.parametrize("content", [[1, "x"], [2, "x", ["a"]], [1, "x", [1]], {"a": 1}, [1, "x", ["a", "b"]], None])
def test_well_formed_json_of_another_shape_is_refused(content: object) -> None:
    with pytest.raises(ToolFailureError):
        read_cursor(base64.urlsafe_b64encode(json.dumps(content).encode()).decode(), {}, parts=1)
