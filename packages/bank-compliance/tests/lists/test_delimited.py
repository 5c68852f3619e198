"""Delimited lines from outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_compliance.lists import delimited
from bank_compliance.lists.delimited import Line, ListFileError, Reason, Rejection, read_lines


def test_nothing_is_empty_and_quotes_are_taken_off() -> None:
    assert list(read_lines(b'1,"A, ""B""",-0- \r\n\x1a', "sdn.csv", fields=3)) == [Line(1, ("1", 'A, "B"', ""))]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"1,2", Reason.FIELDS),
        (b'1,"2,3', Reason.MALFORMED),
        (b"1,a\x00b,3", Reason.CONTROL),
        (b"1," + b"x" * 9_000 + b",3", Reason.TOO_LONG),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_with_its_number_and_reason(line: bytes, reason: Reason) -> None:
    found = list(read_lines(b"1,2,3\n\n" + line + b"\n4,5,6\n", "sdn.csv", fields=3))
    assert found == [Line(1, ("1", "2", "3")), Rejection("sdn.csv", 3, reason), Line(4, ("4", "5", "6"))]


def test_windows_1252_and_utf_8_are_both_read() -> None:
    assert delimited.decode("Müller".encode("cp1252"), "sdn.csv") == delimited.decode("\ufeffMüller".encode(), "sdn.csv") == "Müller"


def test_a_file_too_large_or_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "LONGEST_FILE", 10)
    with pytest.raises(ListFileError, match="too large"):
        list(read_lines(b"x" * 11, "sdn.csv", fields=1))
    monkeypatch.setattr(delimited, "MOST_LINES", 2)
    with pytest.raises(ListFileError, match="too many lines"):
        list(read_lines(b"1\n2\n3\n", "sdn.csv", fields=1))


@given(st.binary(max_size=300))
def test_any_bytes_give_lines_or_rejections(content: bytes) -> None:
    assert all(isinstance(found, Rejection) or len(found.fields) == 3 for found in read_lines(content, "sdn.csv", fields=3))
