"""Time and randomness as ports, so that no test sleeps and no test is random."""

import asyncio
import os
import time
from typing import Protocol

_RESERVE_BYTES = 4096


class Clock(Protocol):
    """Where the road learns the time."""

    def now(self) -> float:
        """Seconds since the epoch, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never run backwards; only differences mean anything."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Let others run for that long."""
        ...


class Entropy(Protocol):
    """Where the road learns what nobody can guess."""

    def bytes(self, count: int) -> bytes:
        """`count` unpredictable bytes."""
        ...


class SystemClock:
    """The machine's clock."""

    now = staticmethod(time.time)
    monotonic = staticmethod(time.monotonic)

    async def sleep(self, seconds: float) -> None:
        """Let others run for `seconds`."""
        await asyncio.sleep(seconds)


class ReservedEntropy:
    """Draws ahead from `source`, since each draw is a system call. For identifiers only: a key must not lie in memory before it is needed."""

    __slots__ = ("_at", "_drawn", "_source")

    def __init__(self, source: Entropy) -> None:
        self._source = source
        self._drawn = b""
        self._at = 0

    def bytes(self, count: int) -> bytes:
        """`count` bytes that were handed out to nobody else."""
        begin, self._at = self._at, self._at + count
        drawn = self._drawn[begin : self._at]
        if len(drawn) == count:
            return drawn
        self._drawn = self._source.bytes(max(_RESERVE_BYTES, count))
        self._at = count
        return self._drawn[:count]


class SystemEntropy:
    """The machine's random source."""

    bytes = staticmethod(os.urandom)
