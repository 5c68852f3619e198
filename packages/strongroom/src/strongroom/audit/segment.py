"""Segment files: records as frames of `length | CRC-32C | bytes`, four bytes each for the first two, big-endian.

The checksum starts from the length instead of zero, so that it covers both. A segment is named after the index of its first record.
Knows bytes only: not what a record says, nor that there is a tree.
"""

import re
import struct
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import google_crc32c

HEADER = struct.Struct(">II")
MAX_RECORD = 65_535
"""Bytes: also the bound of a C2SP entry bundle, so that a log can be served in that form."""
RESYNC_BYTES = 1 << 18
_SUFFIX = ".segment"
_NAME = re.compile(r"[0-9]{20}\.segment")


class Flaw(StrEnum):
    """What is wrong with a frame."""

    CHECKSUM = "checksum"
    """The frame ends where the next begins, but its bytes are not those that were written."""
    UNREADABLE = "unreadable"
    """The length makes no sense; reading went on at the next frame that does."""
    UNFINISHED = "unfinished"
    """The file ends inside the frame."""


class Frame(NamedTuple):
    """One frame of a file: where it starts, its record (empty where unreadable) and what is wrong with it."""

    offset: int
    record: bytes
    flaw: Flaw | None


def pack(records: Iterable[bytes]) -> bytes:
    """Frames, one after the other."""
    header, extend = HEADER.pack, google_crc32c.extend
    return b"".join([part for record in records for part in (header(len(record), extend(len(record), record)), record)])


def intact(data: bytes, offset: int) -> bytes | None:
    """The record of the frame at `offset` if everything about it is right."""
    if offset + HEADER.size > len(data):
        return None
    length, checksum = HEADER.unpack_from(data, offset)
    start = offset + HEADER.size
    if not 0 < length <= MAX_RECORD or start + length > len(data):
        return None
    record = data[start : start + length]
    return record if google_crc32c.extend(length, record) == checksum else None


def split(data: bytes) -> tuple[list[bytes], int]:
    """The intact records from the beginning on, and the offset where the first flaw or the end is."""
    unpack, extend = HEADER.unpack_from, google_crc32c.extend
    records: list[bytes] = []
    end, offset = len(data), 0
    while offset + 8 <= end:
        length, checksum = unpack(data, offset)
        after = offset + 8 + length
        if not 0 < length <= MAX_RECORD or after > end:
            break
        record = data[offset + 8 : after]
        if extend(length, record) != checksum:
            break
        records.append(record)
        offset = after
    return records, offset


def frames(data: bytes) -> Iterator[Frame]:
    """Every frame of a file, the damaged ones marked; goes on behind damage where the next frame can be found."""
    unpack, extend = HEADER.unpack_from, google_crc32c.extend
    end, offset = len(data), 0
    while offset < end:
        if offset + 8 <= end:
            length, checksum = unpack(data, offset)
            after = offset + 8 + length
            if 0 < length <= MAX_RECORD and after <= end:
                record = data[offset + 8 : after]
                if extend(length, record) == checksum:
                    yield Frame(offset, record, None)
                    offset = after
                    continue
        flawed, offset = _past_flaw(data, offset)
        yield flawed


def _past_flaw(data: bytes, offset: int) -> tuple[Frame, int]:
    """The damaged frame at `offset`, and where reading goes on."""
    end = len(data)
    if offset + HEADER.size <= end:
        length, _ = HEADER.unpack_from(data, offset)
        after = offset + HEADER.size + length
        if 0 < length <= MAX_RECORD and (after == end or (after < end and intact(data, after) is not None)):
            return Frame(offset, data[offset + HEADER.size : after], Flaw.CHECKSUM), after
    for candidate in range(offset + 1, min(end, offset + RESYNC_BYTES)):
        if intact(data, candidate) is not None:
            return Frame(offset, b"", Flaw.UNREADABLE), candidate
    return Frame(offset, b"", Flaw.UNFINISHED), end


def segment_path(shard: Path, first: int) -> Path:
    """Where the segment that starts with record `first` lies."""
    return shard / "segments" / f"{first:020d}{_SUFFIX}"


def segments(shard: Path) -> list[tuple[int, Path]]:
    """The segments of a shard with the index of their first record, in order."""
    return [(int(path.stem), path) for path in _listed(shard) if _NAME.fullmatch(path.name)]


def strangers(shard: Path) -> list[Path]:
    """Files among the segments that are none."""
    return [path for path in _listed(shard) if not _NAME.fullmatch(path.name)]


def _listed(shard: Path) -> list[Path]:
    folder = shard / "segments"
    return sorted(folder.iterdir()) if folder.is_dir() else []
