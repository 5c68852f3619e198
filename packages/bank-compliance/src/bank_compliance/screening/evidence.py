"""How much two names speak for one bearer, between 0 and 1, word by word: order does not matter, spelling matters less than letters do.

Words are paired one to one, the best pair first; a pair is worth the lesser weight of its words times their likeness. `core` is what was
paired of the shorter name (which weighs a full word at least), `reach` of the longer; the name scores core ** 1.5 * (0.85 + 0.15 * reach),
three quarters of it where a single word carries all and either the other name has more to say or that word is spelt otherwise. Two names
that differ only in where their words part count 0.95.
"""

import math
from dataclasses import dataclass

from rapidfuzz.distance import OSA, Levenshtein

from bank_compliance.screening.words import FULL, TRADE, Word, fold, words_of

VERSION = "evidence/1"
SAME_SOUND, SAME_SOUND_SHORT, CLOSED_UP = 0.95, 0.9, 0.95
LEAST_ALIKE = 0.6
"""Likeness of two words below which they are different words."""
SHORT = 3
"""Letters of a word that is too short for a wrong letter to be a slip."""
CORE_POWER, REACH_SHARE = 1.5, 0.15
SINGLE, SINGLE_WITH_INITIAL = 0.75, 0.85
LEAST_WEIGHT = FULL
"""What a name is taken to weigh at least: initials and particles alone are nobody."""
CARRIES = TRADE
"""Worth of a pair that carries a name."""


@dataclass(frozen=True, slots=True)
class WordPair:
    """A word asked and the listed word it was paired with, their likeness between 0 and 1, and what the pair weighs."""

    asked: str
    listed: str
    likeness: float
    worth: float


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """The score of two names between 0 and 1 and what it was made of."""

    score: float
    core: float
    reach: float
    pairs: tuple[WordPair, ...]


@dataclass(frozen=True, slots=True)
class ComparedName:
    """A name as this mode sees it: words, their whole weight, and the folded spelling without blanks."""

    words: tuple[Word, ...]
    weight: float
    closed: str


def compared_name(name: str) -> ComparedName:
    """A name of a party or of the list."""
    words = words_of(name)
    return ComparedName(words, sum(word.weight for word in words), fold("".join(word.text for word in words)))


def likeness(asked: Word, listed: Word) -> float:
    """Of two words, between 0 and 1."""
    if asked.text == listed.text:
        return 1.0
    if asked.is_initial or listed.is_initial:
        return 1.0 if asked.text[0] == listed.text[0] else 0.0
    if asked.strict or listed.strict:
        return 0.0
    short = min(len(asked.text), len(listed.text)) <= SHORT
    if asked.folded == listed.folded:
        return SAME_SOUND_SHORT if short else SAME_SOUND
    if short:
        return 0.0
    spelt = OSA.normalized_similarity(asked.folded, listed.folded)
    sounded = Levenshtein.normalized_similarity(asked.consonants, listed.consonants)
    alike = SAME_SOUND * (0.5 * spelt + 0.5 * sounded)
    return alike if alike >= LEAST_ALIKE else 0.0


def name_evidence(asked: ComparedName, listed: ComparedName) -> NameEvidence:
    """The evidence of two names; nothing when either has no word."""
    if not asked.words or not listed.words:
        return NameEvidence(0.0, 0.0, 0.0, ())
    pairs = _paired(asked.words, listed.words)
    worth = sum(pair.worth for pair in pairs)
    core = min(1.0, worth / max(LEAST_WEIGHT, min(asked.weight, listed.weight)))
    reach = min(1.0, worth / max(asked.weight, listed.weight))
    score = math.pow(core, CORE_POWER) * (1.0 - REACH_SHARE + REACH_SHARE * reach) * _single(pairs, asked, listed)
    if is_closed_up(asked, listed) and score < CLOSED_UP:
        return NameEvidence(CLOSED_UP, 1.0, 1.0, (WordPair(asked.closed, listed.closed, CLOSED_UP, 1.0),))
    return NameEvidence(score, core, reach, pairs)


def is_closed_up(asked: ComparedName, listed: ComparedName) -> bool:
    """Whether the names agree once their blanks are gone."""
    return len(asked.closed) > SHORT and asked.closed == listed.closed


def _paired(asked: tuple[Word, ...], listed: tuple[Word, ...]) -> tuple[WordPair, ...]:
    found: list[tuple[float, int, int, float]] = []
    for left, word in enumerate(asked):
        for right, other in enumerate(listed):
            if alike := likeness(word, other):
                found.append((-min(word.weight, other.weight) * alike, left, right, alike))
    found.sort()
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs: list[WordPair] = []
    for worth, left, right, alike in found:
        if left not in taken[0] and right not in taken[1]:
            taken[0].add(left)
            taken[1].add(right)
            pairs.append(WordPair(asked[left].text, listed[right].text, alike, -worth))
    return tuple(pairs)


def _single(pairs: tuple[WordPair, ...], asked: ComparedName, listed: ComparedName) -> float:
    """What is left of a name that a single word carries."""
    carrying = [pair for pair in pairs if pair.worth >= CARRIES]
    if len(carrying) > 1:
        return 1.0
    alone = sum(word.weight >= CARRIES for word in asked.words) == sum(word.weight >= CARRIES for word in listed.words) == 1
    if alone and carrying and carrying[0].likeness == 1.0:
        return 1.0
    initials = any(len(pair.asked) == 1 or len(pair.listed) == 1 for pair in pairs)
    return SINGLE_WITH_INITIAL if initials else SINGLE
