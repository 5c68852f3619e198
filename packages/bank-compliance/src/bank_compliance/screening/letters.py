"""Text of outsiders made comparable: what cannot be seen is dropped, look-alike letters are unmasked, other scripts become Latin."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

LONGEST_CLEAN = 1_000
"""Characters kept after expansion; one letter of some scripts becomes a dozen."""
_UNSEEN = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me"})
_SPACES = re.compile(r"\s+")
APOSTROPHES = str.maketrans(dict.fromkeys("'\u2019\u2018\u02bc\u02bf\u02be`\u00b4", None))
_SEPARATE = re.compile(r"[\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa"})
"""As passports write them."""
_LOOKS = dict(
    zip(
        "аеорсухіјѕһԁɡвкмнтАЕОРСУХІЈЅВКМНТαονρικυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdgbkmhtaeopcyxijsbkmhtaovpikuxabezhikmnoptyx",
        strict=True,
    )
)
"""Cyrillic and Greek letters that pass for Latin ones (after Unicode's confusables)."""


def visible(text: str) -> str:
    """NFKC without controls, marks of direction, joiners, or combining marks on letters that have them apart; blanks made one; at most 1,000 characters."""
    composed = unicodedata.normalize("NFKC", text)
    kept = "".join(" " if letter.isspace() else letter for letter in composed if letter.isspace() or unicodedata.category(letter) not in _UNSEEN)
    return _SPACES.sub(" ", kept[:LONGEST_CLEAN]).strip()


@lru_cache(maxsize=8_192)
def latin_words(text: str) -> tuple[str, ...]:
    """The words of a name in small Latin letters and digits, apostrophes closed up; empty when nothing of it can be read."""
    seen = visible(text).translate(APOSTROPHES).translate(_UMLAUTS)
    has_latin = any("a" <= letter <= "z" for letter in seen.casefold())
    plain = (_latin(word, has_latin=has_latin) for word in _SEPARATE.split(seen) if word)
    return tuple(part for word in plain for part in _SEPARATE.split(word) if part and part.isascii())


def _latin(word: str, *, has_latin: bool) -> str:
    """Look-alikes are read by their look in a word of mixed scripts, and in a word of nothing else beside Latin words; else by their sound."""
    strange = [letter for letter in word if not letter.isascii()]
    disguised = has_latin and bool(strange) and all(letter in _LOOKS for letter in strange if _is_foreign(letter))
    shown = "".join(_LOOKS.get(letter, letter) for letter in word) if disguised else word
    return anyascii(shown).translate(APOSTROPHES).casefold()[:LONGEST_CLEAN]


def _is_foreign(letter: str) -> bool:
    return "\u0370" <= letter <= "\u052f"
