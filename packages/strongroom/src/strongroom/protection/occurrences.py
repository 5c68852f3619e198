"""Finds masked values again in prose, however people space or group them there."""

from collections.abc import Mapping

_SQUEEZED_FROM = 8
_ANYWHERE_FROM = 4


def replaced(text: str, values: Mapping[str, str]) -> str:
    """`text` with every occurrence of the keys of `values` replaced by what stands beside them.

    Values of eight letters and digits or more are found whatever their case and whatever spaces and punctuation stand between their characters;
    values shorter than four only where they stand alone, so that a masked `5` does not take every 5 with it.
    """
    for value in sorted(values, key=len, reverse=True):
        bare = "".join(character for character in value.casefold() if character.isalnum())
        if len(bare) >= _SQUEEZED_FROM:
            text = _squeezed(text, bare, values[value])
        text = text.replace(value, values[value]) if len(value) >= _ANYWHERE_FROM else _alone(text, value, values[value])
    return text


def _squeezed(text: str, bare: str, instead: str) -> str:
    """Replace occurrences of `bare` (folded letters and digits only) in the letters and digits of `text`, with what lies between them."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isalnum():
            for part in character.casefold():
                letters.append(part)
                places.append(place)
    flat = "".join(letters)
    out: list[str] = []
    done = 0
    at = flat.find(bare)
    while at >= 0:
        out += (text[done : places[at]], instead)
        done = places[at + len(bare) - 1] + 1
        at = flat.find(bare, at + len(bare))
    return "".join([*out, text[done:]])


def _alone(text: str, value: str, instead: str) -> str:
    out: list[str] = []
    done = 0
    at = text.find(value)
    while at >= 0:
        end = at + len(value)
        beside = (at > 0 and text[at - 1].isalnum()) or (end < len(text) and text[end].isalnum())
        if not beside:
            out += (text[done:at], instead)
            done = end
        at = text.find(value, end)
    return "".join([*out, text[done:]])
