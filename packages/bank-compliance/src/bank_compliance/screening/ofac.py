"""The score of OFAC's own search, emulated: FAQ 249, and how the live tool was found to behave in public (OpenSanctions, 1 July 2026).

Higher of two techniques. Whole: both names as strings, only where their first letters agree. Parts: for each word asked (words of one or two
letters left out unless there is no other) the nearest word of the entry, nothing below 0.5 unless Soundex agrees, averaged over the words asked.
Differences of up to five points from the live tool are to be expected; it reads no script but Latin, and neither does this.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bank_compliance.screening.letters import APOSTROPHES, visible
from bank_compliance.screening.winkler import soundex, unboosted_jaro_winkler

VERSION = "ofac-emulation/1"
FLOOR = 0.5
_SHORT = 2
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PlainName:
    """A name as the emulation sees it: small words, the same joined by blanks, and those that are asked for."""

    words: tuple[str, ...]
    whole: str
    asked: tuple[str, ...]


@lru_cache(maxsize=8_192)
def plain_name(text: str) -> PlainName:
    """Case and punctuation dropped; an apostrophe closes up, a hyphen parts."""
    words = tuple(_WORD.findall(visible(text).casefold().translate(APOSTROPHES)))
    return PlainName(words, " ".join(words), tuple(word for word in words if len(word) > _SHORT) or words)


@dataclass(frozen=True, slots=True)
class Part:
    """One word asked, the word of the entry it was nearest to, its score between 0 and 1, and whether Soundex agrees."""

    asked: str
    found: str
    score: float
    sounds_alike: bool


@dataclass(frozen=True, slots=True)
class OfacScore:
    """Both techniques, each between 0 and 1."""

    whole: float
    parts: float
    pairs: tuple[Part, ...]

    @property
    def score(self) -> float:
        """The higher one, 0 to 100 with two decimals."""
        return round(100.0 * max(self.whole, self.parts), 2)


def pair_score(asked: str, found: str) -> float:
    """Of two words: unboosted Jaro-Winkler; below 0.5 nothing, or 0.5 where Soundex agrees."""
    alike = unboosted_jaro_winkler(asked, found)
    if alike >= FLOOR:
        return alike
    sound = soundex(asked)
    return FLOOR if sound and sound == soundex(found) else 0.0


def ofac_score(asked: PlainName, listed: PlainName) -> OfacScore:
    """The emulated score of a name asked against a listed one, with its word pairs; 0 when either is empty."""
    if not asked.words or not listed.words:
        return OfacScore(0.0, 0.0, ())
    whole = unboosted_jaro_winkler(asked.whole, listed.whole) if asked.whole[0] == listed.whole[0] else 0.0
    pairs = tuple(_nearest(word, listed.words) for word in asked.asked)
    total = 0.0
    for pair in pairs:  # one after the other, as the index adds: sum() of newer Pythons would differ in the last place
        total += pair.score
    return OfacScore(whole, total / len(pairs), pairs)


def _nearest(word: str, words: tuple[str, ...]) -> Part:
    scores = [pair_score(word, other) for other in words]
    best = max(scores)
    found = words[scores.index(best)]
    return Part(word, found if best else "", best, bool(best) and soundex(word) == soundex(found))
