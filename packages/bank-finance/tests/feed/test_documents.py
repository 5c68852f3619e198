"""JSON, element by element."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_finance.feed.delivery import Item, Unreadable
from bank_finance.feed.documents import MAX_JSON_BYTES, read_json
from bank_kit.failures import ToolFailureError

ROW = {"instrument": "A", "field": "close", "date": "2026-11-20", "price": "1"}
JSON = st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3), max_leaves=5)


def test_numbers_keep_their_digits() -> None:
    content = b'[{"instrument":"A","field":"close","date":"2026-11-20","price":0.10000000000000000001}]'
    assert list(read_json(content)) == [Item(line=1, instrument="A", field="close", on="2026-11-20", price="0.10000000000000000001")]


@pytest.mark.parametrize("element", [None, [], {}, ROW | {"price": None}, ROW | {"more": "1"}, ROW | {"instrument": "A" * 129}, ROW | {"price": True}])
def test_an_element_that_is_no_row_keeps_its_number(element: object) -> None:
    found = list(read_json(json.dumps([element, ROW]).encode()))
    assert [type(row) for row in found] == [Unreadable, Item] and [row.line for row in found] == [1, 2]


@pytest.mark.parametrize("content", [b"", b"{}", b"[1,", b"\xff", b"[" * 100_000, b"null"])
def test_what_is_no_list_is_refused_whole(content: bytes) -> None:
    with pytest.raises(ToolFailureError):
        read_json(content)


def test_a_document_too_large_to_hold_is_refused() -> None:
    with pytest.raises(ToolFailureError, match="large"):
        read_json(b" " * (MAX_JSON_BYTES + 1))


@given(st.lists(JSON, max_size=10))
def test_whatever_comes_every_element_comes_out_once(elements: list[object]) -> None:
    assert [row.line for row in read_json(json.dumps(elements).encode())] == list(range(1, len(elements) + 1))
