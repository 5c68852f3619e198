"""Screening again after a list has changed."""

from dataclasses import replace

import pytest

from bank_compliance.lists.entry import ListEntry, SanctionsList
from bank_compliance.screening import rescreening
from bank_compliance.screening.crowd import crowd_list, crowd_subjects
from bank_compliance.screening.question import ScreeningMode, Subject
from bank_compliance.screening.rescreening import Change, rescreen
from bank_compliance.screening.screener import Screener
from bank_kit.progress import Progress, RunStoppedError

BEFORE = crowd_list(120)
_OTHERS = crowd_list(160, seed=5)


def _after() -> SanctionsList:
    entries = list(BEFORE.entries[5:])
    entries[:15] = [replace(entry, name=other.name) for entry, other in zip(entries[:15], BEFORE.entries[30:45], strict=True)]
    return SanctionsList(replace(BEFORE.version, name="LATER"), (*entries, *_OTHERS.entries[120:]))


@pytest.mark.parametrize("mode", list(ScreeningMode))
def test_old_hits_with_the_delta_are_the_hits_of_a_full_screening(mode: ScreeningMode) -> None:
    after = _after()
    population = crowd_subjects(80, BEFORE, seed=3) + crowd_subjects(40, _OTHERS, seed=4)
    delta = rescreen(population, BEFORE, after, mode, threshold=70)
    full = {(a.subject.key, a.subject.name, h.entry.id): h.score for a in Screener(after).screen_many(population, mode, threshold=70) for h in a.hits}
    kept = {(a.subject.key, a.subject.name, h.entry.id): h.score for a in Screener(BEFORE).screen_many(population, mode, threshold=70) for h in a.hits}
    touched = {entry.id for entry in (*delta.difference.touched, *delta.difference.removed)}
    kept = {place: score for place, score in kept.items() if place[2] not in touched}
    assert kept | {(found.subject.key, found.subject.name, found.hit.entry.id): found.hit.score for found in delta.hits} == full
    assert delta.hits
    assert delta.lapsed
    assert (delta.population, delta.mode, delta.threshold) == (120, mode, 70)


def test_each_change_is_named() -> None:
    person = BEFORE.entries[0]
    subject = Subject(name=person.name)
    elsewhere = replace(person, id="999")
    version = BEFORE.version

    def of(*entries: ListEntry) -> SanctionsList:
        return SanctionsList(version, entries)

    new = rescreen([subject], of(), of(person), ScreeningMode.EVIDENCE, threshold=90)
    assert [(found.change, found.before, found.hit.score) for found in new.hits] == [(Change.NEW_ENTRY, None, 100)]
    changed = rescreen([subject], of(person), of(replace(person, remarks="more")), ScreeningMode.EVIDENCE, threshold=90)
    assert [(found.change, found.before) for found in changed.hits] == [(Change.CHANGED_ENTRY, 100)]
    below = rescreen([subject], of(person), of(replace(person, name="Quite Another", aliases=())), ScreeningMode.EVIDENCE, threshold=90)
    assert [(lapsed.change, lapsed.entry_id, lapsed.before) for lapsed in below.lapsed] == [(Change.BELOW_THRESHOLD, person.id, 100)]
    removed = rescreen([subject], of(person), of(elsewhere), ScreeningMode.EVIDENCE, threshold=90)
    assert [lapsed.change for lapsed in removed.lapsed] == [Change.REMOVED_ENTRY]
    assert [found.change for found in removed.hits] == [Change.NEW_ENTRY]


def test_an_unchanged_list_gives_nothing() -> None:
    found = rescreen(crowd_subjects(10, BEFORE), BEFORE, BEFORE, ScreeningMode.OFAC, threshold=50)
    assert (found.hits, found.lapsed) == ((), ())


def test_a_low_threshold_counts_all_and_holds_some(monkeypatch: pytest.MonkeyPatch) -> None:
    population = crowd_subjects(20, BEFORE, seed=3)
    whole = rescreen(population, BEFORE, _after(), ScreeningMode.OFAC, threshold=50)
    assert (whole.found, whole.gone) == (len(whole.hits), len(whole.lapsed))
    monkeypatch.setattr(rescreening, "MOST_KEPT", 2)
    some = rescreen(population, BEFORE, _after(), ScreeningMode.OFAC, threshold=50)
    assert (some.hits, some.lapsed) == (whole.hits[:2], whole.lapsed[:2])
    assert (some.found, some.gone) == (whole.found, whole.gone)


def test_it_ends_when_nobody_waits_any_more() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(RunStoppedError):
        rescreen(crowd_subjects(1, BEFORE), BEFORE, _after(), ScreeningMode.OFAC, threshold=90, progress=progress)
