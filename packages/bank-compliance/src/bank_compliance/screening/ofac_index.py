"""Candidates of the emulated OFAC score: the very score of every name, by array, a word of the vocabulary compared once for each word asked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Jaro
from rapidfuzz.process import cdist

from bank_compliance.screening.names import Floats, NameTable, Whole, name_table
from bank_compliance.screening.ofac import FLOOR, PlainName, plain_name
from bank_compliance.screening.winkler import PREFIX, SCALE, soundex

BLOCK = 32
"""Words compared with the vocabulary in one go: by the dozen a comparison costs a tenth."""
_WORDS_KEPT = 192
"""Words whose scores with every name are kept; bounds memory."""


class OfacIndex:
    """Names of a list, ready for the emulation; several megabytes for 20,000 entries."""

    def __init__(self, names: Sequence[tuple[int, str]]) -> None:
        plain = [plain_name(text) for _, text in names]
        self.table: NameTable = name_table((entry, text, name.words) for (entry, text), name in zip(names, plain, strict=True))
        self._beginnings = _beginnings(self.table.vocabulary)
        self._sounds = np.array([soundex(word) for word in self.table.vocabulary], dtype="U4")
        self._rows: dict[str, Floats] = {}
        self._whole_rows: dict[str, Floats] = {}
        self._wholes = _by_letter([name.whole for name in plain])

    def scores(self, asked: PlainName) -> Floats:
        """The emulated score of each name, 0 to 1, to within rounding."""
        if not asked.words:
            return np.zeros(len(self.table.texts))
        total = np.zeros(len(self.table.texts))
        for word in asked.asked:
            total += self._row(word)
        scores: Floats = total / len(asked.asked)
        if asked.whole[0] in self._wholes:
            if asked.whole not in self._whole_rows:
                self._compare_wholes([asked])
            places = self._wholes[asked.whole[0]].places
            scores[places] = np.maximum(scores[places], self._whole_rows[asked.whole])
        return scores

    def prepare(self, asked: Iterable[PlainName]) -> None:
        """Compares the words of names to come, by the block; a name not prepared is compared when it is asked for."""
        names = list(asked)
        self._compare_wholes(names)
        words = dict.fromkeys(word for name in names for word in name.asked)
        fresh = [word for word in words if word not in self._rows][: _WORDS_KEPT - BLOCK]
        for first in range(0, len(fresh), BLOCK):
            self._compare(fresh[first : first + BLOCK])

    def _compare_wholes(self, names: Sequence[PlainName]) -> None:
        """Forgets what was compared before: a whole name is rarely asked for twice."""
        self._whole_rows = {}
        asked: dict[str, list[str]] = defaultdict(list)
        for name in names:
            if name.whole and name.whole[0] in self._wholes:
                asked[name.whole[0]].append(name.whole)
        for letter, wholes in asked.items():
            others = self._wholes[letter]
            self._whole_rows.update(zip(wholes, _unboosted(wholes, others.texts, others.beginnings), strict=True))

    def _row(self, word: str) -> Floats:
        """For each name the best score of any of its words with this one."""
        if word not in self._rows:
            self._compare([word])
        return self._rows[word]

    def _compare(self, words: Sequence[str]) -> None:
        for row, word in zip(_unboosted(words, self.table.vocabulary, self._beginnings), words, strict=True):
            sound = soundex(word)
            low = FLOOR * (self._sounds == sound) if sound else np.zeros(len(row))
            if len(self._rows) >= _WORDS_KEPT:
                self._rows.pop(next(iter(self._rows)))
            self._rows[word] = self.table.best_of_each(np.where(row >= FLOOR, row, low))


def _unboosted(asked: Sequence[str], others: Sequence[str], beginnings: Whole) -> Floats:
    """Unboosted Jaro-Winkler of some strings (rows) with many."""
    jaro: Floats = cdist(asked, others, scorer=Jaro.similarity, dtype=np.float64)
    common = np.zeros(jaro.shape)
    for row, text in enumerate(asked):
        agrees = np.ones(len(others), dtype=bool)
        for letters, letter in zip(beginnings, text[:PREFIX], strict=False):
            agrees &= letters == ord(letter)
            common[row] += agrees
    found: Floats = jaro + common * SCALE * (1.0 - jaro)
    return found


def _beginnings(texts: Sequence[str]) -> Whole:
    """The first four letters of each, one row for each place, -1 where a text has ended."""
    ends = np.full((PREFIX, len(texts)), -1, dtype=np.int64)
    for column, text in enumerate(texts):
        for place, letter in enumerate(text[:PREFIX]):
            ends[place, column] = ord(letter)
    return ends


@dataclass(frozen=True, slots=True)
class _Letter:
    """Names that begin with one letter: their places, as strings, and the first four letters of each."""

    places: Whole
    texts: list[str]
    beginnings: Whole


def _by_letter(wholes: Sequence[str]) -> dict[str, _Letter]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, whole in enumerate(wholes):
        if whole:
            places[whole[0]].append(place)
    texts = {letter: [wholes[place] for place in found] for letter, found in places.items()}
    return {letter: _Letter(np.array(found, dtype=np.int64), texts[letter], _beginnings(texts[letter])) for letter, found in places.items()}
