"""One signed checkpoint over all shards."""

import shutil

import pytest
from support.audit_log import SmallLog

from strongroom.audit.cover import Cover, read_statement, statement
from strongroom.audit.findings import Damage
from strongroom.audit.note import Checkpoint, NoteError, open_checkpoint
from strongroom.audit.recovery import DamagedShardError
from strongroom.audit.segment import segments, split
from strongroom.audit.verify import verify


def test_a_statement_holds_the_checkpoints_in_the_order_of_their_origins() -> None:
    made = [Checkpoint("log/shard-01", 4, bytes(32)), Checkpoint("log/shard-00", 7, bytes(32))]
    assert read_statement(statement(made)) == made[::-1]
    with pytest.raises(NoteError):
        read_statement(b"\xff")


@pytest.mark.control("AUD-09")
def test_one_signed_checkpoint_covers_every_shard(small_log: SmallLog) -> None:
    for number, count in enumerate((5, 300, 1)):
        small_log.fill([count], number=number)
    cover = small_log.directory / "cover"
    signed = open_checkpoint((cover / "checkpoint").read_bytes(), small_log.signing.verifier)
    records, _ = split(segments(cover)[0][1].read_bytes())
    assert signed.size == len(records)
    assert [(one.origin, one.size) for one in read_statement(records[-1])] == [
        (f"log.example/audit/shard-{at:02d}", count) for at, count in enumerate((5, 300, 1))
    ]
    assert verify(small_log.directory).whole


def test_while_one_process_covers_another_leaves_it_to_it(small_log: SmallLog) -> None:
    small_log.fill([5])
    first, second = Cover(small_log.directory, small_log.signing), Cover(small_log.directory, small_log.signing)
    assert first.write() is not None
    assert second.write() is None
    first.close()
    assert second.write() is not None
    second.close()


def test_nothing_is_written_where_nothing_changed(small_log: SmallLog) -> None:
    small_log.fill([5])
    cover = Cover(small_log.directory, small_log.signing)
    assert cover.write() == cover.write()
    cover.close()


def test_without_shards_there_is_nothing_to_cover(small_log: SmallLog) -> None:
    cover = Cover(small_log.directory, small_log.signing)
    assert cover.write() is None
    cover.close()


@pytest.mark.control("AUD-09")
def test_a_shard_that_was_removed_is_named(small_log: SmallLog) -> None:
    small_log.fill([5])
    small_log.fill([5], number=1)
    shutil.rmtree(small_log.directory / "shard-01")
    assert [(found.damage, found.shard) for found in verify(small_log.directory).findings] == [(Damage.COVER, "shard-01")]


@pytest.mark.control("AUD-09")
def test_a_shard_that_was_rolled_back_is_named(small_log: SmallLog) -> None:
    small_log.fill([5])
    shutil.copytree(small_log.directory / "shard-00", small_log.directory / "old")
    small_log.fill([5])
    shutil.rmtree(small_log.directory / "shard-00")
    (small_log.directory / "old").rename(small_log.directory / "shard-00")
    found = verify(small_log.directory).findings
    assert [(one.damage, one.shard) for one in found] == [(Damage.COVER, "shard-00")]
    assert "rolled back" in found[0].text


def test_a_damaged_checkpoint_of_a_shard_is_not_covered(small_log: SmallLog) -> None:
    small_log.fill([5])
    (small_log.directory / "shard-00" / "checkpoint").write_bytes(b"nonsense")
    cover = Cover(small_log.directory, small_log.signing)
    with pytest.raises(DamagedShardError, match="shard-00"):
        cover.write()
    with pytest.raises(DamagedShardError, match="shard-00"):
        cover.close()
