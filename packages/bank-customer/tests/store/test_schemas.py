"""The validators say in MongoDB's words what the documents say in ours."""

import json

import pytest

from bank_customer.store.documents import COLLECTIONS, CustomerDocument, KycDocument
from bank_customer.store.schemas import validator

KNOWN_TO_MONGODB = {
    "type", "bsonType", "properties", "required", "additionalProperties", "pattern", "minimum", "maximum", "exclusiveMinimum", "minItems", "maxItems",
    "patternProperties", "items", "anyOf", "minLength", "maxLength", "maxProperties", "enum",
}  # fmt: skip


def words(schema: object) -> set[str]:
    if isinstance(schema, list):
        return {word for each in schema for word in words(each)}
    if not isinstance(schema, dict):
        return set()
    found = set(schema)
    for word, inner in schema.items():
        found |= {each for value in inner.values() for each in words(value)} if word in {"properties", "patternProperties"} else words(inner)
    return found


@pytest.mark.parametrize("kind", COLLECTIONS, ids=lambda kind: kind.COLLECTION)
def test_only_words_that_mongodb_knows_are_used(kind: type[CustomerDocument]) -> None:
    schema = validator(kind)["$jsonSchema"]
    assert words(schema) <= KNOWN_TO_MONGODB
    assert '"$ref"' not in json.dumps(schema)


def test_the_id_is_the_id_of_the_document_and_nothing_unknown_is_let_in() -> None:
    schema = validator(CustomerDocument)["$jsonSchema"]
    assert isinstance(schema, dict)
    assert schema["additionalProperties"] is False
    assert isinstance(schema["properties"], dict)
    assert schema["properties"]["_id"] == {"pattern": "^C-[0-9]{6}$", "type": "string"}
    assert "id" not in schema["properties"]


def test_whole_numbers_are_whole_there_too() -> None:
    text = json.dumps(validator(KycDocument))
    assert '"integer"' not in text
    assert '"format"' not in text
