"""What stands on a list."""

from dataclasses import replace
from datetime import date

from bank_compliance.lists.entry import Alias, AliasKind, BirthSpan, EntryKind, ListEntry, ListVersion, SanctionsList

ENTRY = ListEntry(id="1", name="ORBEL", kind=EntryKind.ENTITY, aliases=(Alias(AliasKind.ALSO, "ORBELL"),))


def test_the_names_of_an_entry_begin_with_the_listed_one() -> None:
    assert ENTRY.names == ("ORBEL", "ORBELL")


def test_a_fingerprint_changes_with_anything_the_list_says() -> None:
    others = (
        replace(ENTRY, name="ORBELS"),
        replace(ENTRY, aliases=()),
        replace(ENTRY, births=(BirthSpan(date(1950, 1, 1), date(1950, 1, 1)),)),
        replace(ENTRY, countries=("DE",)),
        replace(ENTRY, ids=("X1234",)),
        replace(ENTRY, remarks="x"),
    )
    assert len({ENTRY.fingerprint, *(other.fingerprint for other in others)}) == 7
    assert replace(ENTRY).fingerprint == ENTRY.fingerprint


def test_a_version_names_list_day_and_digest() -> None:
    version = ListVersion(name="SDN", published=date(2026, 11, 1), sha256="ab" * 32, entries=1)
    assert version.label == "SDN 2026-11-01 sha256:abababababab"
    assert SanctionsList(version, (ENTRY,)).by_id == {"1": ENTRY}


def test_a_birth_is_a_day_or_a_span() -> None:
    assert BirthSpan(date(1950, 1, 1), date(1950, 1, 1)).is_a_day
    assert not BirthSpan(date(1950, 1, 1), date(1950, 12, 31)).is_a_day
