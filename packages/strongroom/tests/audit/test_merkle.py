"""RFC 6962 trees, against the reference vectors of Certificate Transparency and against the definition itself."""

from hashlib import sha256

import pytest

from strongroom.audit.merkle import (
    EMPTY_ROOT,
    TILE_WIDTH,
    Tile,
    Tree,
    consistency_path,
    consistent,
    fold,
    inclusion_path,
    leaf_hash,
    merge,
    node_hash,
    root_by_inclusion,
    split,
)

LEAVES = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
MOST = 40


def by_definition(hashes: list[bytes]) -> bytes:
    """The tree hash exactly as RFC 6962 section 2.1 defines it."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    cut = split(len(hashes))
    return node_hash(by_definition(hashes[:cut]), by_definition(hashes[cut:]))


HASHES = [leaf_hash(b"leaf %d" % number) for number in range(MOST)]


def span(start: int, end: int) -> bytes:
    return by_definition(HASHES[start:end])


@pytest.mark.control("AUD-05")
@pytest.mark.parametrize("count", range(1, 9))
def test_the_reference_leaves_give_the_reference_roots(count: int) -> None:
    tree = Tree()
    tree.add([leaf_hash(leaf) for leaf in LEAVES[:count]])
    assert tree.root().hex() == ROOTS[count - 1]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert Tree().root() == EMPTY_ROOT == sha256().digest()
    assert fold([]) == EMPTY_ROOT


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 300, 511, 512, 513, 1000])
def test_a_tree_grown_in_uneven_groups_has_the_root_of_the_definition(count: int) -> None:
    hashes = [leaf_hash(b"%d" % number) for number in range(count)]
    tree, at = Tree(), 0
    for size in (1, 7, 100, 300, 600):
        tree.add(hashes[at : at + size])
        at += size
    assert tree.root() == by_definition(hashes)


def test_70000_leaves_make_the_tiles_that_the_specification_counts() -> None:
    tree = Tree()
    full = tree.add([leaf_hash(b"")] * 70_000)
    assert sum(tile.level == 0 for tile in full) == 273
    assert [tile.number for tile in full if tile.level == 1] == [0]
    assert [(tile.level, tile.number, len(tile.data) // 32) for tile in tree.partial()] == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]


def test_256_leaves_make_one_full_tile_and_a_partial_one_above() -> None:
    tree = Tree()
    full = tree.add([leaf_hash(b"")] * TILE_WIDTH)
    assert [(tile.level, tile.number) for tile in full] == [(0, 0)]
    assert tree.partial() == [Tile(1, 0, merge(full[0].data))]


@pytest.mark.parametrize("size", [1, 255, 256, 300, 65_536, 65_537, 66_000])
def test_a_tree_is_taken_up_again_from_its_tiles(size: int) -> None:
    tree = Tree()
    tiles = {(tile.level, tile.number): tile.data for tile in tree.add([leaf_hash(b"%d" % number) for number in range(size)])}
    tiles |= {(tile.level, tile.number): tile.data for tile in tree.partial()}
    again = Tree.at(size, lambda level, number: tiles[level, number])
    assert (again.root(), again.levels) == (tree.root(), tree.levels)


@pytest.mark.control("AUD-05")
def test_every_inclusion_path_of_every_small_tree_leads_to_the_root() -> None:
    for size in range(1, MOST + 1):
        root = span(0, size)
        for index in range(size):
            path = inclusion_path(index, size, span)
            assert root_by_inclusion(HASHES[index], (index, size), path) == root
            if path:
                assert root_by_inclusion(HASHES[index], (index, size), [b"\x00" * 32, *path[1:]]) != root


def test_an_inclusion_path_of_the_wrong_length_or_place_is_refused() -> None:
    path = inclusion_path(3, 7, span)
    for place, wrong in (((3, 7), path[:-1]), ((3, 7), [*path, path[0]]), ((7, 7), path), ((-1, 7), path), ((0, 0), [])):
        with pytest.raises(ValueError, match="path|index"):
            root_by_inclusion(HASHES[3], place, wrong)


def test_a_path_proves_its_own_leaf_and_no_other() -> None:
    path = inclusion_path(3, 7, span)
    assert root_by_inclusion(HASHES[4], (3, 7), path) != span(0, 7)
    assert root_by_inclusion(HASHES[3], (2, 7), path) != span(0, 7)


@pytest.mark.control("AUD-05")
def test_every_consistency_path_of_every_small_tree_holds_and_no_forged_one_does() -> None:
    for new in range(1, MOST + 1):
        for old in range(1, new + 1):
            path = consistency_path(old, new, span)
            before, after = (old, span(0, old)), (new, span(0, new))
            assert consistent(before, after, path)
            assert not consistent((old, b"\x01" * 32), after, path)
            assert not consistent(before, (new, b"\x01" * 32), path)
            assert not consistent(before, after, [*path, b"\x00" * 32])
            if path:
                assert not consistent(before, after, [b"\x00" * 32, *path[1:]])
                assert not consistent(before, after, path[:-1])


def test_a_tree_is_not_consistent_with_a_smaller_one() -> None:
    assert not consistent((5, span(0, 5)), (4, span(0, 4)), [])
    assert consistent((0, EMPTY_ROOT), (4, span(0, 4)), [])
