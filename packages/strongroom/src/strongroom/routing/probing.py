"""The background loop that asks replicas which carried no call lately how they are, so that health is known before a call needs it."""

import asyncio

from strongroom.core.clock import Clock
from strongroom.routing.dispatch import Dispatch
from strongroom.routing.port import Carry
from strongroom.routing.replica import Replica


class Probing:
    """Probes every `seconds`; 0 means never. A replica that answers is taken back into use at once."""

    def __init__(self, dispatch: Dispatch, carry: Carry, clock: Clock, *, seconds: float) -> None:
        self._dispatch = dispatch
        self._carry = carry
        self._clock = clock
        self._seconds = seconds
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, on the running loop."""
        if self._seconds > 0 and self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """End, and wait until it has."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    async def _run(self) -> None:
        while True:
            await self.once()
            await self._clock.sleep(self._seconds)

    async def once(self) -> None:
        """Probe now whatever was not heard of for as long as the interval."""
        now = self._clock.monotonic()
        await asyncio.gather(*(self._ask(one) for one in self._dispatch.replicas() if now - one.heard_at >= self._seconds))

    async def _ask(self, replica: Replica) -> None:
        words = await self._carry.probe(replica.url)
        if words:
            replica.failed(words)
        else:
            replica.well()
