"""A masked value is found again wherever a result repeats it, and nothing else is touched."""

import time

import orjson
import pytest

from strongroom.core.json import Json
from strongroom.protection.copies import copies

VALUES = {"Wilhelmina Featherstone": "***", "12345678": "****5678", "ab": "***"}


def found(document: Json) -> dict[object, Json]:
    return {location: None if new is None else orjson.loads(new) for location, new in copies(document, VALUES, {})}


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
    assert [location for location, _ in copies(document, values, {})] == [("content", 0, "uri")]


def test_json_within_a_string_is_left_alone_where_nothing_is_found() -> None:
    assert found({"a": '{ "a" : 1.0 }', "b": "12345678"}) == {("b",): "****5678"}


def test_what_is_replaced_already_is_not_looked_at() -> None:
    document: Json = {"a": {"x": "12345678"}, "b": ["12345678"], "c": "12345678"}
    assert [location for location, _ in copies(document, VALUES, {"a": b"1", "b": {0: b"1"}})] == [("c",)]


def test_a_large_answer_with_many_masked_values_is_searched_in_bounded_time() -> None:
    values = {f"customer number {number:06}": "***" for number in range(300)}
    document: Json = {"rows": [{"text": f"row {number} of nobody in particular", "n": number} for number in range(3000)]}
    begun = time.process_time()
    assert list(copies(document, values, {})) == []
    assert time.process_time() - begun < 1.0


def test_many_masked_values_repeated_in_many_places_take_bounded_time() -> None:
    values = {f"DE8937040044053201{number:04}": "***" for number in range(400)}
    document: Json = {"rows": [{"iban": value, "label": f"of {value}"} for value in values], "all": " ".join(values)}
    begun = time.process_time()
    assert len(list(copies(document, values, {}))) == 801
    assert time.process_time() - begun < 2.0
