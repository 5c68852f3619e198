"""Hostile documents end in a typed error with a line, and take neither memory nor files."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bank_kit.messages.problems import MessageError
from bank_kit.messages.xml import XmlBounds, path_of, read_tree

_LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<Document>&b;</Document>"""


@pytest.mark.parametrize(
    ("document", "problem", "line"),
    [
        (_LAUGHS, "document type", 2),
        (b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>', "document type", 1),
        (b"<a>\n&unknown;</a>", "well-formed", 2),
        (b"<a>\n\n<b></a>", "well-formed", 3),
        (b"", "well-formed", 1),
        (b"<a>\n\xff</a>", "UTF-8", 2),
        ('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"), "UTF-8", 1),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a/>', "encoding", 1),
        (b"<a>\x00</a>", "well-formed", 1),
    ],
)
def test_what_is_not_plain_xml_is_refused_where_it_stands(document: bytes, problem: str, line: int) -> None:
    with pytest.raises(MessageError, match=problem) as refused:
        read_tree(document)
    assert refused.value.line == line


def test_size_depth_and_number_are_bounded() -> None:
    bounds = XmlBounds(size=100, depth=3, elements=5)
    read_tree(b"<a><b><c/></b><b/><b/></a>", bounds)
    with pytest.raises(MessageError, match="nested"):
        read_tree(b"<a><b><c><d/></c></b></a>", bounds)
    with pytest.raises(MessageError, match="too many"):
        read_tree(b"<a><b/><b/><b/><b/><b/></a>", bounds)
    with pytest.raises(MessageError, match="too large"):
        read_tree(b"<a>" + b" " * 100 + b"</a>", bounds)


def test_ten_thousand_levels_are_refused() -> None:
    with pytest.raises(MessageError):
        read_tree(b"<a>" * 10_000 + b"</a>" * 10_000)


@given(some.binary(max_size=200))
def test_any_bytes_end_in_a_tree_or_a_typed_error(document: bytes) -> None:
    with suppress(MessageError):
        assert read_tree(document).tag is not None


def test_a_path_numbers_siblings_of_one_name() -> None:
    root = read_tree(b'<a xmlns="urn:x"><b/><b><c/></b></a>')
    assert path_of(root[1][0]) == "a/b[2]/c"
