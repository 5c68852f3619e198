"""Texts behind disguises: copies with escapes, percent-encoding and odd characters undone, that remember where each byte came from.

A finding in a copy is masked in the original, so the copies themselves never leave.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from strongroom.protection.patterns import Pattern

MAX_NESTING = 3
"""How many times JSON may be wrapped in JSON strings before the inner text is no longer unwrapped."""

_SIMPLE = {ord(name): value for name, value in (("n", b"\n"), ("t", b"\t"), ("r", b"\r"), ("b", b"\b"), ("f", b"\f"), ('"', b'"'), ("/", b"/"), ("\\", b"\\"))}
_FOREIGN = Pattern(r"[^\x00-\x7F]+")
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")

Change = tuple[int, int, bytes]
"""From, to (byte offsets), and what stands there instead."""


class Shadow:
    """A changed copy of a text. `origin` leads from a span of the copy to the span of the first original."""

    __slots__ = ("_at", "_from", "_parent", "data")

    def __init__(self, data: bytes, changes: Iterable[Change] = (), parent: "Shadow | None" = None) -> None:
        self._parent = parent
        self._at: list[int] = []
        self._from: list[tuple[int, int, bool]] = []
        out = bytearray()
        done = 0
        for start, end, instead in changes:
            self._keep(out, data, done, start)
            if instead:
                self._at.append(len(out))
                self._from.append((start, end, False))
                out += instead
            done = end
        self._keep(out, data, done, len(data))
        self.data = bytes(out)

    def _keep(self, out: bytearray, data: bytes, start: int, end: int) -> None:
        if start < end:
            self._at.append(len(out))
            self._from.append((start, end, True))
            out += data[start:end]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of the first original that the span `start` to `end` of this copy stands for."""
        first, last = bisect_right(self._at, start) - 1, bisect_right(self._at, end - 1) - 1
        begin, _, verbatim = self._from[first]
        if verbatim:
            begin += start - self._at[first]
        stop_begin, stop, verbatim = self._from[last]
        if verbatim:
            stop = stop_begin + end - self._at[last]
        return (begin, stop) if self._parent is None else self._parent.origin(begin, stop)


def shadows(text: bytes, *, json: bool) -> list[Shadow]:
    """The copies of `text` worth reading; with `json`, `text` is the inside of a JSON string and its escapes are undone first."""
    copies = [Shadow(text, _json_changes(text) if json else ())]
    while json and len(copies) < MAX_NESTING and b"\\" in copies[-1].data:
        copies.append(Shadow(copies[-1].data, _json_changes(copies[-1].data), copies[-1]))
    copies += [Shadow(copy.data, _percent_changes(copy.data), copy) for copy in copies if b"%" in copy.data]
    copies += [Shadow(copy.data, _fold_changes(copy.data), copy) for copy in copies if not copy.data.isascii()]
    return copies


def folded(text: bytes) -> bytes:
    """`text` with characters of other widths and scripts as their ASCII likeness, and invisible ones gone."""
    return text if text.isascii() else Shadow(text, _fold_changes(text)).data


def _json_changes(text: bytes) -> Iterable[Change]:
    at = text.find(b"\\")
    while 0 <= at < len(text) - 1:
        end = at + 2
        simple = _SIMPLE.get(text[at + 1])
        if simple is not None:
            yield at, end, simple
        elif text[at + 1] == 0x75:
            end, instead = _unicode_escape(text, at)
            if instead is not None:
                yield at, end, instead
        at = text.find(b"\\", end)


def _unicode_escape(text: bytes, at: int) -> tuple[int, bytes | None]:
    unit = _hexadecimal(text[at + 2 : at + 6])
    if unit is None:
        return at + 2, None
    if 0xD800 <= unit < 0xDC00 and text[at + 6 : at + 8] == b"\\u":
        low = _hexadecimal(text[at + 8 : at + 12])
        if low is not None and 0xDC00 <= low < 0xE000:
            return at + 12, chr(0x10000 + ((unit - 0xD800) << 10) + low - 0xDC00).encode()
    return at + 6, chr(unit).encode("utf-8", "replace")


def _hexadecimal(digits: bytes) -> int | None:
    shaped = len(digits) == 4 and all(digit in b"0123456789abcdefABCDEF" for digit in digits)
    return int(digits, 16) if shaped else None


def _percent_changes(text: bytes) -> Iterable[Change]:
    at = text.find(b"%")
    while at >= 0:
        pair = text[at + 1 : at + 3]
        if len(pair) == 2 and all(digit in b"0123456789abcdefABCDEF" for digit in pair):
            yield at, at + 3, bytes((int(pair, 16),))
            at += 2
        at = text.find(b"%", at + 1)


def _fold_changes(text: bytes) -> Iterable[Change]:
    for start, end in _FOREIGN.spans(text):
        at = start
        for character in text[start:end].decode("utf-8", "surrogateescape"):
            width = len(character.encode("utf-8", "surrogateescape"))
            instead = _fold(character)
            if instead is not None:
                yield at, at + width, instead
            at += width


@lru_cache(maxsize=4096)
def _fold(character: str) -> bytes | None:
    """The ASCII likeness of a character, nothing for an invisible one, None for a character that stays."""
    category = unicodedata.category(character)
    if category in {"Cf", "Mn"}:
        return b""
    if category == "Zs":
        return b" "
    if character in _DASHES:
        return b"-"
    digit = unicodedata.digit(character, -1)
    if digit >= 0:
        return b"%d" % digit
    likeness = unicodedata.normalize("NFKC", character)
    return likeness.encode() if likeness.isascii() else None
