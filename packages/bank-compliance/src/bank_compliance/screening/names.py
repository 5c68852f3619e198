"""All names of a list as arrays: which entry each belongs to, and which words of one vocabulary it is made of, so that a word is compared once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class NameTable:
    """Names in order: text and the place of its entry; `words` are all words of all names after one another, by place in `vocabulary`."""

    texts: tuple[str, ...]
    entry_of: Whole
    vocabulary: tuple[str, ...]
    words: Whole
    starts: Whole
    filled: Flags
    """Whether a name has any word."""

    def best_of_each(self, of_vocabulary: Floats) -> Floats:
        """For each name the highest value among its words, 0 where it has none."""
        if not len(self.words):
            return np.zeros(len(self.texts))
        found = np.zeros(len(self.texts))
        found[self.filled] = np.maximum.reduceat(of_vocabulary.take(self.words), self.starts)
        return found

    def sum_of_each(self, of_vocabulary: Floats) -> Floats:
        """For each name the sum over its words."""
        found = np.zeros(len(self.texts))
        if len(self.words):
            found[self.filled] = np.add.reduceat(of_vocabulary.take(self.words), self.starts)
        return found

    def holders(self) -> tuple[Whole, Whole]:
        """Names by word: the names that hold word `w`, one place for each time, stand from `edges[w]` to `edges[w + 1]` of the first array."""
        counts = np.diff(np.append(self.starts, len(self.words)))
        names = np.repeat(np.flatnonzero(self.filled), counts)
        order = np.argsort(self.words, kind="stable")
        edges = np.searchsorted(self.words[order], np.arange(len(self.vocabulary) + 1))
        return names[order], edges


def name_table(names: Iterable[tuple[int, str, Sequence[str]]]) -> NameTable:
    """From each name's place of entry, text and words."""
    listed = list(names)
    places: dict[str, int] = {}
    words = [[places.setdefault(word, len(places)) for word in parts] for _, _, parts in listed]
    counts = np.array([len(parts) for parts in words], dtype=np.int64)
    filled = counts > 0
    ends = np.cumsum(counts[filled])
    return NameTable(
        texts=tuple(text for _, text, _ in listed),
        entry_of=np.array([entry for entry, _, _ in listed], dtype=np.int64),
        vocabulary=tuple(places),
        words=np.fromiter(chain.from_iterable(words), dtype=np.int64),
        starts=np.concatenate((np.zeros(1, dtype=np.int64), ends[:-1])) if len(ends) else np.zeros(0, dtype=np.int64),
        filled=filled,
    )
