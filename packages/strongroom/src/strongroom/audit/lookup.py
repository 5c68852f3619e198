"""Finding records in a log on disk, by call id or the latest ones, without an index: segments are searched as memory maps, newest first.

Reads only what is whole; safe beside a running writer.
"""

import json
import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from strongroom.audit.segment import frames, segments

_CALL_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Found:
    """A record and where it lies."""

    shard: str
    index: int
    record: bytes


def shards(directory: Path) -> list[Path]:
    """The shard folders of a log, in order."""
    return sorted(path for path in directory.glob("shard-*") if path.is_dir())


def lookup(directory: Path, call_id: str) -> Found | None:
    """The record of a call, or None. Raises ValueError for something that is no call id."""
    if not _CALL_ID.fullmatch(call_id):
        raise ValueError("a call id is 1 to 64 letters, digits, dashes or underscores")
    needle = f'"call":"{call_id}"'.encode()
    for shard in shards(directory):
        for first, path in reversed(segments(shard)):
            if not path.stat().st_size:
                continue
            with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                if data.find(needle) < 0:
                    continue
                content = data[:]
            for at, frame in enumerate(frames(content)):
                if needle in frame.record and frame.flaw is None and json.loads(frame.record).get("call") == call_id:
                    return Found(shard.name, first + at, frame.record)
    return None


def latest(directory: Path, count: int) -> list[Found]:
    """The last `count` records of each shard together, newest first by the time of their seal."""
    found = [record for shard in shards(directory) for record in _tail(shard, count)]
    found.sort(key=lambda one: int(json.loads(one.record).get("sealed_us", 0)), reverse=True)
    return found[:count]


def _tail(shard: Path, count: int) -> Iterator[Found]:
    for first, path in reversed(segments(shard)):
        whole = [Found(shard.name, first + at, frame.record) for at, frame in enumerate(frames(path.read_bytes())) if frame.flaw is None]
        yield from whole[-count:]
        count -= len(whole)
        if count <= 0:
            return
