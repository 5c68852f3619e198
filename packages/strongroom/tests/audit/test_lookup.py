"""Finding a call in the log."""

import pytest
from support.audit_log import SmallLog

from strongroom.audit.lookup import latest, lookup, shards


def test_a_call_is_found_in_whichever_shard_and_segment_it_lies(small_log: SmallLog) -> None:
    small_log.fill([40] * 5, segment_bytes=3000)
    small_log.fill([7], number=1)
    for call, shard, index in (("call-00-000000", "shard-00", 0), ("call-00-000137", "shard-00", 137), ("call-01-000006", "shard-01", 6)):
        found = lookup(small_log.directory, call)
        assert found is not None
        assert (found.shard, found.index, call.encode() in found.record) == (shard, index, True)


def test_an_unknown_call_is_not_found(small_log: SmallLog) -> None:
    small_log.fill([3])
    assert lookup(small_log.directory, "call-77") is None


@pytest.mark.parametrize("call", ["", 'a"b', "../x", "x" * 65])
def test_what_is_no_call_id_is_refused(small_log: SmallLog, call: str) -> None:
    with pytest.raises(ValueError, match="call id"):
        lookup(small_log.directory, call)


def test_a_call_named_inside_another_record_is_not_taken_for_it(small_log: SmallLog) -> None:
    shard = small_log.shard()
    shard.append([b'{"call":"real","detail":{"call":"inner"}}', rb'{"call":"other","name":"\"call\":\"quoted\""}'])
    shard.close()
    assert lookup(small_log.directory, "inner") is None
    assert lookup(small_log.directory, "quoted") is None
    assert lookup(small_log.directory, "real") is not None


def test_the_latest_records_come_newest_first_from_all_shards(small_log: SmallLog) -> None:
    small_log.fill([40] * 5, segment_bytes=3000)
    small_log.fill([230], number=1)
    found = latest(small_log.directory, 50)
    assert [(one.shard, one.index) for one in found[:31]] == [("shard-01", 229 - at) for at in range(30)] + [("shard-00", 199)]
    assert len(found) == 50
    assert [path.name for path in shards(small_log.directory)] == ["shard-00", "shard-01"]
