"""One shard: a single writer, whole after every append, growing the same tree across restarts."""

import resource

import pytest
from support.audit_log import SmallLog

from strongroom.audit.merkle import Tree, leaf_hash
from strongroom.audit.note import open_checkpoint
from strongroom.audit.segment import segments
from strongroom.audit.shard import ShardBusyError
from strongroom.audit.verify import verify


def root_of(records: list[bytes]) -> bytes:
    tree = Tree()
    tree.add([leaf_hash(record) for record in records])
    return tree.root()


def test_a_shard_has_one_writer(small_log: SmallLog) -> None:
    shard = small_log.shard()
    with pytest.raises(ShardBusyError):
        small_log.shard()
    shard.close()
    small_log.shard().close()


def test_a_checkpoint_signs_the_root_of_what_was_appended(small_log: SmallLog) -> None:
    records = small_log.fill([3, 300, 10])
    note = (small_log.directory / "shard-00" / "checkpoint").read_bytes()
    checkpoint = open_checkpoint(note, small_log.signing.under("log.example/audit/shard-00").verifier)
    assert (checkpoint.size, checkpoint.root) == (313, root_of(records))


def test_a_restart_goes_on_with_the_same_tree(small_log: SmallLog) -> None:
    records = [*small_log.fill([5]), *small_log.fill([290]), *small_log.fill([1])]
    shard = small_log.shard()
    assert shard.size == len(records) == 296
    assert shard.checkpoint().root == root_of(records)
    shard.close()


def test_segments_rotate_and_the_log_stays_whole(small_log: SmallLog) -> None:
    small_log.fill([40] * 20, segment_bytes=3000)
    small_log.fill([40] * 20, segment_bytes=3000)
    firsts = [first for first, _ in segments(small_log.directory / "shard-00")]
    assert len(firsts) > 10
    report = verify(small_log.directory)
    assert (report.findings, report.records) == ([], 1600)


def test_a_restart_after_rotation_reads_the_last_segments_only(small_log: SmallLog) -> None:
    records = small_log.fill([100] * 6, segment_bytes=3000)
    shard = small_log.directory / "shard-00"
    mark = int((shard / "synced").read_bytes()[8:])
    assert mark == [first for first, _ in segments(shard)][-1] > 0
    reopened = small_log.shard()
    assert reopened.checkpoint().root == root_of(records)
    assert sum(len(tile.data) for tile in reopened.recovered.full) <= 8192 * (len(records) - mark) // 256 + 8192
    reopened.close()


def test_no_checkpoint_is_signed_twice_for_the_same_size(small_log: SmallLog) -> None:
    shard = small_log.shard()
    shard.append([b"one"])
    first = shard.checkpoint()
    length = (small_log.directory / "shard-00" / "checkpoints").stat().st_size
    assert shard.checkpoint() is first
    assert (small_log.directory / "shard-00" / "checkpoints").stat().st_size == length
    shard.close()


@pytest.mark.usefixtures("file_limit")
def test_a_write_that_the_disk_refuses_leaves_the_shard_as_it_was(small_log: SmallLog) -> None:
    shard = small_log.shard()
    shard.append([b"before"])
    path = segments(small_log.directory / "shard-00")[0][1]
    length = path.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (length + 100, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    with pytest.raises(OSError, match="File too large"):
        shard.append([b"x" * 90, b"y" * 90])
    assert (shard.size, path.stat().st_size) == (1, length)
    shard.append([b"small"])
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    shard.append([b"x" * 90, b"y" * 90])
    assert shard.checkpoint().root == root_of([b"before", b"small", b"x" * 90, b"y" * 90])
    shard.close()


def test_a_probe_leaves_nothing_behind(small_log: SmallLog) -> None:
    shard = small_log.shard()
    before = sorted((small_log.directory / "shard-00").rglob("*"))
    shard.probe()
    assert sorted((small_log.directory / "shard-00").rglob("*")) == before
    shard.close()
