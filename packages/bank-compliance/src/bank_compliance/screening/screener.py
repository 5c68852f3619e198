"""The door of screening: one list, both modes, one subject or many; an index finds who may reach the threshold, the scorer says who does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Protocol

import numpy as np

from bank_compliance.lists.entry import ListEntry, SanctionsList
from bank_compliance.screening import evidence, ofac
from bank_compliance.screening.answer import Feature, Hit, ScreeningAnswer, Topic
from bank_compliance.screening.circumstances import LEAST_NAME, SAME_ID, highest_possible, weigh
from bank_compliance.screening.evidence import compared_name, name_evidence
from bank_compliance.screening.evidence_index import EvidenceIndex
from bank_compliance.screening.ofac import ofac_score, plain_name
from bank_compliance.screening.ofac_index import OfacIndex
from bank_compliance.screening.question import ScreeningMode, Subject
from bank_kit.failures import FailureCode, ToolFailureError

MOST_HITS = 100
LEAST_THRESHOLD = 50.0
"""Below it a hostile name could make thousands of entries candidates."""
AT_ONCE = 48
"""Subjects whose words are compared together."""
METHODS = {ScreeningMode.OFAC: ofac.VERSION, ScreeningMode.EVIDENCE: evidence.VERSION}
_ROUNDING = 0.0005
"""Between 0 and 1: more than two decimals of a score, or the sum of its rounded features, can gain."""


@dataclass(frozen=True, slots=True)
class Found:
    """How many hits there are, and the best of them, best first."""

    count: int
    hits: tuple[Hit, ...]


class Scorer(Protocol):
    """Exact scores, and who may reach one."""

    def score(self, subject: Subject, entry: ListEntry) -> Hit:
        """The best of all names of both, whatever the score."""

    def prepare(self, subjects: Sequence[Subject]) -> None:
        """Compares the words of subjects to come together, which costs less than one by one."""

    def find(self, subject: Subject, threshold: float, limit: int) -> "Found":
        """All entries that score `threshold` (50 to 100) or more, counted, and the best of them."""


class Screener:
    """A list ready to be screened against; each mode's index is made when it is first asked for."""

    def __init__(self, sanctions: SanctionsList) -> None:
        self.sanctions = sanctions

    def screen(self, subject: Subject, mode: ScreeningMode, *, threshold: float, limit: int = MOST_HITS) -> ScreeningAnswer:
        """All hits of `threshold` (50 to 100) or more, best first, at most `limit` shown. ToolFailureError for a threshold that is none."""
        _check(threshold, limit)
        return self._answer(subject, mode, threshold, self.scorer(mode).find(subject, threshold, limit))

    def screen_many(self, subjects: Iterable[Subject], mode: ScreeningMode, *, threshold: float, limit: int = MOST_HITS) -> Iterator[ScreeningAnswer]:
        """The same for each, in order."""
        waiting = iter(subjects)
        while some := tuple(islice(waiting, AT_ONCE)):
            self.scorer(mode).prepare(some)
            for subject in some:
                yield self.screen(subject, mode, threshold=threshold, limit=limit)

    def scan(self, subject: Subject, mode: ScreeningMode, *, threshold: float, limit: int = MOST_HITS) -> ScreeningAnswer:
        """The same answer by scoring every entry: slow, and what the index is held against."""
        _check(threshold, limit)
        return self._answer(subject, mode, threshold, _best(self.scorer(mode), subject, self.sanctions.entries, threshold, limit))

    def scorer(self, mode: ScreeningMode) -> Scorer:
        """Of that mode."""
        return self._ofac if mode is ScreeningMode.OFAC else self._evidence

    @property
    def evidence_index(self) -> EvidenceIndex:
        """For `free_text`."""
        return self._evidence.index

    @cached_property
    def _ofac(self) -> "_OfacScorer":
        return _OfacScorer(self.sanctions)

    @cached_property
    def _evidence(self) -> "_EvidenceScorer":
        return _EvidenceScorer(self.sanctions)

    def _answer(self, subject: Subject, mode: ScreeningMode, threshold: float, found: Found) -> ScreeningAnswer:
        return ScreeningAnswer(
            subject=subject,
            mode=mode,
            method=METHODS[mode],
            list_version=self.sanctions.version,
            threshold=threshold,
            compared=len(self.sanctions.entries),
            found=found.count,
            hits=found.hits,
        )


def _best(scorer: Scorer, subject: Subject, entries: Iterable[ListEntry], threshold: float, limit: int) -> Found:
    scored = (scorer.score(subject, entry) for entry in entries)
    hits = sorted((hit for hit in scored if hit.score >= threshold), key=lambda hit: (-hit.score, *in_order(hit.entry)))
    return Found(len(hits), tuple(hits[:limit]))


