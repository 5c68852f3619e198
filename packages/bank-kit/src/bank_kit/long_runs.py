"""Long runs beside quick answers: few threads, a bounded queue, progress sent as it comes, cancellation that reaches the thread."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

import anyio
import anyio.to_thread
from anyio import CapacityLimiter
from mcp_types import CallToolResult

from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.progress import Progress, Step
from bank_kit.tools import Offered, failed

THREADS = 2
"""Long runs at one time."""
WAITING = 8
"""Long runs that may wait for a thread; one more is refused."""
SEND_SECONDS = 0.1
"""Progress is sent at most this often."""

Send = Callable[[float, float | None, str | None], Awaitable[None]]


class LongRuns:
    """The long runs of one server."""

    def __init__(self, threads: int = THREADS, waiting: int = WAITING) -> None:
        self._limiter = CapacityLimiter(threads)
        self._waiting = waiting

    async def call(self, tool: Offered, raw: Mapping[str, object], caller: Caller, send: Send) -> CallToolResult:
        """Run `tool` in a thread; its time begins with the thread. When this task is cancelled, the run is told and waited for."""
        if self._limiter.available_tokens == 0 and self._limiter.statistics().tasks_waiting >= self._waiting:
            allowed = f"{self._limiter.total_tokens:g} at once and {self._waiting} that wait"
            remedy = "try again when one of them has ended"
            return failed(ToolFailureError(FailureCode.LIMIT_EXCEEDED, "too many long runs are under way", allowed=allowed, remedy=remedy))
        async with self._limiter:
            progress = Progress(seconds=tool.seconds)
            relay = _Relay(progress, send)
            async with anyio.create_task_group() as group:
                group.start_soon(relay.run)
                # Not abandoned on cancellation: the thread is ours until it ends, so that there are never more than we said.
                result = await anyio.to_thread.run_sync(partial(tool.call, raw, caller, progress), limiter=CapacityLimiter(1))
                group.cancel_scope.cancel()
            await relay.send_new()
            return result


class _Relay:
    """Sends what a run reports, each step once."""

    def __init__(self, progress: Progress, send: Send) -> None:
        self._progress = progress
        self._send = send
        self._sent: Step | None = None

    async def run(self) -> None:
        try:
            while True:
                await anyio.sleep(SEND_SECONDS)
                await self.send_new()
        finally:
            # Reached when the run has ended, and then it changes nothing, or when the caller has gone.
            self._progress.cancel()

    async def send_new(self) -> None:
        step = self._progress.latest
        if step is not None and step is not self._sent:
            self._sent = step
            await self._send(step.done, step.total, step.message)
