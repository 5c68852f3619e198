"""Ids sort by time and carry the version and variant of UUIDv7."""

import uuid

from strongroom.core.ids import new_call_id


class Fixed:
    def bytes(self, count: int) -> bytes:
        return b"\xff" * count


def test_a_later_id_sorts_after_an_earlier_one() -> None:
    assert new_call_id(1000.0) < new_call_id(1000.002)


def test_an_id_reads_as_uuid_version_7() -> None:
    read = uuid.UUID(new_call_id(1_700_000_000.0, Fixed()))
    assert (read.version, read.variant) == (7, uuid.RFC_4122)
    assert int(read) >> 80 == 1_700_000_000_000
