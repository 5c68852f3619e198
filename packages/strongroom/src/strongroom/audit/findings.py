"""What verification says: each finding names the damage, the shard, the file, the record and the offset."""

from dataclasses import dataclass, field
from enum import StrEnum


class Damage(StrEnum):
    """The kinds of damage."""

    CHECKSUM = "checksum"
    """A record's bytes do not match its checksum, or its frame cannot be read."""
    CHANGED = "changed"
    """A record is not the one that was sealed at its place."""
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"
    TRUNCATED = "truncated"
    """The segments end before the last checkpoint."""
    SEGMENT = "segment"
    """A segment is missing, misplaced or misnamed."""
    ROOT = "root"
    """The records do not give a root that was signed."""
    CHECKPOINT = "checkpoint"
    """A checkpoint cannot be read, is not signed by this log, or contradicts another."""
    TILE = "tile"
    """A tile is missing, differs from what the records give, or does not belong here."""
    COVER = "cover"
    """The checkpoint over all shards and a shard contradict each other: a shard was rolled back, replaced or removed."""
    KEY = "key"
    """A verifier key beside the log is not the log's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One piece of damage; `index` and `offset` are None where there is no one record or place. `text` is a sentence for people."""

    damage: Damage
    shard: str
    text: str
    index: int | None = None
    file: str = ""
    offset: int | None = None

    def __str__(self) -> str:
        place = [part for part in (self.shard, f"record {self.index}" if self.index is not None else "", self.file) if part]
        if self.offset is not None:
            place.append(f"offset {self.offset}")
        return f"{self.damage.value}: {', '.join(place)}: {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardReport:
    """What one shard holds: records, checkpoints checked, and records behind the last checkpoint, which nobody signed yet."""

    shard: str
    records: int
    checkpoints: int
    unsigned: int


@dataclass(slots=True, kw_only=True)
class Report:
    """The outcome of verifying a log."""

    shards: list[ShardReport] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    """What is worth knowing and no damage: unfinished writes of a crash, records that no checkpoint covers yet."""
    seconds: float = 0.0

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def records(self) -> int:
        """Records read, the cover's own not counted."""
        return sum(shard.records for shard in self.shards if shard.shard != "cover")

    @property
    def checkpoints(self) -> int:
        """Checkpoints whose signature and root were checked, the cover's own included."""
        return sum(shard.checkpoints for shard in self.shards)
