"""Tile paths as C2SP writes them, and proofs read from tiles on disk."""

from pathlib import Path

import pytest

from strongroom.audit.merkle import Tile, Tree, inclusion_path, leaf_hash, root_by_inclusion
from strongroom.audit.tiles import TileError, TileSpan, read_tile, stored_tiles, tile_path, write_tile


@pytest.mark.parametrize(
    ("place", "path"),
    [((0, 0, 256), "tile/0/000"), ((3, 1234067, 256), "tile/3/x001/x234/067"), ((1, 999, 17), "tile/1/999.p/17"), ((0, 1000, 256), "tile/0/x001/000")],
)
def test_a_tile_lies_where_the_specification_says(place: tuple[int, int, int], path: str) -> None:
    assert tile_path(*place) == path


def test_a_full_tile_replaces_its_partial_forerunners(tmp_path: Path) -> None:
    write_tile(tmp_path, Tile(0, 0, bytes(32 * 5)))
    write_tile(tmp_path, Tile(0, 0, bytes(32 * 9)))
    assert len(list(stored_tiles(tmp_path))) == 2
    full = write_tile(tmp_path, Tile(0, 0, bytes(32 * 256)))
    assert list(stored_tiles(tmp_path)) == [full]
    assert read_tile(tmp_path, 0, 0, size=5) == bytes(32 * 5)


def test_a_missing_or_short_tile_is_named(tmp_path: Path) -> None:
    with pytest.raises(TileError, match="no such tile"):
        read_tile(tmp_path, 0, 0, size=5)
    write_tile(tmp_path, Tile(0, 0, bytes(32 * 5))).write_bytes(b"short")
    with pytest.raises(TileError, match="5 bytes, expected 160"):
        read_tile(tmp_path, 0, 0, size=5)


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 700, 66_000])
def test_proofs_from_tiles_lead_to_the_root(tmp_path: Path, size: int) -> None:
    leaves = [leaf_hash(b"%d" % number) for number in range(size)]
    tree = Tree()
    for tile in [*tree.add(leaves), *tree.partial()]:
        write_tile(tmp_path, tile)
    span = TileSpan(tmp_path, size)
    assert span(0, size) == tree.root()
    for index in {0, size // 3, size // 2, size - 1}:
        assert root_by_inclusion(leaves[index], (index, size), inclusion_path(index, size, span)) == tree.root()
