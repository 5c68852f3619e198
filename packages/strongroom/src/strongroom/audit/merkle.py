"""Merkle tree arithmetic of RFC 6962 section 2.1, and the growing edge of a tree kept as 256-wide tiles.

Standard library only: verification must not depend on anything that needs trusting first.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

HASH_BYTES = 32
TILE_WIDTH = 256
TILE_BYTES = HASH_BYTES * TILE_WIDTH
EMPTY_ROOT = sha256(b"").digest()

Span = Callable[[int, int], bytes]
"""Gives the tree hash of the leaves from a first index up to, not including, a second."""


class Tile(NamedTuple):
    """Up to 256 hashes of one level (C2SP tlog-tiles); at level 0 leaf hashes, above that roots of full tiles one level down."""

    level: int
    number: int
    data: bytes


def leaf_hash(record: bytes) -> bytes:
    """SHA-256 of a zero byte and the record."""
    return sha256(b"\x00" + record).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of a one byte and both children."""
    return sha256(b"\x01" + left + right).digest()


def merge(hashes: bytes) -> bytes:
    """The root over a power of two of concatenated hashes."""
    while len(hashes) > HASH_BYTES:
        hashes = b"".join([sha256(b"\x01" + hashes[at : at + 64]).digest() for at in range(0, len(hashes), 64)])
    return bytes(hashes)


def fold(peaks: Sequence[bytes]) -> bytes:
    """The root over complete subtrees of decreasing size, left to right."""
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


class Tree:
    """The right edge of a tree: one unfinished tile per level, which is all that appending and the root need."""

    __slots__ = ("levels", "size")

    def __init__(self) -> None:
        self.size = 0
        self.levels: list[bytes] = [b""]

    @classmethod
    def at(cls, size: int, read: Callable[[int, int], bytes]) -> "Tree":
        """The tree as it was at `size`; `read(level, number)` gives at least the hashes that existed then."""
        tree = cls()
        tree.size = size
        tree.levels = []
        while True:
            count = size >> (8 * len(tree.levels))
            if count == 0 and tree.levels:
                return tree
            width = count % TILE_WIDTH
            tree.levels.append(read(len(tree.levels), count // TILE_WIDTH)[: width * HASH_BYTES] if width else b"")

    def add(self, hashes: Sequence[bytes]) -> list[Tile]:
        """Append leaf hashes; returns the tiles that became full."""
        full: list[Tile] = []
        at = 0
        while at < len(hashes):
            room = TILE_WIDTH - len(self.levels[0]) // HASH_BYTES
            taken = hashes[at : at + room]
            self.levels[0] += b"".join(taken)
            self.size += len(taken)
            at += len(taken)
            if len(taken) == room:
                full.extend(self._carry())
        return full

    def _carry(self) -> Iterable[Tile]:
        level = 0
        while len(self.levels[level]) == TILE_BYTES:
            data = self.levels[level]
            yield Tile(level, (self.size >> (8 * (level + 1))) - 1, data)
            self.levels[level] = b""
            level += 1
            if level == len(self.levels):
                self.levels.append(b"")
            self.levels[level] += merge(data)

    def partial(self) -> list[Tile]:
        """The unfinished tiles at this size."""
        return [Tile(level, self.size >> (8 * (level + 1)), data) for level, data in enumerate(self.levels) if data]

    def root(self) -> bytes:
        """The tree hash at this size."""
        peaks: list[bytes] = []
        for data in reversed(self.levels):
            width = len(data) // HASH_BYTES
            at = 0
            for bit in range(7, -1, -1):
                if width >> bit & 1:
                    end = at + (HASH_BYTES << bit)
                    peaks.append(merge(data[at:end]))
                    at = end
        return fold(peaks)


def split(count: int) -> int:
    """The largest power of two below `count` (RFC 6962 section 2.1); `count` is at least 2."""
    return int(1 << (count - 1).bit_length() - 1)


def inclusion_path(index: int, size: int, span: Span) -> list[bytes]:
    """The hashes from the leaf's sibling up to the root's child (RFC 6962 section 2.1.1)."""
    start, end = 0, size
    path: list[bytes] = []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append(span(middle, end))
            end = middle
        else:
            path.append(span(start, middle))
            start = middle
    return path[::-1]


def root_by_inclusion(leaf: bytes, place: tuple[int, int], path: Sequence[bytes]) -> bytes:
    """The root that `path` leads to from leaf hash `leaf` at `place`, which is (index, tree size).

    Raises ValueError where the index is outside the tree or the path has the wrong length.
    """
    index, size = place
    if not 0 <= index < size:
        raise ValueError(f"index {index} is outside a tree of {size}")
    root, last, used = leaf, size - 1, 0
    while last > 0:
        if index % 2 or index < last:
            if used == len(path):
                raise ValueError("the path is too short")
            root = node_hash(path[used], root) if index % 2 else node_hash(root, path[used])
            used += 1
        index, last = index // 2, last // 2
    if used != len(path):
        raise ValueError("the path is too long")
    return root


def consistency_path(old: int, new: int, span: Span) -> list[bytes]:
    """The hashes that show that the tree of `new` leaves begins with the tree of `old` leaves (RFC 6962 section 2.1.2)."""
    if old in {0, new}:
        return []
    path: list[bytes] = []
    start, end = 0, new
    whole = True
    while end - start > 1 and old < end:
        middle = start + split(end - start)
        if old <= middle:
            path.append(span(middle, end))
            end = middle
        else:
            path.append(span(start, middle))
            start = middle
            whole = False
    if not whole:
        path.append(span(start, end))
    return path[::-1]


def consistent(old: tuple[int, bytes], new: tuple[int, bytes], path: Sequence[bytes]) -> bool:
    """Whether `path` shows that tree `new` begins with tree `old`; both are (size, root). Algorithm of RFC 9162 section 2.1.4.2."""
    (first, old_root), (second, new_root) = old, new
    if first > second or (first == second and (path or old_root != new_root)):
        return False
    if first in {0, second}:
        return not path
    hashes = list(path)
    if first & (first - 1) == 0:
        hashes.insert(0, old_root)
    if not hashes:
        return False
    node, last = first - 1, second - 1
    while node % 2:
        node, last = node // 2, last // 2
    old_made = new_made = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if node % 2 or node == last:
            old_made, new_made = node_hash(sibling, old_made), node_hash(sibling, new_made)
            while node % 2 == 0 and node:
                node, last = node // 2, last // 2
        else:
            new_made = node_hash(new_made, sibling)
        node, last = node // 2, last // 2
    return last == 0 and old_made == old_root and new_made == new_root
