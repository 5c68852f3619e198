"""Tiles on disk, in the paths of C2SP tlog-tiles: `tile/LEVEL/NUMBER` when full, `tile/LEVEL/NUMBER.p/WIDTH` while partial."""

import os
from collections.abc import Iterator
from pathlib import Path

from strongroom.audit.merkle import HASH_BYTES, TILE_BYTES, TILE_WIDTH, Tile, fold, merge


class TileError(ValueError):
    """A tile is missing or too short."""


def tile_path(level: int, number: int, width: int = TILE_WIDTH) -> str:
    """The path below a shard: the number in groups of three digits, all but the last marked with an x."""
    groups = [f"{number % 1000:03d}"]
    while number >= 1000:
        number //= 1000
        groups.insert(0, f"x{number % 1000:03d}")
    path = f"tile/{level}/{'/'.join(groups)}"
    return path if width == TILE_WIDTH else f"{path}.p/{width}"


def write_tile(shard: Path, tile: Tile) -> Path:
    """Write a tile, whole or not at all; a full one replaces its partial forerunners."""
    width = len(tile.data) // HASH_BYTES
    path = shard / tile_path(tile.level, tile.number, width)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = shard / ".tile"
    draft.write_bytes(tile.data)
    draft.replace(path)
    if width == TILE_WIDTH:
        forerunners = path.with_name(path.name + ".p")
        if forerunners.is_dir():
            for old in forerunners.iterdir():
                old.unlink()
            forerunners.rmdir()
    return path


def read_tile(shard: Path, level: int, number: int, *, size: int) -> bytes:
    """The hashes of a tile as a tree of `size` has them, from the full tile or the partial one of that size.

    Raises TileError where neither is there or it is too short.
    """
    width = min(TILE_WIDTH, (size >> (8 * level)) - number * TILE_WIDTH)
    for candidate in (TILE_WIDTH, width, TILE_WIDTH):  # a running writer replaces the partial tile by the full one between two looks
        path = shard / tile_path(level, number, candidate)
        try:
            with path.open("rb") as file:
                data = file.read(TILE_BYTES + 1)
        except FileNotFoundError:
            continue
        if len(data) == candidate * HASH_BYTES:
            return data[: width * HASH_BYTES]
        raise TileError(f"{path}: {len(data)} bytes, expected {candidate * HASH_BYTES}")
    raise TileError(f"{shard / tile_path(level, number, width)}: no such tile")


def stored_tiles(shard: Path) -> Iterator[Path]:
    """Every file below `tile/`, in no particular order."""
    for folder, _, names in os.walk(shard / "tile"):
        for name in names:
            yield Path(folder, name)


class TileSpan:
    """Tree hashes of spans of leaves, read from the tiles of a tree of `size`: the `Span` that proofs are made with."""

    def __init__(self, shard: Path, size: int) -> None:
        self._shard = shard
        self._size = size
        self._read: dict[tuple[int, int], bytes] = {}

    def __call__(self, start: int, end: int) -> bytes:
        """The hash over leaves `start` to `end`, cut into complete subtrees."""
        peaks: list[bytes] = []
        while start < end:
            height = min((start & -start).bit_length() - 1 if start else 63, (end - start).bit_length() - 1)
            peaks.append(self._subtree(height, start >> height))
            start += 1 << height
        return fold(peaks)

    def _subtree(self, height: int, number: int) -> bytes:
        level, inside = divmod(height, 8)
        first = number << inside
        key = (level, first // TILE_WIDTH)
        if key not in self._read:
            self._read[key] = read_tile(self._shard, *key, size=self._size)
        at = first % TILE_WIDTH * HASH_BYTES
        part = self._read[key][at : at + (HASH_BYTES << inside)]
        if len(part) != HASH_BYTES << inside:
            raise TileError(f"{self._shard / tile_path(*key)}: too short for a tree of {self._size}")
        return merge(part)
