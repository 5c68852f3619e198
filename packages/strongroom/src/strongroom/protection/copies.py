"""Finds masked values again outside the texts of a result: in other members, in `_meta`, in addresses and titles, as names of members, in JSON within a string.

Texts for reading are `fields`' own business, which knows what they are copies of. Here only values of SHORTEST letters and digits or more count:
a shorter one may as well be a word of the protocol, or the grade, country or currency of something else.
"""

from collections.abc import Iterator, Mapping

import orjson

from strongroom.core.json import Json
from strongroom.protection.json_text import Location
from strongroom.protection.occurrences import replaced

SHORTEST = 6
_WORDS = frozenset({"type", "mimeType", "role", "resultType", "jsonrpc", "method"})
"""Members whose values are words of the protocol."""
_APART = "\0"

Copy = tuple[Location, bytes | None]
"""A place, and the JSON text to write there; None where the member itself must go, because its name is the value."""


def worth_finding(document: Json, values: Mapping[str, str]) -> dict[str, str]:
    """Those of `values` that occur anywhere in `document` at all, however spaced: one search each, so that the usual answer, none, is cheap."""
    long = {value: bare for value in values if len(bare := _bare(value)) >= SHORTEST}
    if not long:
        return {}
    everything = _APART.join(_bare(text) for text in _strings(document))
    return {value: values[value] for value, bare in long.items() if bare in everything}


def copies(document: Json, values: Mapping[str, str], location: Location = ()) -> Iterator[Copy]:
    """Every place below `document` where one of `values` stands again."""
    if isinstance(document, dict):
        for name, inner in document.items():
            place = (*location, name)
            if cleaned(name, values) != name:
                yield place, None
            elif not (name in _WORDS and isinstance(inner, str)):
                yield from copies(inner, values, place)
    elif isinstance(document, list):
        for index, inner in enumerate(document):
            yield from copies(inner, values, (*location, index))
    elif isinstance(document, str):
        clean = cleaned(document, values)
        if clean != document:
            yield location, orjson.dumps(clean)
    elif document is not None and not isinstance(document, bool) and str(document) in values:
        yield location, orjson.dumps(values[str(document)])


def cleaned(text: str, values: Mapping[str, str]) -> str:
    """`text` without the values; where it is JSON itself, its strings are read as such, however they are escaped."""
    inner = parsed(text)
    if inner is None:
        return replaced(text, values)
    clean = _swept(inner, values)
    return text if clean == inner else orjson.dumps(clean).decode()


def _swept(value: Json, values: Mapping[str, str]) -> Json:
    if isinstance(value, dict):
        return {name: _swept(inner, values) for name, inner in value.items() if cleaned(name, values) == name}
    if isinstance(value, list):
        return [_swept(inner, values) for inner in value]
    if isinstance(value, str):
        return cleaned(value, values)
    return values.get(str(value), value) if value is not None and not isinstance(value, bool) else value


def _strings(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        inner = parsed(value)
        if inner is None:
            yield value
        else:
            yield from _strings(inner)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def parsed(text: str) -> dict[str, Json] | list[Json] | None:
    """The object or list that `text` is, or None."""
    if text.lstrip()[:1] not in {"{", "["}:
        return None
    try:
        value: Json = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict | list) else None
