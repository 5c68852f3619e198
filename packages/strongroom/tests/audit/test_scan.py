"""Verifying one shard: checkpoints, tiles, marks and unfinished ends."""

import shutil
from pathlib import Path

import pytest
from support.audit_log import SmallLog

from strongroom.audit.findings import Damage, Report
from strongroom.audit.scan import ShardScan
from strongroom.audit.segment import pack, segments, split


def scanned(small_log: SmallLog) -> Report:
    report = Report()
    verifier = small_log.signing.under("log.example/audit/shard-00").verifier
    ShardScan(small_log.directory / "shard-00", verifier, report, lambda _shard, _records: None).run()
    return report


def kinds(report: Report) -> set[Damage]:
    return {found.damage for found in report.findings}


def test_every_checkpoint_is_counted_and_every_record(small_log: SmallLog) -> None:
    small_log.fill([3, 300, 5])
    report = scanned(small_log)
    assert (report.findings, report.checkpoints, report.records) == ([], 3, 308)


@pytest.mark.parametrize("tile", ["tile/0/000", "tile/1/000.p/1", "tile/0/001.p/52"])
def test_a_missing_tile_is_named(small_log: SmallLog, tile: str) -> None:
    small_log.fill([3, 300, 5])
    (small_log.directory / "shard-00" / tile).unlink()
    assert [(found.damage, found.file) for found in scanned(small_log).findings] == [(Damage.TILE, tile)]


def test_a_changed_tile_is_named_with_the_record_it_speaks_of(small_log: SmallLog) -> None:
    small_log.fill([300])
    path = small_log.directory / "shard-00" / "tile" / "0" / "000"
    data = bytearray(path.read_bytes())
    data[32 * 17] ^= 1
    path.write_bytes(data)
    assert [(found.damage, found.index, found.offset) for found in scanned(small_log).findings] == [(Damage.TILE, 17, 544)]


@pytest.mark.parametrize("name", ["tile/0/007", "tile/0/000.p/x", "tile/9/000", "tile/readme"])
def test_a_file_that_is_no_tile_of_this_log_is_named(small_log: SmallLog, name: str) -> None:
    small_log.fill([3])
    path: Path = small_log.directory / "shard-00" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    assert [(found.damage, found.file) for found in scanned(small_log).findings] == [(Damage.TILE, name)]


def test_a_checkpoint_taken_out_of_the_history_is_missed_by_the_current_one(small_log: SmallLog) -> None:
    small_log.fill([3, 4])
    path = small_log.directory / "shard-00" / "checkpoints"
    path.write_bytes(pack(split(path.read_bytes())[0][:1]))
    assert "ends at 3" in scanned(small_log).findings[0].text


def test_checkpoints_in_another_order_contradict_each_other(small_log: SmallLog) -> None:
    small_log.fill([3, 4])
    path = small_log.directory / "shard-00" / "checkpoints"
    path.write_bytes(pack(split(path.read_bytes())[0][::-1]))
    assert Damage.CHECKPOINT in kinds(scanned(small_log))


def test_an_older_current_checkpoint_is_a_notice_as_a_crash_leaves_it(small_log: SmallLog) -> None:
    small_log.fill([3, 4])
    shard = small_log.directory / "shard-00"
    (shard / "checkpoint").write_bytes(split((shard / "checkpoints").read_bytes())[0][0])
    report = scanned(small_log)
    assert (report.findings, len(report.notices)) == ([], 1)


def test_an_unfinished_record_behind_the_last_checkpoint_is_a_notice(small_log: SmallLog) -> None:
    small_log.fill([3])
    path = segments(small_log.directory / "shard-00")[0][1]
    path.write_bytes(path.read_bytes() + pack([b"torn"])[:-1])
    report = scanned(small_log)
    assert (report.findings, report.records) == ([], 3)
    assert "unfinished record" in report.notices[0]


def test_records_that_no_checkpoint_covers_are_a_notice(small_log: SmallLog) -> None:
    small_log.fill([3])
    path = segments(small_log.directory / "shard-00")[0][1]
    path.write_bytes(path.read_bytes() + pack([b"unsigned"]))
    report = scanned(small_log)
    assert report.findings == []
    assert "1 records behind the last checkpoint" in report.notices[0]


def test_without_any_checkpoint_every_record_is_unsigned(small_log: SmallLog) -> None:
    small_log.fill([3])
    shard = small_log.directory / "shard-00"
    (shard / "checkpoints").unlink()
    (shard / "checkpoint").unlink()
    shutil.rmtree(shard / "tile")
    assert scanned(small_log).shards[0].unsigned == 3


def test_a_stranger_among_the_segments_is_named(small_log: SmallLog) -> None:
    small_log.fill([3])
    (small_log.directory / "shard-00" / "segments" / "stranger").touch()
    assert Damage.SEGMENT in kinds(scanned(small_log))
