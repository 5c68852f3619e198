"""Recovery: a torn tail is cut and reported, what was signed is never cut, and what can be made anew is."""

import shutil
from pathlib import Path

import pytest
from support.audit_log import SmallLog

from strongroom.audit.recovery import DamagedShardError, history
from strongroom.audit.segment import pack, segments
from strongroom.audit.verify import verify


def last_segment(directory: Path) -> Path:
    return segments(directory / "shard-00")[-1][1]


def crash(small_log: SmallLog, records: list[bytes]) -> None:
    """Append, then let go of the shard as a killed process does: nothing signed, nothing closed."""
    shard = small_log.shard()
    shard.append(records)
    shard.release()


@pytest.mark.control("AUD-03")
def test_a_tail_torn_at_any_byte_of_the_last_record_is_cut_and_reported(small_log: SmallLog) -> None:
    small_log.fill([3])
    crash(small_log, [b"kept", b"the last one"])
    path = last_segment(small_log.directory)
    whole = path.read_bytes()
    start = len(whole) - len(pack([b"the last one"]))
    for cut in range(start, len(whole)):
        path.write_bytes(whole[:cut])
        shard = small_log.shard()
        assert (shard.size, shard.recovered.torn_bytes, shard.recovered.unsigned) == (4, cut - start, 1)
        shard.release()
        assert path.stat().st_size == start


@pytest.mark.control("AUD-03")
def test_records_behind_the_last_checkpoint_are_kept_and_signed_by_the_next(small_log: SmallLog) -> None:
    small_log.fill([3])
    crash(small_log, [b"kept"])
    small_log.fill([1])
    report = verify(small_log.directory)
    assert (report.findings, report.records) == ([], 5)


def test_a_checkpoint_torn_while_being_written_is_cut(small_log: SmallLog) -> None:
    small_log.fill([3, 4])
    path = small_log.directory / "shard-00" / "checkpoints"
    whole = path.read_bytes()
    path.write_bytes(whole + pack([b"half a checkpoint"])[:-3])
    small_log.shard().close()
    assert path.read_bytes() == whole


def test_a_segment_that_ends_before_its_checkpoint_is_damage_and_not_touched(small_log: SmallLog) -> None:
    small_log.fill([3])
    path = last_segment(small_log.directory)
    short = path.read_bytes()[:-1]
    path.write_bytes(short)
    with pytest.raises(DamagedShardError, match="a checkpoint covers 3"):
        small_log.shard()
    assert path.read_bytes() == short


def test_a_changed_record_is_damage_even_with_a_right_checksum(small_log: SmallLog) -> None:
    records = small_log.fill([3])
    last_segment(small_log.directory).write_bytes(pack([records[0], b"forged", records[2]]))
    with pytest.raises(DamagedShardError, match="signed"):
        small_log.shard()


def test_a_flaw_before_the_last_segment_is_damage(small_log: SmallLog) -> None:
    small_log.fill([40] * 5, segment_bytes=3000)
    path = segments(small_log.directory / "shard-00")[0][1]
    path.write_bytes(path.read_bytes()[:-1])
    (small_log.directory / "shard-00" / "synced").unlink()
    with pytest.raises(DamagedShardError, match="before the last segment"):
        small_log.shard()


def test_a_missing_segment_is_damage(small_log: SmallLog) -> None:
    small_log.fill([40] * 5, segment_bytes=3000)
    segments(small_log.directory / "shard-00")[1][1].unlink()
    (small_log.directory / "shard-00" / "synced").unlink()
    with pytest.raises(DamagedShardError, match="begins with record"):
        small_log.shard()


def test_a_checkpoint_of_another_key_is_damage(small_log: SmallLog) -> None:
    small_log.fill([3])
    path = small_log.directory / "shard-00" / "checkpoints"
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    path.write_bytes(pack([bytes(data[8:])]))
    with pytest.raises(DamagedShardError, match="checkpoint 0"):
        small_log.shard()


@pytest.mark.parametrize("mark", [b"", b"nonsense", pack([b"17"]), pack([b"9999999"])])
def test_lost_tiles_and_a_lost_mark_are_made_anew_from_the_records(small_log: SmallLog, mark: bytes) -> None:
    small_log.fill([300] * 3, segment_bytes=20_000)
    shard = small_log.directory / "shard-00"
    shutil.rmtree(shard / "tile")
    (shard / "synced").write_bytes(mark)
    (shard / "checkpoint").unlink()
    small_log.shard().close()
    (shard / "synced").unlink(missing_ok=True)
    assert verify(small_log.directory).findings == []


def test_tiles_that_do_not_give_the_signed_root_are_not_trusted(small_log: SmallLog) -> None:
    small_log.fill([300] * 3, segment_bytes=20_000)
    tile = small_log.directory / "shard-00" / "tile" / "0" / "000"
    tile.write_bytes(bytes(len(tile.read_bytes())))
    small_log.shard().close()
    assert verify(small_log.directory).findings != []
    (small_log.directory / "shard-00" / "synced").unlink()
    small_log.shard().close()
    assert verify(small_log.directory).findings == []


def test_the_history_comes_with_the_notes(small_log: SmallLog) -> None:
    small_log.fill([3, 4])
    signing = small_log.signing.under("log.example/audit/shard-00")
    found = list(history(small_log.directory / "shard-00", signing.verifier))
    assert [checkpoint.size for checkpoint, _ in found] == [3, 7]
    assert found[-1][1] == (small_log.directory / "shard-00" / "checkpoint").read_bytes()
