"""Reads JSON as bytes without building it: where its strings and numbers are, under which key, on which path.

Only what inspection must mask is ever cut out; every other byte stays as it came.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import orjson

from strongroom.protection.patterns import Pattern

_NUMBER = Pattern(r"-?[0-9][0-9.eE+\-]*")
_KEY_SEARCH = 64

Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A string (its inside, without quotes) or a number, as byte offsets. `index` counts strings; of a number, the string before it."""

    start: int
    end: int
    index: int
    string: bool


class JsonText:
    """The strings of some JSON bytes; `broken` if the quotes do not pair, so that nothing can be said about structure."""

    __slots__ = ("_locations", "_quotes", "broken", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._quotes = _quotes(data)
        self.broken = len(self._quotes) % 2 == 1
        self._locations: list[Location] = []

    def touched(self, start: int, end: int) -> Iterator[Token]:
        """The strings and numbers that the span `start` to `end` touches."""
        quotes = self._quotes
        at = bisect_right(quotes, start) - 1
        while at < len(quotes) and (at < 0 or quotes[at] < end):
            begin = quotes[at] + 1 if at >= 0 else 0
            stop = quotes[at + 1] if at + 1 < len(quotes) else len(self.data)
            if at >= 0 and at % 2 == 0:
                yield Token(begin, stop, at // 2, string=True)
            else:
                yield from (
                    Token(begin + first, begin + last, at // 2, string=False)
                    for first, last in _NUMBER.spans(self.data[begin:stop])
                    if begin + first < end and start < begin + last
                )
            at += 1

    def key(self, token: Token) -> bytes:
        """The key under which a value stands, as written, also for an element of an array; empty for a key itself or where there is none."""
        index = token.index if token.string else token.index + 1
        for at in range(index - 1, max(-1, index - 1 - _KEY_SEARCH), -1):
            between = self._between(at).strip()
            if between.startswith(b":"):
                return self._string(at)
            if between != b",":
                return b""
        return b""

    def location(self, token: Token) -> Location:
        """The keys and indexes that lead to a value, or to the object member whose key it is."""
        if not self._locations:
            self._locations = [tuple(stack) for _, stack in self._walk()]
        location = self._locations[token.index + 1]
        if token.string:
            return location
        stack = list(location)
        _step(stack, self._between(token.index, token.start))
        return tuple(stack)

    def path(self, token: Token) -> str:
        """The same as `location`, written as a JSONPath."""
        return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.location(token))

    def values(self) -> Iterator[tuple[Token, Location]]:
        """Every string that is a value, with its location, in order."""
        for index, stack in self._walk():
            if index >= 0 and self._between(index).lstrip()[:1] != b":":
                yield Token(self._quotes[2 * index] + 1, self._quotes[2 * index + 1], index, string=True), tuple(stack)

    def is_key(self, token: Token) -> bool:
        """Whether a string is the key of a member."""
        return token.string and self._between(token.index).lstrip()[:1] == b":"

    def _walk(self) -> Iterator[tuple[int, list[str | int]]]:
        """Each string by its index, -1 for what stands before the first, with the location at which it stands; the list is changed afterwards."""
        stack: list[str | int] = []
        for index in range(-1, len(self._quotes) // 2):
            between = self._between(index)
            if index >= 0 and stack and isinstance(stack[-1], str) and between.lstrip()[:1] == b":":
                stack[-1] = _plain(self._string(index))
            yield index, stack
            _step(stack, between)

    def _string(self, index: int) -> bytes:
        return self.data[self._quotes[2 * index] + 1 : self._quotes[2 * index + 1]]

    def _between(self, index: int, stop: int | None = None) -> bytes:
        """What stands after string `index` and before the next one; before the first string for index -1."""
        begin = self._quotes[2 * index + 1] + 1 if index >= 0 else 0
        following = 2 * index + 2
        end = self._quotes[following] if following < len(self._quotes) else len(self.data)
        return self.data[begin : end if stop is None else stop]


def _plain(written: bytes) -> str:
    try:
        text: str = orjson.loads(b'"' + written + b'"')
    except orjson.JSONDecodeError:
        return written.decode("utf-8", "replace")
    return text


def _step(stack: list[str | int], structure: bytes) -> None:
    for byte in structure:
        if byte in b"{[":
            stack.append("" if byte == 0x7B else 0)
        elif byte in b"}]" and stack:
            stack.pop()
        elif byte == 0x2C and stack and isinstance(stack[-1], int):
            stack[-1] += 1


def _quotes(data: bytes) -> list[int]:
    """Where strings open and close, in turn."""
    found: list[int] = []
    at = -1
    inside = False
    escapes = b"\\" in data
    pieces = data.split(b'"')
    pieces.pop()
    for piece in pieces:
        at += len(piece) + 1
        if inside and escapes and piece.endswith(b"\\") and (len(piece) - len(piece.rstrip(b"\\"))) % 2:
            continue
        found.append(at)
        inside = not inside
    return found
