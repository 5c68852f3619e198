"""Naming what differs between the records that were sealed and the records there are."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strongroom.audit.findings import Damage
from strongroom.audit.merkle import Tree, leaf_hash
from strongroom.audit.naming import WINDOW, compare
from strongroom.audit.segment import pack, segment_path
from strongroom.audit.tiles import write_tile

SEALED = [b"record %d" % number for number in range(40)]


def laid_out(shard: Path, now: list[bytes], then: list[bytes]) -> list[tuple[Damage, int | None]]:
    """What is named where `then` was sealed and `now` is there."""
    tree = Tree()
    for tile in [*tree.add([leaf_hash(record) for record in then]), *tree.partial()]:
        write_tile(shard, tile)
    path = segment_path(shard, 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pack(now))
    return [(found.damage, found.index) for found in compare(shard, len(then))]


def test_nothing_is_named_where_nothing_differs(tmp_path: Path) -> None:
    assert laid_out(tmp_path, SEALED, SEALED) == []


@pytest.mark.control("AUD-04")
def test_each_kind_of_damage_has_its_name_and_its_index(tmp_path: Path) -> None:
    now = [b"forged", *SEALED[1:5], *SEALED[8:20], b"added", *SEALED[20:30], SEALED[31], SEALED[32], SEALED[30], *SEALED[33:38]]
    assert laid_out(tmp_path, now, SEALED) == [
        (Damage.CHANGED, 0),
        (Damage.REMOVED, 5),
        (Damage.INSERTED, 20),
        (Damage.MOVED, 30),
        (Damage.TRUNCATED, 38),
    ]


def test_a_record_written_twice_is_an_insertion(tmp_path: Path) -> None:
    assert laid_out(tmp_path, [*SEALED[:6], SEALED[5], *SEALED[6:]], SEALED) == [(Damage.INSERTED, 6)]


def test_a_large_hole_is_one_finding(tmp_path: Path) -> None:
    then = [b"%d" % number for number in range(WINDOW)]
    assert laid_out(tmp_path, then[:10] + then[400:], then) == [(Damage.REMOVED, 10)]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(order=st.permutations(SEALED[:8]))
def test_any_other_order_is_named(tmp_path: Path, order: list[bytes]) -> None:
    assert (laid_out(tmp_path, order, SEALED[:8]) == []) == (order == SEALED[:8])


@pytest.mark.parametrize("size", [0, 1])
def test_an_empty_log_has_nothing_to_name_but_what_is_gone(tmp_path: Path, size: int) -> None:
    assert laid_out(tmp_path, [], SEALED[:size]) == [(Damage.TRUNCATED, 0)] * size
