"""Listed names inside free text, such as the remittance information of a payment: found wherever their words stand together.

A name is found when a run of as many words of the text, or one more, covers its weight; the score is that share ** 1.5, 0 to 100. A name
that one word carries is found only by that very word, and only from six letters on: shorter ones would hold every second payment.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bank_compliance.lists.entry import ListVersion
from bank_compliance.screening.answer import Feature, Hit, Topic
from bank_compliance.screening.evidence import CARRIES, CORE_POWER, ComparedName, NameEvidence, WordPair, compared_name, likeness, name_evidence
from bank_compliance.screening.letters import latin_words
from bank_compliance.screening.screener import Screener
from bank_compliance.screening.words import MOST_WORDS
from bank_kit.failures import FailureCode, ToolFailureError

METHOD = "evidence-text/1"
LONGEST_LINE, MOST_TEXT_WORDS, LEAST_THRESHOLD = 1_000, 200, 60.0
_OVERLAP = 8
_LEAST_LETTERS = 6
_MARGIN = 0.0005


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAnswer:
    """Listed names found in a text, best first, one hit for each entry."""

    method: str
    list_version: ListVersion
    threshold: float
    words: int
    hits: tuple[Hit, ...]


def screen_text(screener: Screener, lines: Sequence[str], *, threshold: float) -> TextAnswer:
    """Hits of `threshold` (60 to 100) or more in lines read as one text.

    INVALID_ARGUMENT for another threshold, a line over 1,000 characters, or more than 200 words.
    """
    if not LEAST_THRESHOLD <= threshold <= 100.0:
        raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "no such threshold", field="threshold", allowed="60 to 100", remedy="use the published threshold")
    words = _words(lines)
    index = screener.evidence_index
    found: dict[int, Hit] = {}
    for part in _parts(words):
        shares = index.covers(part)
        for place in np.flatnonzero(shares**CORE_POWER >= threshold / 100.0 - _MARGIN):
            entry = int(index.table.entry_of[place])
            hit = _best(screener, part, entry, index.table.texts[place], threshold)
            if hit.score >= threshold and (entry not in found or hit.score > found[entry].score):
                found[entry] = hit
    hits = tuple(sorted(found.values(), key=lambda hit: (-hit.score, len(hit.entry.id), hit.entry.id)))
    return TextAnswer(method=METHOD, list_version=screener.sanctions.version, threshold=threshold, words=len(words), hits=hits)


def text_score(part: ComparedName, listed: ComparedName, *, least: float) -> tuple[float, NameEvidence]:
    """Of one listed name in a run of words, 0 to 100, and what it rests on; runs that cannot reach `least` count as nothing."""
    best, proof = 0.0, NameEvidence(0.0, 0.0, 0.0, ())
    for run in _runs(part, listed, least):
        evidence = name_evidence(run, listed)
        score = _score(evidence, listed)
        if score > best:
            best, proof = score, evidence
    return best, proof


def _score(evidence: NameEvidence, listed: ComparedName) -> float:
    carrying = [pair for pair in evidence.pairs if pair.worth >= CARRIES]
    if len(carrying) > 1 or (carrying and _is_enough(carrying[0], listed)):
        share = min(1.0, sum(pair.worth for pair in evidence.pairs) / listed.weight)
        return round(100.0 * math.pow(share, CORE_POWER), 2)
    return 0.0


def _is_enough(pair: WordPair, listed: ComparedName) -> bool:
    """Whether one word says who is meant: it is the only one that carries the name, long enough, and written as listed."""
    alone = sum(word.weight >= CARRIES for word in listed.words) == 1
    return alone and pair.worth == 1.0 and len(pair.listed) >= _LEAST_LETTERS


def _best(screener: Screener, part: ComparedName, entry: int, name: str, threshold: float) -> Hit:
    score, evidence = text_score(part, compared_name(name), least=threshold)
    told = ", ".join(f"{pair.asked}~{pair.listed} {pair.likeness:.2f}" for pair in evidence.pairs)
    run = " ".join(pair.asked for pair in evidence.pairs)
    feature = Feature(Topic.NAME, score, f"in free text: {told}")
    return Hit(entry=screener.sanctions.entries[entry], asked_name=run, listed_name=name, score=score, features=(feature,))


def _words(lines: Sequence[str]) -> list[str]:
    if any(len(line) > LONGEST_LINE for line in lines):
        raise _refused(f"at most {LONGEST_LINE} characters a line")
    words = [word for line in lines for word in latin_words(line)]
    if len(words) > MOST_TEXT_WORDS:
        raise _refused(f"at most {MOST_TEXT_WORDS} words")
    return words


def _refused(allowed: str) -> ToolFailureError:
    return ToolFailureError(FailureCode.INVALID_ARGUMENT, "the text is too long", field="text", allowed=allowed, remedy="screen it in parts")


def _parts(words: Sequence[str]) -> Iterator[ComparedName]:
    """Stretches of 32 words, each with the last eight of the one before."""
    step = MOST_WORDS - _OVERLAP
    return (compared_name(" ".join(words[first : first + MOST_WORDS])) for first in range(0, max(len(words) - _OVERLAP, 1), step) if words)


def _runs(part: ComparedName, listed: ComparedName, least: float) -> Iterator[ComparedName]:
    """Runs whose words could cover enough of the name, each taken at the best it can be worth."""
    worth = [max((min(word.weight, other.weight) * likeness(word, other) for other in listed.words), default=0.0) for word in part.words]
    needed = math.pow(least / 100.0, 1.0 / CORE_POWER) * listed.weight - _MARGIN
    for size in (len(listed.words), len(listed.words) + 1):
        for first in range(max(len(part.words) - size, 0) + 1):
            if sum(worth[first : first + size]) >= needed:
                words = part.words[first : first + size]
                yield ComparedName(words, sum(word.weight for word in words), "")
