"""What changed between two versions of a list, entry by entry."""

from dataclasses import dataclass

from bank_compliance.lists.entry import ListEntry, ListVersion, SanctionsList


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDifference:
    """Entries new in the later version, changed (as they are now), and removed (as they were)."""

    before: ListVersion
    after: ListVersion
    new: tuple[ListEntry, ...]
    changed: tuple[ListEntry, ...]
    removed: tuple[ListEntry, ...]

    @property
    def touched(self) -> tuple[ListEntry, ...]:
        """What must be screened again: new and changed entries."""
        return (*self.new, *self.changed)


def difference(before: SanctionsList, after: SanctionsList) -> ListDifference:
    """By record number; an entry is changed when anything the list says of it is."""
    old = before.by_id
    return ListDifference(
        before=before.version,
        after=after.version,
        new=tuple(entry for entry in after.entries if entry.id not in old),
        changed=tuple(entry for entry in after.entries if entry.id in old and old[entry.id].fingerprint != entry.fingerprint),
        removed=tuple(entry for entry in before.entries if entry.id not in after.by_id),
    )
