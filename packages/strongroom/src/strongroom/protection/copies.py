"""Finds masked values again outside the texts of a result: in other members, in `_meta`, in addresses and titles, as names of members, in JSON within a string.

Texts for reading are `fields`' own business, which knows what they are copies of. Here only values of SHORTEST letters and digits or more count:
a shorter one may as well be a word of the protocol, or the grade, country or currency of something else.
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import orjson

from strongroom.core.json import Json
from strongroom.protection.json_text import Location
from strongroom.protection.occurrences import Occurrences, letters_of

SHORTEST = 6
_WORDS = frozenset({"type", "mimeType", "role", "resultType", "jsonrpc", "method"})
"""Members whose values are words of the protocol."""
_APART = "\0"

Tree: TypeAlias = "dict[str | int, Tree] | bytes"
"""Branches of a document and, at their ends, what to write there."""
_NOTHING: Tree = {}

Copy = tuple[Location, bytes | None]
"""A place, and the JSON text to write there; None where the member itself must go, because its name is the value."""


def copies(document: Json, values: Mapping[str, str], done: Tree) -> Iterator[Copy]:
    """Every place in `document` where one of `values` stands again; what `done` replaces already is not looked at.

    One search for each value over everything comes first, so that the usual answer, none, is cheap.
    """
    long = {value: letters for value in values if len(letters := letters_of(value)) >= SHORTEST}
    if not long:
        return
    everything = _APART.join(letters_of(text) for text in _strings(document, done))
    found = Occurrences({value: values[value] for value, letters in long.items() if letters in everything})
    if found.values:
        yield from _places(document, found, (), done)


def _places(value: Json, found: Occurrences, location: Location, done: Tree) -> Iterator[Copy]:
    if isinstance(done, bytes):
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            place = (*location, name)
            if found.replace(name) != name:
                yield place, None
            elif not (name in _WORDS and isinstance(inner, str)):
                yield from _places(inner, found, place, done.get(name, _NOTHING))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _places(inner, found, (*location, index), done.get(index, _NOTHING))
    else:
        clean = _swept(value, found)
        if clean != value:
            yield location, orjson.dumps(clean)


def _swept(value: Json, found: Occurrences) -> Json:
    """The value without what was found; in JSON within a string, strings are read as such, however they are escaped."""
    if isinstance(value, dict):
        return {name: _swept(inner, found) for name, inner in value.items() if found.replace(name) == name}
    if isinstance(value, list):
        return [_swept(inner, found) for inner in value]
    if not isinstance(value, str):
        return found.values.get(str(value), value) if value is not None and not isinstance(value, bool) else value
    document = parsed(value)
    if document is None:
        return found.replace(value)
    clean = _swept(document, found)
    return value if clean == document else orjson.dumps(clean).decode()


def _strings(value: Json, done: Tree) -> Iterator[str]:
    if isinstance(done, bytes):
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _strings(inner, done.get(name, _NOTHING))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _strings(inner, done.get(index, _NOTHING))
    elif isinstance(value, str):
        document = parsed(value)
        if document is None:
            yield value
        else:
            yield from _strings(document, _NOTHING)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def parsed(text: str) -> dict[str, Json] | list[Json] | None:
    """The object or list that `text` is, or None."""
    if text.lstrip()[:1] not in {"{", "["}:
        return None
    try:
        value: Json = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict | list) else None
