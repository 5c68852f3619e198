"""Opening a shard that was left, cleanly or not: cut a torn tail, rebuild the tree behind the last synced point, check it against every checkpoint there."""

from dataclasses import dataclass
from pathlib import Path

from strongroom.audit.merkle import Tile, Tree, leaf_hash
from strongroom.audit.note import Checkpoint, NoteError, Verifier, open_checkpoint
from strongroom.audit.segment import frames, intact, segments, split
from strongroom.audit.tiles import TileError, read_tile

CHECKPOINT = "checkpoint"
CHECKPOINTS = "checkpoints"
SYNCED = "synced"


class DamagedShardError(Exception):
    """The shard is not what was signed; it must be looked at, not repaired. The text says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What recovery found. `first` and `length` are the first index and the good bytes of the last segment."""

    tree: Tree
    full: tuple[Tile, ...]
    """Tiles to write anew."""
    checkpoint: Checkpoint | None
    first: int
    length: int
    torn_bytes: int
    """Bytes of an unfinished write cut off the last segment; they were never acknowledged."""
    note: bytes
    """The last checkpoint as it was signed; empty if there is none."""
    unsigned: int
    """Records behind the last checkpoint, kept."""


def history(shard: Path, verifier: Verifier, *, since: int = 0) -> list[tuple[Checkpoint, bytes]]:
    """The checkpoints of a shard of size `since` or more, in order, each with its note; an unfinished last one is left out. Raises DamagedShardError.

    Older ones are verification's business: checking every signature ever made would let each start take longer than the one before.
    """
    path = shard / CHECKPOINTS
    data = path.read_bytes() if path.exists() else b""
    notes, end = split(data)
    if any(frame.flaw is None for frame in frames(data[end:])):
        raise DamagedShardError(f"{path}: checkpoint {len(notes)} at offset {end} is damaged")
    found: list[tuple[Checkpoint, bytes]] = []
    for at in range(len(notes) - 1, -1, -1):
        try:
            checkpoint = open_checkpoint(notes[at], verifier)
        except NoteError as error:
            raise DamagedShardError(f"{path}: checkpoint {at}: {error}") from error
        if checkpoint.size < since:
            break
        found.append((checkpoint, notes[at]))
    return found[::-1]


def recover(shard: Path, verifier: Verifier) -> Recovered:
    """Bring the shard's files into a state that can be appended to; raises DamagedShardError or OSError. Only the caller's lock makes this safe."""
    parts = segments(shard)
    mark = _mark(shard, [first for first, _ in parts])
    notes = history(shard, verifier, since=mark)
    signed = [checkpoint for checkpoint, _ in notes]
    _cut_history(shard)
    tree = _trusted_start(shard, signed, mark)
    full: list[Tile] = []
    roots = {checkpoint.size: checkpoint.root for checkpoint in signed if checkpoint.size > tree.size}
    first, length, torn = 0, 0, 0
    for first, path in parts:
        if first < tree.size:
            continue
        if first != tree.size:
            raise DamagedShardError(f"{path}: begins with record {first}, but the records before it end at {tree.size}")
        records, length = split(path.read_bytes())
        torn = path.stat().st_size - length
        if torn and path != parts[-1][1]:
            raise DamagedShardError(f"{path}: damaged at offset {length}, before the last segment")
        wrong = _grow(tree, records, roots, full)
        if wrong:
            raise DamagedShardError(f"{shard}: the records up to {wrong} do not give the root that was signed for them")
    if signed and tree.size < signed[-1].size:
        raise DamagedShardError(f"{shard}: {tree.size} whole records, but a checkpoint covers {signed[-1].size}")
    return Recovered(
        tree=tree,
        full=tuple(full),
        checkpoint=signed[-1] if signed else None,
        first=first,
        length=length,
        torn_bytes=torn,
        note=notes[-1][1] if notes else b"",
        unsigned=tree.size - (signed[-1].size if signed else 0),
    )


def _mark(shard: Path, firsts: list[int]) -> int:
    """The segment start up to which the tiles are known to be on disk; 0 where nothing readable says so."""
    path = shard / SYNCED
    mark = intact(path.read_bytes(), 0) if path.exists() else None
    size = int(mark) if mark is not None and mark.isdigit() else 0
    return size if size in firsts else 0


def _trusted_start(shard: Path, signed: list[Checkpoint], size: int) -> Tree:
    """The tree at the last synced segment start, if its tiles give the root that was signed for that size; else the empty tree."""
    root = next((checkpoint.root for checkpoint in signed if checkpoint.size == size), None)
    if size == 0 or root is None:
        return Tree()
    try:
        tree = Tree.at(size, lambda level, number: read_tile(shard, level, number, size=size))
    except TileError:
        return Tree()
    return tree if tree.root() == root else Tree()


def _grow(tree: Tree, records: list[bytes], roots: dict[int, bytes], full: list[Tile]) -> int:
    """Add the records of a segment, stopping at each signed size on the way to compare roots; returns the first size whose root is wrong, or 0."""
    leaves = [leaf_hash(record) for record in records]
    start = tree.size
    stops = sorted(size for size in roots if start < size <= start + len(leaves))
    for stop in [*stops, start + len(leaves)]:
        full.extend(tree.add(leaves[tree.size - start : stop - start]))
        if stop in roots and tree.root() != roots[stop]:
            return stop
    return 0


def _cut_history(shard: Path) -> None:
    """Cut an unfinished checkpoint off the history: its signature never left this machine."""
    path = shard / CHECKPOINTS
    if path.exists():
        _, whole = split(path.read_bytes())
        if whole < path.stat().st_size:
            with path.open("r+b") as file:
                file.truncate(whole)
