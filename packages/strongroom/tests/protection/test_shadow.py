"""Copies without disguise, and the way back from them."""

import orjson
from hypothesis import given
from hypothesis import strategies as st

from strongroom.protection.shadow import Shadow, folded, shadows


def seen(text: bytes) -> list[bytes]:
    return [copy.data for copy in shadows(text, json=True)]


def test_json_escapes_are_undone_also_where_json_is_wrapped_in_json() -> None:
    assert seen(rb"\u0034\/1\n\"") == [b'4/1\n"']
    assert b"41" in seen(rb"\\u00341")


def test_percent_encoding_is_undone_beside_the_text_as_it_stands() -> None:
    assert seen(b"4%31%zz") == [b"4%31%zz", b"41%zz"]


def test_other_widths_and_scripts_become_ascii_and_invisible_characters_go() -> None:
    assert folded("\uff14\u200b\u0661\u00b9\u2013\U0001d7d8".encode()) == b"411-0"
    assert folded("M\u00fcller".encode()) == "M\u00fcller".encode()


def test_pairs_of_surrogates_become_one_character_and_broken_escapes_stay() -> None:
    assert seen(rb"\ud835\udfd8")[0] == "\U0001d7d8".encode()
    assert seen(rb"\u12 \q")[0] == rb"\u12 \q"
    assert seen(rb"\ud835x")[0] == b"?x"


def test_a_span_of_a_copy_leads_back_to_the_bytes_it_stands_for() -> None:
    raw = rb"ab\u0034\u0031cd"
    copy = Shadow(raw, [(2, 8, b"4"), (8, 14, b"1")])
    assert copy.data == b"ab41cd"
    assert copy.origin(2, 4) == (2, 14)
    assert copy.origin(1, 3) == (1, 8)
    assert copy.origin(0, 6) == (0, len(raw))


@given(st.text(max_size=60))
def test_undoing_escapes_agrees_with_a_json_parser(text: str) -> None:
    raw = orjson.dumps(text.encode("utf-8", "replace").decode())[1:-1]
    first = shadows(raw, json=True)[0]
    assert first.data.decode() == orjson.loads(b'"' + raw + b'"')
    if first.data:
        assert first.origin(0, len(first.data)) == (0, len(raw))
