"""Two versions of a list."""

from dataclasses import replace
from datetime import date

from bank_compliance.lists.difference import difference
from bank_compliance.lists.entry import EntryKind, ListEntry, ListVersion, SanctionsList
from bank_compliance.lists.folder import load_shipped, shipped_versions

VERSION = ListVersion(name="SDN", published=date(2026, 11, 1), sha256="0" * 64, entries=0)
A, B, C = (ListEntry(id=str(number), name=f"ORBEL {number}", kind=EntryKind.ENTITY) for number in (1, 2, 3))


def test_entries_are_new_changed_or_removed() -> None:
    changed = replace(B, remarks="more")
    found = difference(SanctionsList(VERSION, (A, B)), SanctionsList(VERSION, (changed, C)))
    assert (found.new, found.changed, found.removed) == ((C,), (changed,), (A,))
    assert found.touched == (C, changed)


def test_a_list_differs_in_nothing_from_itself() -> None:
    found = difference(load_shipped(), load_shipped())
    assert not found.touched
    assert not found.removed


def test_the_two_shipped_versions_differ() -> None:
    before, after = (load_shipped(day) for day in shipped_versions())
    found = difference(before, after)
    assert (len(found.new), len(found.changed), len(found.removed)) == (24, 12, 6)
