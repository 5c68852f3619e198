"""Verifying one shard: every frame, every checkpoint, every tile, rebuilt from the records and compared with what lies on disk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path

from strongroom.audit import naming
from strongroom.audit.findings import Damage, Finding, Report, ShardReport
from strongroom.audit.merkle import HASH_BYTES, TILE_WIDTH, Tile, Tree, leaf_hash
from strongroom.audit.note import Checkpoint, NoteError, Verifier, open_checkpoint
from strongroom.audit.recovery import CHECKPOINT, CHECKPOINTS, SYNCED
from strongroom.audit.segment import Flaw, Frame, frames, intact, segments, split, strangers
from strongroom.audit.tiles import stored_tiles, tile_path

_WIDTHS = {str(width) for width in range(1, TILE_WIDTH)}

Progress = Callable[[str, int], None]
"""Told the shard and the records checked so far."""


@dataclass(slots=True)
class ShardScan:
    """One shard under verification; `records` gets each record if somebody wants to read them."""

    shard: Path
    verifier: Verifier
    report: Report
    progress: Progress
    records: Callable[[int, bytes], None] | None = None
    checkpoints: dict[int, Checkpoint] = field(default_factory=dict)
    last: int = 0
    tree: Tree = field(default_factory=Tree)
    rooted: bool = True
    tiles: set[Path] = field(default_factory=set)
    flawed: set[tuple[str, int | None]] = field(default_factory=set)

    def run(self) -> None:
        """Verify; everything found goes to the report.

        What is written last is read first: beside a running writer, each thing read is then at most as new as what it is compared with.
        """
        self._key()
        current = _content(self.shard / CHECKPOINT)
        mark = _content(self.shard / SYNCED)
        self._history()
        self.tiles = set(stored_tiles(self.shard))
        self._current(current)
        self._segments(mark)
        self._last_tiles()
        if self.tree.size < self.last or not self.rooted:
            self._name()
        unsigned = max(0, self.tree.size - self.last)
        if unsigned:
            self.report.notices.append(f"{self.shard.name}: {unsigned} records behind the last checkpoint; no signature covers them yet")
        count = len(self.checkpoints)
        self.report.shards.append(ShardReport(shard=self.shard.name, records=self.tree.size, checkpoints=count, unsigned=unsigned))

    def _found(self, damage: Damage, text: str, *, file: str = "", index: int | None = None, offset: int | None = None) -> None:
        self.report.findings.append(Finding(damage=damage, shard=self.shard.name, text=text, index=index, file=file, offset=offset))

    def _key(self) -> None:
        path = self.shard / "vkey"
        if not path.exists() or path.read_bytes() != f"{self.verifier}\n".encode():
            self._found(Damage.KEY, f"not the key {self.verifier}", file="vkey")

    def _history(self) -> None:
        path = self.shard / CHECKPOINTS
        for frame in frames(path.read_bytes() if path.exists() else b""):
            if frame.flaw is Flaw.UNFINISHED:
                self.report.notices.append(f"{self.shard.name}: an unfinished checkpoint at offset {frame.offset}, as a crash leaves it")
            elif frame.flaw is not None:
                self._found(Damage.CHECKPOINT, "damaged", file=CHECKPOINTS, offset=frame.offset)
            else:
                self._signed(frame)

    def _signed(self, frame: Frame) -> None:
        try:
            checkpoint = open_checkpoint(frame.record, self.verifier)
        except NoteError as error:
            self._found(Damage.CHECKPOINT, str(error), file=CHECKPOINTS, offset=frame.offset)
            return
        known = self.checkpoints.setdefault(checkpoint.size, checkpoint)
        if checkpoint.size < self.last or known.root != checkpoint.root:
            text = f"size {checkpoint.size} contradicts the checkpoint before it (size {self.last})"
            self._found(Damage.CHECKPOINT, text, file=CHECKPOINTS, offset=frame.offset)
        self.last = max(self.last, checkpoint.size)

    def _current(self, note: bytes | None) -> None:
        """The file `checkpoint` is one of the history, and its last unless a crash came between."""
        if note is None:
            if self.checkpoints:
                self.report.notices.append(f"{self.shard.name}: the file `checkpoint` is not there; the history of checkpoints is")
            return
        try:
            current = open_checkpoint(note, self.verifier)
        except NoteError as error:
            self._found(Damage.CHECKPOINT, str(error), file=CHECKPOINT)
            return
        if self.checkpoints.get(current.size) != current and current.size <= self.last:
            self._found(Damage.CHECKPOINT, f"size {current.size} is not in the history of checkpoints", file=CHECKPOINT)
        elif current.size > self.last:
            self._found(Damage.CHECKPOINT, f"size {current.size}, but the history of checkpoints ends at {self.last}", file=CHECKPOINT)
        elif current.size < self.last:
            self.report.notices.append(f"{self.shard.name}: the file `checkpoint` is of size {current.size}, the newest is of {self.last}")

    def _segments(self, mark: bytes | None) -> None:
        parts = segments(self.shard)
        for stranger in strangers(self.shard):
            self._found(Damage.SEGMENT, "not the name of a segment", file=stranger.name)
        if mark is not None:
            self._mark(mark, {first for first, _ in parts})
        stops = iter(sorted(self.checkpoints))
        stop = next(stops, None)
        while stop == 0:
            self._root(0)
            stop = next(stops, None)
        for at, (first, path) in enumerate(parts):
            if first != self.tree.size:
                self._found(Damage.SEGMENT, f"begins with record {first}, but {self.tree.size} records come before it", file=path.name, index=first)
            leaves = self._leaves(path, last=at == len(parts) - 1)
            start = self.tree.size
            while stop is not None and stop <= start + len(leaves):
                self._grow(leaves[self.tree.size - start : stop - start])
                self._root(stop)
                stop = next(stops, None)
            self._grow(leaves[self.tree.size - start :])
            self.progress(self.shard.name, self.tree.size)

    def _mark(self, data: bytes, firsts: set[int]) -> None:
        mark = intact(data, 0)
        if mark is None or len(data) != len(mark) + 8 or not mark.isdigit() or int(mark) not in firsts:
            self._found(Damage.SEGMENT, "does not name the beginning of a segment", file=SYNCED)

    def _leaves(self, path: Path, *, last: bool) -> list[bytes]:
        """Leaf hashes of a segment; flaws are reported on the way."""
        data = path.read_bytes()
        base, records = self.tree.size, self.records
        sound, end = split(data)
        if end == len(data) and records is None:
            return [sha256(b"\x00" + record).digest() for record in sound]
        leaves: list[bytes] = []
        for frame in frames(data):
            if frame.flaw is not None:
                if frame.flaw is Flaw.UNFINISHED and last and base + len(leaves) >= self.last:
                    self.report.notices.append(f"{self.shard.name}: an unfinished record in {path.name} at offset {frame.offset}, as a crash leaves it")
                    break
                self.flawed.add((path.name, frame.offset))
                text = "the record does not match its checksum" if frame.flaw is Flaw.CHECKSUM else "the record cannot be read"
                self._found(Damage.CHECKSUM, text, file=path.name, index=base + len(leaves), offset=frame.offset)
            elif records is not None:
                records(base + len(leaves), frame.record)
            leaves.append(leaf_hash(frame.record))
        return leaves

    def _grow(self, leaves: list[bytes]) -> None:
        for tile in self.tree.add(leaves):
            self._tile(tile)

    def _root(self, size: int) -> None:
        """Against the signed root; after the first that differs, the ones behind it differ too and say nothing more."""
        if self.rooted and self.tree.root() != self.checkpoints[size].root:
            self.rooted = False
            good = max((other for other in self.checkpoints if other < size), default=0)
            self._found(Damage.ROOT, f"the records up to {size} do not give the signed root; up to {good} they do", index=good)

    def _tile(self, tile: Tile) -> None:
        """Against the full tile and every partial one on disk."""
        width = len(tile.data) // HASH_BYTES
        path = self.shard / tile_path(tile.level, tile.number)
        covered = (tile.number + 1) << (8 * (tile.level + 1)) <= self.last
        if path in self.tiles:
            self._compare(path, tile, width)
        elif width == TILE_WIDTH and covered:
            self._found(Damage.TILE, "missing", file=tile_path(tile.level, tile.number))
        folder = path.with_name(path.name + ".p")
        for candidate in [one for one in self.tiles if one.parent == folder and one.name in _WIDTHS] if folder.is_dir() else []:
            self._compare(candidate, tile, int(candidate.name))

    def _compare(self, path: Path, tile: Tile, width: int) -> None:
        self.tiles.discard(path)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return
        if not self.rooted:
            return
        wanted = tile.data[: width * HASH_BYTES]
        name = str(path.relative_to(self.shard))
        if len(data) != width * HASH_BYTES or len(wanted) != len(data):
            self._found(Damage.TILE, f"{len(data)} bytes, expected {width * HASH_BYTES}", file=name)
        elif data != wanted:
            at = next(at for at in range(width) if data[at * HASH_BYTES : (at + 1) * HASH_BYTES] != wanted[at * HASH_BYTES : (at + 1) * HASH_BYTES])
            index = (tile.number * TILE_WIDTH + at) << (8 * tile.level)
            self._found(Damage.TILE, f"hash {at} is not what the records give", file=name, index=index, offset=at * HASH_BYTES)

    def _last_tiles(self) -> None:
        """The unfinished tiles: those of the last checkpoint must be there; what is left over belongs nowhere."""
        if self.tree.size == self.last and self.rooted:
            for tile in self.tree.partial():
                path = self.shard / tile_path(tile.level, tile.number, len(tile.data) // HASH_BYTES)
                full = self.shard / tile_path(tile.level, tile.number)
                if path not in self.tiles and not path.exists() and not full.exists():
                    self._found(Damage.TILE, "missing", file=str(path.relative_to(self.shard)))
        for tile in self.tree.partial():
            self._tile(tile)
        if self.rooted and self.tree.size >= self.last:
            for path in sorted(self.tiles):
                if path.exists():
                    self._found(Damage.TILE, "no tile of this log", file=str(path.relative_to(self.shard)))

    def _name(self) -> None:
        """Name what differs; what the checksums named already is not said twice."""
        named: Iterator[Finding] = naming.compare(self.shard, self.last)
        self.report.findings.extend(one for one in islice(named, naming.MOST) if one.damage is not Damage.CHANGED or (one.file, one.offset) not in self.flawed)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
