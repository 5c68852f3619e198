"""What a message type of pyiso20022 demands of its XML, read out of the library's own field metadata once per type.

The classes carry the base schema: order, how often, lengths, patterns, digits, code lists. A class whose name ends in `Choice`
is an xs:choice of exactly one element. What they cannot carry is the wildcard of SplmtryData, which is left unread.
"""

import dataclasses
import typing
from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType

UNBOUNDED = 1_000_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One element or attribute a type may hold: its value type, how often, and what its text must be."""

    name: str
    kind: type
    least: int
    most: int
    rules: Mapping[str, object]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A complex type: its elements in order, its attributes, its text if it has any, and whether it is a choice or open to anything."""

    elements: tuple[Slot, ...]
    attributes: tuple[Slot, ...]
    text: Slot | None
    is_choice: bool
    is_open: bool


@cache
def shape_of(words: type) -> Shape:
    """The shape of a class of pyiso20022."""
    hints = typing.get_type_hints(words)
    slots: dict[str, list[Slot]] = {"Element": [], "Attribute": [], "Wildcard": [], "": []}
    for field in dataclasses.fields(words):
        slots[str(field.metadata.get("type", ""))].append(_slot(field, hints[field.name]))
    return Shape(
        elements=tuple(slots["Element"]),
        attributes=tuple(slots["Attribute"]),
        text=slots[""][0] if slots[""] else None,
        is_choice=words.__name__.endswith("Choice"),
        is_open=bool(slots["Wildcard"]),
    )


def _slot(field: "dataclasses.Field[object]", hint: object) -> Slot:
    kind, repeated = _kind(hint)
    rules = field.metadata
    return Slot(
        name=str(rules.get("name", field.name)),
        kind=kind,
        least=int(rules.get("min_occurs", 1 if rules.get("required") else 0)),
        most=int(rules.get("max_occurs", UNBOUNDED)) if repeated else 1,
        rules=rules,
    )


def _kind(hint: object) -> tuple[type, bool]:
    if typing.get_origin(hint) is list:
        return _kind(typing.get_args(hint)[0])[0], True
    if isinstance(hint, UnionType):
        return _kind(next(part for part in typing.get_args(hint) if part is not NoneType))
    if not isinstance(hint, type):
        raise TypeError(f"a field of the library has a type that is not known here: {hint}")
    return hint, False
