"""JSON Schema 2020-12 by the library the official SDK validates with."""

from jsonschema import Draft202012Validator


def check_schema(schema: object) -> None:
    """Raises when it is no schema."""
    Draft202012Validator.check_schema(schema)


def validate(schema: object, value: object) -> None:
    """Raises when the value does not fit."""
    Draft202012Validator(schema).validate(value)
