"""Finds masked values again in prose, however people space, group and write them there."""

from collections.abc import Mapping
from unicodedata import normalize

_SQUEEZED_FROM = 8
_ANYWHERE_FROM = 4


def letters_of(text: str) -> str:
    """The letters and digits of `text` alone, in one case and one way of writing: accents, widths and ligatures are taken apart (NFKD)."""
    folded = text.casefold()
    return "".join(filter(str.isalnum, folded if folded.isascii() else normalize("NFKD", folded)))


class Occurrences:
    """What to look for, read once: values and what stands in their place, the longest first.

    Values of eight letters and digits or more are found however their letters are written and whatever spaces and punctuation stand between them;
    shorter ones whatever their case; and those under four only where they stand alone, so that a masked `5` does not take every 5 with it.
    """

    __slots__ = ("_long", "_short", "values")

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        bare = {value: letters_of(value) for value in sorted(values, key=len, reverse=True)}
        self._long = {letters: values[value] for value, letters in bare.items() if len(letters) >= _SQUEEZED_FROM}
        self._short = [value for value, letters in bare.items() if len(letters) < _SQUEEZED_FROM]

    def replace(self, text: str) -> str:
        """`text` with every occurrence replaced. Takes time linear in the text for the letters, and one search for each value."""
        flat = letters_of(text)
        found = [letters for letters in self._long if letters in flat]
        if found:
            text = self._squeezed(text, found)
        for value in self._short:
            text = _anywhere(text, value, self.values[value]) if len(value) >= _ANYWHERE_FROM else _alone(text, value, self.values[value])
        return text

    def _squeezed(self, text: str, found: list[str]) -> str:
        """Replace each of `found` in the letters and digits of `text`, with what lies between them."""
        letters: list[str] = []
        places: list[int] = []
        for place, character in enumerate(text):
            for part in letters_of(character):
                letters.append(part)
                places.append(place)
        flat = "".join(letters)
        taken = bytearray(len(flat))
        spans: list[tuple[int, int, str]] = []
        for wanted in found:
            size = len(wanted)
            at = flat.find(wanted)
            while at >= 0:
                if not any(taken[at : at + size]):
                    taken[at : at + size] = b"\x01" * size
                    spans.append((places[at], places[at + size - 1] + 1, self._long[wanted]))
                at = flat.find(wanted, at + size)
        return _spliced(text, sorted(spans))


def replaced(text: str, values: Mapping[str, str]) -> str:
    """`text` with every occurrence of the keys of `values` replaced by what stands beside them."""
    return Occurrences(values).replace(text)


def _spliced(text: str, spans: list[tuple[int, int, str]]) -> str:
    out: list[str] = []
    done = 0
    for start, end, instead in spans:
        out += (text[done:start], instead)
        done = max(done, end)
    return "".join([*out, text[done:]])


def _anywhere(text: str, value: str, instead: str) -> str:
    """Replace `value` whatever its case."""
    low, wanted = text.lower(), value.lower()
    if wanted not in low:
        return text
    if len(low) != len(text) or len(wanted) != len(value):
        return text.replace(value, instead)
    spans: list[tuple[int, int, str]] = []
    at = low.find(wanted)
    while at >= 0:
        spans.append((at, at + len(value), instead))
        at = low.find(wanted, at + len(value))
    return _spliced(text, spans)


def _alone(text: str, value: str, instead: str) -> str:
    spans: list[tuple[int, int, str]] = []
    at = text.find(value)
    while at >= 0:
        end = at + len(value)
        beside = (at > 0 and text[at - 1].isalnum()) or (end < len(text) and text[end].isalnum())
        if not beside:
            spans.append((at, end, instead))
        at = text.find(value, end)
    return _spliced(text, spans)
