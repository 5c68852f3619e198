"""Naming damage: the hashes that were sealed (level 0 of the tiles) laid beside the hashes of the records as they are now."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from strongroom.audit.findings import Damage, Finding
from strongroom.audit.merkle import HASH_BYTES, TILE_WIDTH, leaf_hash
from strongroom.audit.segment import frames, segments
from strongroom.audit.tiles import TileError, read_tile

Item = TypeVar("Item")

WINDOW = 1024
"""How far apart, in records, a displaced record is still recognised."""
MOST = 1000
"""Findings named per shard; damage beyond that is counted by its first finding."""


class Leaf(NamedTuple):
    """A record as it is now."""

    hash: bytes
    file: str
    offset: int


def present(shard: Path) -> Iterator[Leaf]:
    """Every record of the shard as it is now, unreadable ones included."""
    for _, path in segments(shard):
        for frame in frames(path.read_bytes()):
            yield Leaf(leaf_hash(frame.record), path.name, frame.offset)


def sealed(shard: Path, size: int) -> Iterator[bytes]:
    """The leaf hashes that were sealed, from the tiles of a tree of `size`; ends where a tile cannot be read."""
    for number in range((size + TILE_WIDTH - 1) // TILE_WIDTH):
        try:
            data = read_tile(shard, 0, number, size=size)
        except TileError:
            return
        for at in range(0, len(data), HASH_BYTES):
            yield data[at : at + HASH_BYTES]


def compare(shard: Path, size: int) -> Iterator[Finding]:
    """What differs between the first `size` records as sealed and the records as they are, each difference named once."""
    one = Finding(damage=Damage.CHANGED, shard=shard.name, text="")
    now, then = _Window(present(shard)), _Window(sealed(shard, size))
    index = 0
    while then.fill():
        if not now.fill():
            left = index + sum(1 for _ in then.rest())
            text = f"records {index} to {left - 1} are gone: the segments end before them"
            yield replace(one, damage=Damage.TRUNCATED, index=index, text=text)
            return
        if now.items[0].hash == then.items[0]:
            now.items.popleft()
            then.items.popleft()
            index += 1
            continue
        here = now.items[0]
        found = replace(one, index=index, file=here.file, offset=here.offset)
        gone = _position(then.items, here.hash)
        extra = _position([leaf.hash for leaf in now.items], then.items[0])
        if gone and extra:
            there = now.items[extra]
            text = f"this record now stands {extra} places later, in {there.file} at offset {there.offset}"
            yield replace(found, damage=Damage.MOVED, text=text)
            del now.items[extra]
            then.items.popleft()
            index += 1
        elif gone:
            yield replace(found, damage=Damage.REMOVED, text=f"{_records(index, gone)} removed; what follows them now stands here")
            then.drop(gone)
            index += gone
        elif extra:
            yield replace(found, damage=Damage.INSERTED, text=f"{extra} record(s) stand here that were never sealed")
            now.drop(extra)
        else:
            yield replace(found, text="this is not the record that was sealed here")
            now.items.popleft()
            then.items.popleft()
            index += 1


def _records(first: int, count: int) -> str:
    return f"record {first} was" if count == 1 else f"records {first} to {first + count - 1} were"


def _position(hashes: "list[bytes] | deque[bytes]", wanted: bytes) -> int:
    """Where `wanted` stands, or 0: position 0 was looked at before."""
    return next((at for at, one in enumerate(hashes) if one == wanted), 0)


class _Window(Generic[Item]):
    """The next items of a stream, to look ahead in."""

    def __init__(self, stream: Iterator[Item]) -> None:
        self._stream = stream
        self.items: deque[Item] = deque()

    def fill(self) -> bool:
        """Read ahead; False where nothing is left."""
        if len(self.items) <= WINDOW // 2:
            self.items.extend(islice(self._stream, WINDOW - len(self.items)))
        return bool(self.items)

    def drop(self, count: int) -> None:
        """Skip items."""
        for _ in range(count):
            self.items.popleft()

    def rest(self) -> Iterator[Item]:
        """Everything that is left."""
        return chain(self.items, self._stream)
