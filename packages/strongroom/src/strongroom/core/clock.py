"""Time and randomness as ports, so that no test sleeps and no test is random."""

import asyncio
import os
import time
from typing import Protocol


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


class SystemEntropy:
    """The machine's random source."""

    bytes = staticmethod(os.urandom)
