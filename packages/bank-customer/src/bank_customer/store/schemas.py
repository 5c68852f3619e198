"""The validators of the collections as MongoDB understands them: `$jsonSchema`, made from the documents, so that there is one truth of each."""

from collections.abc import Mapping

from pydantic import JsonValue

from bank_customer.store.documents import Document

_SAID_ONLY = frozenset({"title", "description", "default", "format"})
"""Keywords that MongoDB refuses, or that decide nothing."""


def validator(kind: type[Document]) -> dict[str, JsonValue]:
    """The validator of one collection: `{"$jsonSchema": {...}}`; the id of a document is its `_id` there."""
    schema: dict[str, JsonValue] = kind.model_json_schema(mode="serialization")
    definitions = schema.pop("$defs", {})
    plain = _plain(schema, definitions if isinstance(definitions, dict) else {})
    return {"$jsonSchema": _with_own_id(plain if isinstance(plain, dict) else {})}


def _plain(part: JsonValue, definitions: Mapping[str, JsonValue]) -> JsonValue:
    if isinstance(part, list):
        return [_plain(each, definitions) for each in part]
    if not isinstance(part, dict):
        return part
    reference = part.get("$ref")
    if isinstance(reference, str):
        return _plain(definitions[reference.rpartition("/")[2]], definitions)
    if "prefixItems" in part:
        raise ValueError("MongoDB knows no prefixItems: a document holds sequences of one kind")
    found: dict[str, JsonValue] = {}
    for word, value in part.items():
        match word, value:
            case "properties" | "patternProperties", dict():
                # Names of fields are no keywords.
                found[word] = {name: _plain(inner, definitions) for name, inner in value.items()}
                found.setdefault("additionalProperties", False)
            case "propertyNames", _:
                continue
            case "type", "integer":
                found["bsonType"] = ["int", "long"]
            case "exclusiveMinimum", int() | float():
                found |= {"minimum": value, "exclusiveMinimum": True}
            case _ if word not in _SAID_ONLY:
                found[word] = _plain(value, definitions)
    return found


def _with_own_id(schema: dict[str, JsonValue]) -> dict[str, JsonValue]:
    fields, required = schema.get("properties"), schema.get("required")
    if not isinstance(fields, dict) or not isinstance(required, list):
        raise TypeError("a collection holds documents")
    renamed = {"_id" if name == "id" else name: inner for name, inner in fields.items()}
    return schema | {"properties": renamed, "required": ["_id" if name == "id" else name for name in required]}
