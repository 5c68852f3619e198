"""Labels on the fields of results: how sensitive each is, and which hold text of outsiders.

A result model says it where the field stands:

    iban: Annotated[str, Classified(DataClass.PII)]
    narrative: Annotated[str, Classified(DataClass.PII), Untrusted()]
    fields: Annotated[dict[ProfileField, FieldValue], ByKey(below="value", classes=..., untrusted=...)]   # classes that depend on the key

`paths_of` turns that into the JSON paths that tools and resources publish in `_meta`, so that a gateway can build masks from what servers say.
A field without a class is INTERNAL.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

DATA_CLASSES_KEY = "bank.example/data-classes"
"""Tool `_meta`: JSON path in structuredContent to data class."""
UNTRUSTED_KEY = "bank.example/untrusted"
"""Tool `_meta`: JSON paths of free text written by outsiders; data, never instructions."""
SCOPE_KEY = "bank.example/scope"
"""Tool `_meta`: the OAuth scope a call needs."""


class DataClass(StrEnum):
    """How sensitive a field is, least first."""

    PUBLIC = "PUBLIC"
    INTERNAL = "INTERNAL"
    CONFIDENTIAL = "CONFIDENTIAL"
    PII = "PII"
    PII_SENSITIVE = "PII_SENSITIVE"
    PCI = "PCI"
    MNPI = "MNPI"
    """Material non-public information about an issuer."""
    SAR = "SAR"
    """Whether a suspicious-activity report exists, and all that is in one (31 CFR 1020.320(e))."""


class MaskRule(StrEnum):
    """How a field is made less telling."""

    NONE = "none"
    INITIALS = "initials"
    EMAIL = "email"
    PHONE = "phone"
    YEAR_BAND = "year_band"
    CITY = "city"
    LAST_TWO = "last_two"
    HIDDEN = "hidden"
    FREE_TEXT = "free_text"


@dataclass(frozen=True, slots=True)
class Classified:
    """Marks a field, of any type, as of this class; what stands inside it may be marked as well."""

    data_class: DataClass


@dataclass(frozen=True, slots=True)
class Untrusted:
    """Marks text written by outsiders."""


@dataclass(frozen=True, kw_only=True)
class ByKey:
    """Marks a mapping whose keys decide: the field `below` of each value, or the value itself when `below` is empty."""

    below: str = ""
    classes: Mapping[str, DataClass] = field(default_factory=dict)
    untrusted: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """The JSON paths of one result, in the order of its fields."""

    data_classes: Mapping[str, DataClass]
    untrusted: tuple[str, ...]

    def meta(self, scope: str) -> dict[str, object]:
        """The `_meta` of a tool or resource that answers this result."""
        return {DATA_CLASSES_KEY: dict(self.data_classes), UNTRUSTED_KEY: list(self.untrusted), SCOPE_KEY: scope}

    def answer_meta(self) -> dict[str, object] | None:
        """The `_meta` of one answer: where its untrusted text stands, if it has any."""
        return {UNTRUSTED_KEY: list(self.untrusted)} if self.untrusted else None


_Found = tuple[str, Classified | Untrusted]


@cache
def paths_of(model: type[BaseModel]) -> Labels:
    """The labels of `model`, such as `Envelope[X]`: `$.value.rows[*].name`; `[*]` stands for each element, `.*` for each key of a mapping.

    ValueError when the model holds itself: its paths would have no end.
    """
    found = list(_of_model("$", model, ()))
    return Labels(
        data_classes={path: mark.data_class for path, mark in found if isinstance(mark, Classified)},
        untrusted=tuple(dict.fromkeys(path for path, mark in found if isinstance(mark, Untrusted))),
    )


def _of_model(path: str, model: type[BaseModel], above: tuple[type[BaseModel], ...]) -> Iterator[_Found]:
    if model in above:
        raise ValueError(f"{model.__name__} holds itself: a result whose labels are published has an end")
    within = (*above, model)
    for name, info in model.model_fields.items():
        here = path if issubclass(model, RootModel) else f"{path}.{name}"
        yield from _of_marks(here, info.metadata)
        yield from _of_type(here, info.annotation, within)
    for name, computed in model.model_computed_fields.items():
        yield from _of_type(f"{path}.{name}", computed.return_type, within)


def _of_marks(path: str, marks: Collection[object]) -> Iterator[_Found]:
    for mark in marks:
        match mark:
            case Classified() | Untrusted():
                yield path, mark
            case ByKey():
                tail = f".{mark.below}" if mark.below else ""
                yield from ((f"{path}.{key}{tail}", Classified(data_class)) for key, data_class in mark.classes.items())
                yield from ((f"{path}.{key}{tail}", Untrusted()) for key in mark.untrusted)


def _of_type(path: str, kind: object, within: tuple[type[BaseModel], ...]) -> Iterator[_Found]:
    origin, parts = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and origin is None:
        if issubclass(kind, BaseModel):
            yield from _of_model(path, kind, within)
    elif origin is Annotated:
        yield from _of_marks(path, parts[1:])
        yield from _of_type(path, parts[0], within)
    elif origin in {Union, UnionType}:
        for part in parts:
            yield from _of_type(path, part, within)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield from _of_type(f"{path}.*", parts[1], within)
    elif isinstance(origin, type) and issubclass(origin, Collection):
        for part in parts:
            if part is not Ellipsis:
                yield from _of_type(f"{path}[*]", part, within)