class _OfacScorer:
    def __init__(self, sanctions: SanctionsList) -> None:
        self._entries = sanctions.entries
        self._index = OfacIndex(_names(sanctions))
        self._firsts = np.flatnonzero(np.diff(self._index.table.entry_of, prepend=-1))

    def score(self, subject: Subject, entry: ListEntry) -> Hit:
        pairs = [(ofac_score(plain_name(asked), plain_name(listed)), asked, listed) for asked in subject.names for listed in entry.names]
        best, asked, listed = max(pairs, key=lambda pair: pair[0].score)
        return Hit(entry=entry, asked_name=asked, listed_name=listed, score=best.score, features=(Feature(Topic.NAME, best.score, _told(best)),))

    def prepare(self, subjects: Sequence[Subject]) -> None:
        self._index.prepare(plain_name(name) for subject in subjects for name in subject.names)

    def find(self, subject: Subject, threshold: float, limit: int) -> Found:
        """The index has the very scores, so that only hits to be shown are explained; tests hold it to that."""
        if not self._entries:
            return Found(0, ())
        asked = [self._index.scores(plain_name(name)) for name in subject.names]
        best = np.maximum.reduceat(np.maximum.reduce(asked), self._firsts)
        near = np.flatnonzero(best >= threshold / 100.0 - _ROUNDING)
        rounded = {int(place): round(100.0 * float(best[place]), 2) for place in near}
        places = [place for place, score in rounded.items() if score >= threshold]
        places.sort(key=lambda place: (-rounded[place], *in_order(self._entries[place])))
        return Found(len(places), tuple(self.score(subject, self._entries[place]) for place in places[:limit]))


class _EvidenceScorer:
    def __init__(self, sanctions: SanctionsList) -> None:
        self._entries = sanctions.entries
        self.index = EvidenceIndex(_names(sanctions))
        self._by_number: dict[str, list[int]] = {}
        for place, entry in enumerate(sanctions.entries):
            for number in entry.ids:
                self._by_number.setdefault(number, []).append(place)

    def score(self, subject: Subject, entry: ListEntry) -> Hit:
        pairs = [(name_evidence(compared_name(asked), compared_name(listed)), asked, listed) for asked in subject.names for listed in entry.names]
        best, asked, listed = max(pairs, key=lambda pair: pair[0].score)
        told = ", ".join(f"{pair.asked}~{pair.listed} {pair.likeness:.2f}" for pair in best.pairs)
        detail = f"core {best.core:.2f}, reach {best.reach:.2f}: {told}" if told else "no word in common"
        features = weigh(subject, entry, best.score, detail)
        score = round(sum(feature.points for feature in features), 2)
        return Hit(entry=entry, asked_name=asked, listed_name=listed, score=score, features=features)

    def prepare(self, subjects: Sequence[Subject]) -> None:
        self.index.prepare(compared_name(name) for subject in subjects for name in subject.names)

    def find(self, subject: Subject, threshold: float, limit: int) -> Found:
        """Scores whoever may reach the threshold."""
        places = self.candidates(subject, threshold / 100.0 - _ROUNDING)
        return _best(self, subject, (self._entries[place] for place in places), threshold, limit)

    def candidates(self, subject: Subject, least: float) -> Sequence[int]:
        """Places of all entries that may score `least` (0 to 1) or more, each once."""
        needed = least if least <= LEAST_NAME else max(LEAST_NAME, 1.0 - (1.0 - least) / highest_possible(subject))
        table = self.index.table
        found = [table.entry_of[self.index.bounds(compared_name(name)) >= min(least, needed) - _ROUNDING] for name in subject.names]
        places = {int(place) for place in np.unique(np.concatenate(found))}
        if least <= SAME_ID:
            places.update(place for number in subject.numbers for place in self._by_number.get(number, ()))
        return sorted(places)


def in_order(entry: ListEntry) -> tuple[int, str]:
    """Of equal hits, the lower record number comes first."""
    return (len(entry.id), entry.id)


def _names(sanctions: SanctionsList) -> list[tuple[int, str]]:
    return [(place, name) for place, entry in enumerate(sanctions.entries) for name in entry.names]


def _told(best: ofac.OfacScore) -> str:
    if best.whole >= best.parts:
        return f"whole name {best.whole:.4f} (parts {best.parts:.4f})"
    told = ", ".join(f"{pair.asked}~{pair.found or 'none'} {pair.score:.2f}{' soundex' if pair.sounds_alike else ''}" for pair in best.pairs)
    return f"parts {best.parts:.4f} (whole name {best.whole:.4f}): {told}"


def _check(threshold: float, limit: int) -> None:
    if not LEAST_THRESHOLD <= threshold <= 100.0:
        raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "no such threshold", field="threshold", allowed="50 to 100", remedy="use the published threshold")
    if not 1 <= limit <= MOST_HITS:
        raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "no such limit", field="limit", allowed=f"1 to {MOST_HITS}", remedy="ask for fewer hits")
