"""How well and how fast each mode does: against the published pairs of the publisher's own search, and on a made-up crowd."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from time import perf_counter, process_time

from bank_compliance.screening.crowd import crowd_list, crowd_subjects
from bank_compliance.screening.evidence import compared_name, name_evidence
from bank_compliance.screening.ofac import ofac_score, plain_name
from bank_compliance.screening.question import ScreeningMode
from bank_compliance.screening.screener import METHODS, Screener

PUBLISHED_THRESHOLD = 85.0
"""From which the publisher's search is taken to have found somebody."""
TOLERANCE = 5.0


@dataclass(frozen=True, slots=True)
class PublishedPair:
    """A name asked, a listed name, and what the publisher's search gave: 0 to 100, None where it showed no hit."""

    asked: str
    listed: str
    published: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningQuality:
    """One mode on the published pairs. Hits: found by both. Misses: found by the publisher alone. Extra: found by this mode alone.

    `within` (a ratio), `mean_error` (points) and `exact` compare scores of pairs with a published one; for the evidence mode, which does not
    try to give the publisher's scores, they only say how far apart the two are.
    """

    mode: ScreeningMode
    method: str
    threshold: float
    pairs: int
    scored: int
    hits: int
    misses: int
    extra: int
    within: float
    mean_error: float
    exact: int
    scores_per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningSpeed:
    """Processor seconds of one core for subjects against entries of a made-up list, every name of every entry compared."""

    mode: ScreeningMode
    entries: int
    names: int
    subjects: int
    build_seconds: float
    screen_seconds: float
    scores_per_second: float
    hits: int

    @property
    def text(self) -> str:
        """One line."""
        return (
            f"{self.subjects:,} names against {self.entries:,} entries ({self.names:,} names): {self.build_seconds:.1f} s to index, "
            f"{self.screen_seconds:.1f} s to screen, {self.hits:,} hits; as if by {self.scores_per_second:,.0f} scores a second"
        )


@cache
def published_pairs() -> tuple[PublishedPair, ...]:
    """The 170 pairs shipped, 164 of them with a score; their source stands in the file."""
    text = resources.files("bank_compliance.screening").joinpath("published_pairs.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(PublishedPair(row["asked"], row["listed"], float(row["published"]) if row["published"] else None) for row in rows)


def score_pair(mode: ScreeningMode, asked: str, listed: str) -> float:
    """Of two names alone, 0 to 100 with two decimals."""
    return _SCORES[mode](asked, listed)


def quality(mode: ScreeningMode, *, threshold: float) -> ScreeningQuality:
    """Measures a mode at its own threshold; the scores are always the same, the speed is of this machine."""
    pairs = published_pairs()
    begun = perf_counter()
    scores = [score_pair(mode, pair.asked, pair.listed) for pair in pairs]
    seconds = perf_counter() - begun
    errors = [abs(round(score) - pair.published) for score, pair in zip(scores, pairs, strict=True) if pair.published is not None]
    ours = [score >= threshold for score in scores]
    theirs = [pair.published is not None and pair.published >= PUBLISHED_THRESHOLD for pair in pairs]
    return ScreeningQuality(
        mode=mode,
        method=METHODS[mode],
        threshold=threshold,
        pairs=len(pairs),
        scored=len(errors),
        hits=sum(our and their for our, their in zip(ours, theirs, strict=True)),
        misses=sum(their and not our for our, their in zip(ours, theirs, strict=True)),
        extra=sum(our and not their for our, their in zip(ours, theirs, strict=True)),
        within=sum(error <= TOLERANCE for error in errors) / len(errors),
        mean_error=sum(errors) / len(errors),
        exact=sum(error == 0 for error in errors),
        scores_per_second=len(pairs) / seconds if seconds else 0.0,
    )


def speed(mode: ScreeningMode, *, threshold: float, entries: int = 20_000, subjects: int = 1_000) -> ScreeningSpeed:
    """Times the index on a made-up list; the promise is 1,000 names against 20,000 entries in under ten seconds of one core."""
    sanctions = crowd_list(entries)
    asked = crowd_subjects(subjects, sanctions)
    names = sum(len(entry.names) for entry in sanctions.entries)
    screener = Screener(sanctions)
    begun = process_time()
    screener.scorer(mode)
    built = process_time()
    hits = sum(answer.found for answer in screener.screen_many(asked, mode, threshold=threshold))
    done = process_time()
    return ScreeningSpeed(
        mode=mode,
        entries=entries,
        names=names,
        subjects=subjects,
        build_seconds=built - begun,
        screen_seconds=done - built,
        scores_per_second=names * subjects / max(done - built, 1e-9),
        hits=hits,
    )


def _ofac(asked: str, listed: str) -> float:
    return ofac_score(plain_name(asked), plain_name(listed)).score


def _evidence(asked: str, listed: str) -> float:
    return round(100.0 * name_evidence(compared_name(asked), compared_name(listed)).score, 2)


_SCORES: dict[ScreeningMode, Callable[[str, str], float]] = {ScreeningMode.OFAC: _ofac, ScreeningMode.EVIDENCE: _evidence}
