"""A population screened again after a list has changed: only against what is new or changed, with the same hits a full screening would find."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bank_compliance.lists.difference import ListDifference, difference
from bank_compliance.lists.entry import ListEntry, SanctionsList
from bank_compliance.screening.answer import Hit
from bank_compliance.screening.question import ScreeningMode, Subject
from bank_compliance.screening.screener import METHODS, MOST_HITS, Screener


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
    """What changed in the list and in the hits, in the order of the population; unchanged entries were not compared."""

    mode: ScreeningMode
    method: str
    threshold: float
    difference: ListDifference
    population: int
    hits: tuple[DeltaHit, ...]
    lapsed: tuple[LapsedHit, ...]


def rescreen(population: Sequence[Subject], before: SanctionsList, after: SanctionsList, mode: ScreeningMode, *, threshold: float) -> DeltaAnswer:
    """Hits on entries new or changed between two versions, and hits lapsed; at most 100 for each subject, best first."""
    changes = difference(before, after)
    touched = {entry.id for entry in (*changes.changed, *changes.removed)}
    now = _screened(population, after, changes.touched, mode, threshold)
    then = _screened(population, before, [entry for entry in before.entries if entry.id in touched], mode, threshold)
    hits: list[DeltaHit] = []
    lapsed: list[LapsedHit] = []
    for subject, found, former in zip(population, now, then, strict=True):
        scores = {hit.entry.id: hit.score for hit in former}
        hits += [_delta(subject, hit, changes, scores) for hit in found]
        gone = [hit for hit in former if hit.entry.id not in {hit.entry.id for hit in found}]
        lapsed += [_lapsed(subject, hit, after) for hit in gone]
    return DeltaAnswer(
        mode=mode,
        method=METHODS[mode],
        threshold=threshold,
        difference=changes,
        population=len(population),
        hits=tuple(hits),
        lapsed=tuple(lapsed),
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
