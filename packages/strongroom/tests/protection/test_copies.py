"""A masked value is found again wherever a result repeats it, and nothing else is touched."""

import time

import orjson
import pytest

from strongroom.core.json import Json
from strongroom.protection.copies import cleaned, copies, worth_finding

VALUES = {"Wilhelmina Featherstone": "***", "12345678": "****5678", "ab": "***"}


def found(document: Json) -> dict[object, Json]:
    return {location: None if new is None else orjson.loads(new) for location, new in copies(document, worth_finding(document, VALUES))}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"a": "of Wilhelmina Featherstone"}, {("a",): "of ***"}),
        ({"a": ["x", {"b": "WILHELMINA  FEATHERSTONE"}]}, {("a", 1, "b"): "***"}),
        ({"a": 12345678}, {("a",): "****5678"}),
        ({"a": "1234-5678"}, {("a",): "****5678"}),
        ({"Wilhelmina Featherstone": 1}, {("Wilhelmina Featherstone",): None}),
        ({"a": '{"b":"Wilhelmina \\u0046eatherstone"}'}, {("a",): '{"b":"***"}'}),
        ({"a": '["x",{"12345678":1,"n":12345678}]'}, {("a",): '["x",{"n":"****5678"}]'}),
        ({"a": "ab", "b": True, "c": None, "d": 1234567}, {}),
    ],
)
def test_copies_are_found_in_every_shape(document: Json, expected: dict[object, Json]) -> None:
    assert found(document) == expected


def test_words_of_the_protocol_are_left_alone() -> None:
    values = {"resource_link": "***"}
    document: Json = {"content": [{"type": "resource_link", "uri": "x://resource_link"}]}
    assert [location for location, _ in copies(document, worth_finding(document, values))] == [("content", 0, "uri")]


def test_json_within_a_string_keeps_its_bytes_where_nothing_is_found() -> None:
    text = '{ "a" : 1.0 }'
    assert cleaned(text, VALUES) is text


def test_a_large_answer_with_many_masked_values_is_searched_in_bounded_time() -> None:
    values = {f"customer number {number:06}": "***" for number in range(300)}
    document: Json = {"rows": [{"text": f"row {number} of nobody in particular", "n": number} for number in range(3000)]}
    begun = time.process_time()
    assert worth_finding(document, values) == {}
    assert time.process_time() - begun < 1.0
