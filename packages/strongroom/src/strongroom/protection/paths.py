"""JSONPath (RFC 9535) over parsed JSON: the library for every query, and a short way for the plain ones that policies mostly write."""

from typing import cast

import jsonpath_rfc9535
from jsonpath_rfc9535.segments import JSONPathChildSegment
from jsonpath_rfc9535.selectors import IndexSelector, NameSelector, WildcardSelector

from strongroom.core.json import Json
from strongroom.protection.json_text import Location

_EVERY = None


class JsonPath:
    """One compiled query. Raises ValueError where the text is no JSONPath."""

    __slots__ = ("_query", "_steps", "text")

    def __init__(self, text: str) -> None:
        try:
            self._query = jsonpath_rfc9535.compile(text)
        except jsonpath_rfc9535.JSONPathError as error:
            message = f"'{text}' is no JSONPath: {error}"
            raise ValueError(message) from error
        self.text = text
        self._steps = _plain_steps(self._query)

    def find(self, document: Json) -> list[tuple[Location, Json]]:
        """Every place the query names in `document`, with the value there."""
        if self._steps is None:
            return [(tuple(node.location), cast("Json", node.value)) for node in self._query.find(document)]
        found: list[tuple[Location, Json]] = [((), document)]
        for step in self._steps:
            found = [below for location, value in found for below in _below(location, value, step)]
        return found

    def reaches(self, member: str) -> bool:
        """Whether the query could name something below `member` of the root."""
        return self._steps is None or not self._steps or self._steps[0] in {_EVERY, member}


def _below(location: Location, value: Json, step: str | int | None) -> list[tuple[Location, Json]]:
    if isinstance(value, dict):
        if step is _EVERY:
            return [((*location, key), inner) for key, inner in value.items()]
        return [((*location, step), value[step])] if isinstance(step, str) and step in value else []
    if isinstance(value, list):
        if step is _EVERY:
            return [((*location, index), inner) for index, inner in enumerate(value)]
        return [((*location, step), value[step])] if isinstance(step, int) and 0 <= step < len(value) else []
    return []


def _plain_steps(query: jsonpath_rfc9535.JSONPathQuery) -> tuple[str | int | None, ...] | None:
    """Names, indexes from the front and wildcards, one selector each; None where the query says more than that."""
    steps: list[str | int | None] = []
    for segment in query.segments:
        selector = segment.selectors[0] if isinstance(segment, JSONPathChildSegment) and len(segment.selectors) == 1 else None
        if isinstance(selector, NameSelector):
            steps.append(selector.name)
        elif isinstance(selector, IndexSelector) and selector.index >= 0:
            steps.append(selector.index)
        elif isinstance(selector, WildcardSelector):
            steps.append(_EVERY)
        else:
            return None
    return tuple(steps)
