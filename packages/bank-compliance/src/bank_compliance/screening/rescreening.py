"""A population screened again after a list has changed: only against what is new or changed, with the same hits a full screening would find."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bank_compliance.lists.difference import ListDifference, difference
from bank_compliance.lists.entry import ListEntry, SanctionsList
from bank_compliance.screening.answer import Hit
from bank_compliance.screening.question import ScreeningMode, Subject
from bank_compliance.screening.screener import METHODS, MOST_HITS, Screener
from bank_kit.progress import Progress

MOST_KEPT = 10_000
"""Hits, and lapsed hits, that an answer holds; more are only counted: a low threshold over a large population must not fill the memory."""


class Change(StrEnum):
    """How a hit came about, or went."""

    NEW_ENTRY = "new entry"
    CHANGED_ENTRY = "changed entry"
    REMOVED_ENTRY = "removed entry"
    BELOW_THRESHOLD = "below threshold"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeltaHit:
    """A hit on a new or changed entry; `before` is its score on the former version when it was a hit there already."""

    subject: Subject
    hit: Hit
    change: Change
    before: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LapsedHit:
    """A hit of the former version that is one no longer."""

    subject: Subject
    entry_id: str
    change: Change
    before: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DeltaAnswer:
    """What changed in the list and in the hits, in the order of the population; unchanged entries were not compared.

    `found` and `gone` count hits and lapsed hits; of each the first `MOST_KEPT` are held.
    """

    mode: ScreeningMode
    method: str
    threshold: float
    difference: ListDifference
    population: int
    hits: tuple[DeltaHit, ...]
    lapsed: tuple[LapsedHit, ...]
    found: int
    gone: int


def rescreen(
    population: Sequence[Subject], before: SanctionsList, after: SanctionsList, mode: ScreeningMode, *, threshold: float, progress: Progress | None = None
) -> DeltaAnswer:
    """Hits on entries new or changed between two versions, and hits lapsed; at most 100 for each subject, best first. `progress` may stop it."""
    changes = difference(before, after)
    touched = {entry.id for entry in (*changes.changed, *changes.removed)}
    now = _screened(population, after, changes.touched, mode, threshold)
    then = _screened(population, before, [entry for entry in before.entries if entry.id in touched], mode, threshold)
    hits: list[DeltaHit] = []
    lapsed: list[LapsedHit] = []
    found, gone = 0, 0
    for subject, current, former in zip(population, now, then, strict=True):
        if progress is not None:
            progress.check()
        scores, still = {hit.entry.id: hit.score for hit in former}, {hit.entry.id for hit in current}
        left = [hit for hit in former if hit.entry.id not in still]
        found, gone = found + len(current), gone + len(left)
        hits += [_delta(subject, hit, changes, scores) for hit in current[: MOST_KEPT - len(hits)]]
        lapsed += [_lapsed(subject, hit, after) for hit in left[: MOST_KEPT - len(lapsed)]]
    return DeltaAnswer(
        mode=mode,
        method=METHODS[mode],
        threshold=threshold,
        difference=changes,
        population=len(population),
        hits=tuple(hits),
        lapsed=tuple(lapsed),
        found=found,
        gone=gone,
    )


def _screened(
    population: Iterable[Subject], version: SanctionsList, entries: Iterable[ListEntry], mode: ScreeningMode, threshold: float
) -> Iterator[tuple[Hit, ...]]:
    screener = Screener(SanctionsList(version.version, tuple(entries)))
    return (answer.hits for answer in screener.screen_many(population, mode, threshold=threshold, limit=MOST_HITS))


def _delta(subject: Subject, hit: Hit, changes: ListDifference, before: dict[str, float]) -> DeltaHit:
    fresh = any(entry.id == hit.entry.id for entry in changes.new)
    return DeltaHit(subject=subject, hit=hit, change=Change.NEW_ENTRY if fresh else Change.CHANGED_ENTRY, before=before.get(hit.entry.id))


def _lapsed(subject: Subject, hit: Hit, after: SanctionsList) -> LapsedHit:
    change = Change.BELOW_THRESHOLD if hit.entry.id in after.by_id else Change.REMOVED_ENTRY
    return LapsedHit(subject=subject, entry_id=hit.entry.id, change=change, before=hit.score)
