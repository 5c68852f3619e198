"""Reading JSON as bytes."""

import orjson
from hypothesis import given
from hypothesis import strategies as st

from strongroom.core.json import Json
from strongroom.protection.json_text import JsonText, Token

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=15,
)


def at(document: JsonText, needle: bytes) -> Token:
    start = document.data.index(needle)
    return next(iter(document.touched(start, start + len(needle))))


def reached(document: Json, location: tuple[str | int, ...]) -> Json:
    for part in location:
        if isinstance(document, dict):
            document = document[str(part)]
        else:
            assert isinstance(document, list) and isinstance(part, int)
            document = document[part]
    return document


def test_values_are_known_by_path_and_key() -> None:
    text = JsonText(b'{"a":[1,{"b":"needle"}],"c":{"d":[true,"x"],"e":42}}')
    assert text.path(at(text, b"needle")) == "$.a[1].b"
    assert text.key(at(text, b"needle")) == b"b"
    assert text.path(at(text, b"42")) == "$.c.e"
    assert text.key(at(text, b"42")) == b"e"
    assert not at(text, b"42").string


def test_an_element_of_an_array_stands_under_the_key_of_the_array() -> None:
    text = JsonText(b'{"phones":["one","two","three"],"k":"v"}')
    assert text.key(at(text, b"three")) == b"phones"
    assert text.key(at(text, b"k")) == b""
    assert text.is_key(at(text, b"phones")) and not text.is_key(at(text, b"two"))


def test_quotes_that_do_not_pair_are_broken() -> None:
    assert JsonText(b'{"a":"b}').broken
    assert not JsonText(rb'{"a":"\\\"b\\"}').broken


@given(JSON)
def test_every_string_value_is_where_its_location_says(document: Json) -> None:
    data = orjson.dumps(document)
    text = JsonText(data)
    for token, location in text.values():
        written = orjson.loads(b'"' + data[token.start : token.end] + b'"')
        assert reached(document, location) == written
        assert text.location(token) == location
