"""CSV, line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_finance.feed.delimited import MAX_LINE, read_csv
from bank_finance.feed.delivery import MAX_ITEMS, Item, Unreadable
from bank_kit.failures import ToolFailureError


def test_columns_come_in_any_order_with_any_line_end() -> None:
    content = b'\xef\xbb\xbfprice,date,field,instrument\r\n101.5,2026-11-20,close,A\r\n"1",2026-11-20,bid,"B,C"\n'
    assert list(read_csv(content)) == [
        Item(line=2, instrument="A", field="close", on="2026-11-20", price="101.5"),
        Item(line=3, instrument="B,C", field="bid", on="2026-11-20", price="1"),
    ]


@pytest.mark.parametrize("line", [b"", b"A,close", b"A,close,2026-11-20,1,2", b'"A,close,2026-11-20,1', b"\xff,close,2026-11-20,1", b"A" * (MAX_LINE + 1)])
def test_a_line_that_is_no_row_keeps_its_number(line: bytes) -> None:
    found = list(read_csv(b"instrument,field,date,price\n" + line + b"\nA,close,2026-11-20,1"))
    assert [type(row) for row in found] == [Unreadable, Item] and [row.line for row in found] == [2, 3]


@pytest.mark.parametrize("content", [b"", b"\n", b"isin,close\n", b"instrument,field,date,price,price\n", b"\xff\xfe"])
def test_without_our_header_nothing_is_believed(content: bytes) -> None:
    with pytest.raises(ToolFailureError):
        read_csv(content)


def test_more_lines_than_allowed_are_refused_before_they_are_cut() -> None:
    with pytest.raises(ToolFailureError, match="lines"):
        read_csv(b"\n" * (MAX_ITEMS + 2))


@given(st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b"")), max_size=20))
def test_whatever_comes_every_line_comes_out_once(lines: list[bytes]) -> None:
    content = b"instrument,field,date,price\n" + b"".join(line + b"\n" for line in lines)
    assert [row.line for row in read_csv(content)] == list(range(2, len(lines) + 2))
