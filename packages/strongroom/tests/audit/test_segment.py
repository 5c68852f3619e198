"""Frames: what is intact comes back, what is not is marked, and reading goes on behind it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from strongroom.audit.segment import MAX_RECORD, Flaw, frames, intact, pack, segment_path, segments, split, strangers

RECORDS = [b"first record", b"2", b"the third", b"and the last one"]


@given(st.lists(st.binary(min_size=1, max_size=300), max_size=20))
def test_whatever_is_packed_comes_back(records: list[bytes]) -> None:
    data = pack(records)
    assert [frame.record for frame in frames(data)] == records
    assert split(data) == (records, len(data))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_to_their_end_without_error(data: bytes) -> None:
    found = list(frames(data))
    assert [frame.offset for frame in found] == sorted({frame.offset for frame in found})
    assert sum(frame.flaw is None for frame in found) == 0 or split(data)[1] <= len(data)


def test_every_single_flipped_bit_is_seen_and_costs_one_record() -> None:
    data = pack(RECORDS)
    for bit in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        found = list(frames(bytes(flipped)))
        assert sum(frame.flaw is not None for frame in found) == 1
        assert sum(frame.flaw is None for frame in found) == len(RECORDS) - 1


def test_a_file_cut_at_any_byte_keeps_its_whole_records() -> None:
    data = pack(RECORDS)
    for cut in range(len(data)):
        records, good = split(data[:cut])
        assert records == RECORDS[: len(records)]
        found = list(frames(data[:cut]))
        assert found[-1].flaw is (Flaw.UNFINISHED if good < cut else None) if found else cut == 0


def test_zeros_are_no_records() -> None:
    assert split(bytes(64)) == ([], 0)
    assert intact(bytes(64), 0) is None


def test_a_length_beyond_the_bound_is_not_believed() -> None:
    data = pack([b"x" * (MAX_RECORD + 1)])
    assert split(data) == ([], 0)


def test_segments_are_listed_in_order_and_strangers_apart(tmp_path: Path) -> None:
    assert segments(tmp_path) == []
    for first in (300, 0, 17):
        path = segment_path(tmp_path, first)
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert [first for first, _ in segments(tmp_path)] == [0, 17, 300]
    (tmp_path / "segments" / "notes.txt").touch()
    assert [path.name for path in strangers(tmp_path)] == ["notes.txt"]
    assert len(segments(tmp_path)) == 3
