"""Candidates of the evidence mode: for every name a bound its score cannot exceed, by array.

The best worth of each word asked, wherever it is in the name, adds up to no less than any pairing one to one; so core, reach and the count
of words that carry are bounded from above, and with them the score, which only grows with each. Proven by test against the whole scan.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import cdist

from bank_compliance.screening import evidence
from bank_compliance.screening.evidence import ComparedName, compared_name
from bank_compliance.screening.names import Flags, Floats, NameTable, Whole, name_table
from bank_compliance.screening.words import Word, word_of

BLOCK = 32
"""Words compared with the vocabulary in one go: by the dozen a comparison costs a tenth."""
_WORDS_KEPT = 4_096


class EvidenceIndex:
    """Names of a list, ready for the evidence mode."""

    def __init__(self, names: Sequence[tuple[int, str]]) -> None:
        compared = [compared_name(text) for _, text in names]
        parts = ([word.text for word in name.words] for name in compared)
        self.table: NameTable = name_table((entry, text, words) for (entry, text), words in zip(names, parts, strict=True))
        self._words = _Vocabulary([word_of(text) for text in self.table.vocabulary])
        self._weights: Floats = np.array([name.weight for name in compared], dtype=np.float64)
        carrying = np.array([word.weight >= evidence.CARRIES for word in self._words.words], dtype=np.float64)
        initials = np.array([word.is_initial for word in self._words.words], dtype=np.float64)
        self._carrying: Floats = self.table.sum_of_each(carrying)
        self._initials: Flags = self.table.best_of_each(initials) > 0
        self._holders, self._edges = self.table.holders()
        self._rows: dict[str, tuple[Whole, Floats]] = {}
        self._closed: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(compared):
            self._closed[name.closed].append(place)

    def bounds(self, asked: ComparedName) -> Floats:
        """For each name a score between 0 and 1 that its evidence does not exceed."""
        count = len(self.table.texts)
        if not asked.words:
            return np.zeros(count)
        worth, carried = np.zeros(count), np.zeros(count)
        for word in asked.words:
            places, values = self._row(word)
            worth[places] += values
            carried[places] += values >= evidence.CARRIES
        known = self._weights > 0
        least = np.maximum(evidence.LEAST_WEIGHT, np.minimum(self._weights, asked.weight))
        most = np.maximum(self._weights, asked.weight)
        core = np.minimum(1.0, np.divide(worth, least, out=np.zeros(count), where=known))
        reach = np.minimum(1.0, np.divide(worth, most, out=np.zeros(count), where=known))
        score: Floats = core**evidence.CORE_POWER * (1.0 - evidence.REACH_SHARE + evidence.REACH_SHARE * reach) * self._single(asked, carried)
        if len(asked.closed) > evidence.SHORT:
            same = self._closed.get(asked.closed, [])
            score[same] = np.maximum(score[same], evidence.CLOSED_UP)
        return score

    def covers(self, asked: ComparedName) -> Floats:
        """For each name a share of its weight, between 0 and 1, that no pairing with words of `asked` exceeds."""
        worth = np.zeros(len(self.table.texts))
        for word in asked.words:
            places, values = self._row(word)
            worth[places] += values
        shares: Floats = np.minimum(1.0, np.divide(worth, self._weights, out=np.zeros(len(worth)), where=self._weights > 0))
        return shares

    def _single(self, asked: ComparedName, carried: Floats) -> Floats:
        own = sum(word.weight >= evidence.CARRIES for word in asked.words)
        alone = (self._carrying == 1) & (own == 1)
        initials = self._initials | any(word.is_initial for word in asked.words)
        few = np.where(alone, 1.0, np.where(initials, evidence.SINGLE_WITH_INITIAL, evidence.SINGLE))
        found: Floats = np.where(carried > 1, 1.0, few)
        return found

    def prepare(self, asked: Iterable[ComparedName]) -> None:
        """Compares the words of names to come, by the block; a name not prepared is compared when it is asked for."""
        words = {word.text: word for name in asked for word in name.words}
        fresh = [word for text, word in words.items() if text not in self._rows][: _WORDS_KEPT - BLOCK]
        for first in range(0, len(fresh), BLOCK):
            self._compare(fresh[first : first + BLOCK])

    def _row(self, word: Word) -> tuple[Whole, Floats]:
        """The names this word is worth something in, and the most it can be worth in each."""
        if word.text not in self._rows:
            self._compare([word])
        return self._rows[word.text]

    def _compare(self, words: Sequence[Word]) -> None:
        for word, worth in zip(words, self._words.worths(words), strict=True):
            if len(self._rows) >= _WORDS_KEPT:
                self._rows.pop(next(iter(self._rows)))
            self._rows[word.text] = self._spread(worth)

    def _spread(self, worth: Floats) -> tuple[Whole, Floats]:
        """From words of the vocabulary to the names that hold them, each name once with its best."""
        alike = np.flatnonzero(worth)
        counts = self._edges[alike + 1] - self._edges[alike]
        firsts = np.repeat(self._edges[alike] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) if len(alike) else np.zeros(0, dtype=np.int64)
        names = self._holders[firsts + np.arange(len(firsts))]
        values = np.repeat(worth[alike], counts)
        order = np.lexsort((-values, names))
        once = np.ones(len(names), dtype=bool)
        once[1:] = names[order][1:] != names[order][:-1]
        return names[order][once], values[order][once]


class _Vocabulary:
    """The words of a list as arrays; `worth` is `evidence.likeness` times the lesser weight, for all of them at once."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self._folded = [word.folded for word in words]
        self._consonants = [word.consonants for word in words]
        self._place = {word.text: place for place, word in enumerate(words)}
        self._same_fold: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            self._same_fold[word.folded].append(place)
        self._weights: Floats = np.array([word.weight for word in words], dtype=np.float64)
        self._short: Flags = np.array([len(word.text) <= evidence.SHORT for word in words], dtype=bool)
        self._strict: Flags = np.array([word.strict for word in words], dtype=bool)
        self._initial: Flags = np.array([word.is_initial for word in words], dtype=bool)
        self._first: Whole = np.array([ord(word.text[0]) for word in words], dtype=np.int64)

    def worths(self, words: Sequence[Word]) -> Iterator[Floats]:
        """Of each of `words` with each word of the vocabulary."""
        spelt = cdist([word.folded for word in words], self._folded, scorer=OSA.normalized_similarity, dtype=np.float64)
        sounded = cdist([word.consonants for word in words], self._consonants, scorer=Levenshtein.normalized_similarity, dtype=np.float64)
        blended = evidence.SAME_SOUND * (0.5 * spelt + 0.5 * sounded)
        return (np.minimum(self._weights, word.weight) * self._likeness(word, row) for word, row in zip(words, blended, strict=True))

    def _likeness(self, word: Word, blended: Floats) -> Floats:
        same_letter = (self._first == ord(word.text[0])).astype(np.float64)
        alike = same_letter if word.is_initial else np.where(self._initial, same_letter, self._spelling(word, blended))
        if word.text in self._place:
            alike[self._place[word.text]] = 1.0
        return alike

    def _spelling(self, word: Word, blended: Floats) -> Floats:
        if word.strict:
            return np.zeros(len(self.words))
        short = self._short | (len(word.text) <= evidence.SHORT)
        alike = np.where(short | (blended < evidence.LEAST_ALIKE), 0.0, blended)
        same = self._same_fold.get(word.folded, [])
        alike[same] = np.where(short[same], evidence.SAME_SOUND_SHORT, evidence.SAME_SOUND)
        alike[self._strict] = 0.0
        return alike
