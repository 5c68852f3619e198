"""CSV by RFC 4180, without formulas."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_compliance.reports.delimited import neutral, write_table


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-cmd", "@sum", "\tx", "\rx", "  =1", "\uff1d1", "-1-1", "+41 44", "\n=1"])
def test_what_a_spreadsheet_would_run_is_neutralised(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-1.50", "0", "2026-11-20", "a=b", ""])
def test_numbers_and_plain_words_stay(cell: str) -> None:
    assert neutral(cell) == cell


def test_lines_end_as_rfc_4180_says_and_quotes_are_doubled() -> None:
    assert write_table(["a"], [['b,"c"']]) == 'a\r\n"b,""c"""\r\n'


@given(
    st.lists(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20), min_size=2, max_size=2), max_size=5)
)
def test_every_table_can_be_read_back_and_no_cell_begins_a_formula(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(write_table(["a", "b"], rows), newline="")))
    assert len(read) == len(rows) + 1
    for row in read:
        assert not any(cell.lstrip(" ").startswith(("=", "+", "@", "\t", "\r")) for cell in row)
