"""Words of names and what each is worth: family and given names in full, initials, particles, legal forms and words of trade for less."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from bank_compliance.screening.letters import latin_words

MOST_WORDS = 32
LONGEST_WORD = 64
FULL, TRADE, INITIAL, PARTICLE, FORM, TITLE = 1.0, 0.5, 0.3, 0.2, 0.15, 0.05


def _listed() -> tuple[tuple[str, str, str], ...]:
    """Kind, canonical spelling and spelling of every word that words.csv knows: legal forms, words of trade, particles, titles, given names."""
    text = resources.files("bank_compliance.screening").joinpath("words.csv").read_text(encoding="utf-8")
    rows = (line.split(",") for line in text.splitlines())
    return tuple((kind, canonical or spelling, spelling) for kind, canonical, spellings in rows for spelling in spellings.split())


_LISTED = _listed()
_CANON = {spelling: canonical for kind, canonical, spelling in _LISTED if kind == "form"}
_SAME = {spelling: canonical for kind, canonical, spelling in _LISTED if kind == "name"}
_WORTH = {"form": FORM, "trade": TRADE, "particle": PARTICLE, "title": TITLE}
_WEIGHTS = {canonical: _WORTH[kind] for kind, canonical, _ in _LISTED if kind in _WORTH}
_SERVANTS = frozenset({"abd", "abdul", "abdel", "abdal"})
_ARTICLES = frozenset({"al", "el", "ar", "ur", "ul", "as"})
_FOLDS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        ("sch", "sh"), ("tch|tsh", "ch"), ("dzh|dj", "j"), ("ck|kh|q", "k"), ("gh", "g"), ("dh", "d"), ("ph", "f"), ("th|dt", "t"), ("w", "v"), ("x", "ks"),
        ("(?<=[^aeiouy])e$", ""), ("(?<=a)h$", ""), ("ou|oo|ue|oe", "u"), ("ae", "ai"), ("c(?![eih])", "k"), ("y(?=[aeiou])|(?<=[aeiou])y|y$", "i"),
        ("o", "u"), ("e", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouy](?!$)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its weight, its spelling with transliterations folded, the consonants of that, and whether it agrees only with itself."""

    text: str
    weight: float
    folded: str
    consonants: str
    strict: bool

    @property
    def is_initial(self) -> bool:
        """One letter that may stand for a whole name."""
        return len(self.text) == 1 and self.text.isalpha()


@lru_cache(maxsize=32_768)
def word_of(text: str) -> Word:
    """A word of small Latin letters and digits with its weight; whatever holds a digit, and what weighs little, agrees only with itself."""
    plain = _CANON.get(text[:LONGEST_WORD], text[:LONGEST_WORD])
    initial = len(plain) == 1 and plain.isalpha()
    weight = INITIAL if initial else _WEIGHTS.get(plain, FULL)
    folded = fold(_SAME.get(plain, plain))
    return Word(plain, weight, folded, _VOWELS.sub("", folded), weight < TRADE or any(letter.isdigit() for letter in plain))


def fold(text: str) -> str:
    """A spelling that transliterations of one name share: wladimir, vladimir; poutine, putin; usama, osama."""
    for pattern, put in _FOLDS:
        text = pattern.sub(put, text)
    return text


@lru_cache(maxsize=8_192)
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name in order, `abd al rahman` and `bashir ud din` as one each; at most 32."""
    return tuple(word_of(word) for word in _closed_up(list(latin_words(name)[: 2 * MOST_WORDS]))[:MOST_WORDS])


def _closed_up(words: list[str]) -> list[str]:
    done: list[str] = []
    place = 0
    while place < len(words):
        rest = words[place:]
        if rest[0] in _SERVANTS and len(rest) > 1:
            taken = 3 if rest[1] in _ARTICLES and len(rest) > 2 else 2
            done.append("abdul" + rest[taken - 1].removeprefix("al"))
        elif done and len(rest) > 1 and rest[0] in {"ud", "al", "ad", "id"} and rest[1] in {"din", "deen"}:
            taken = 2
            done[-1] += "uddin"
        else:
            taken = 1
            done.append(rest[0])
        place += taken
    return done
