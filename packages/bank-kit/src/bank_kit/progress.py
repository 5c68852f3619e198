"""How a long run in a worker thread tells how far it is, and learns that nobody waits for it any more."""

import threading
import time
from dataclasses import dataclass

from bank_kit.failures import FailureCode, ToolFailureError

MAX_MESSAGE = 200


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run is: `done` of `total` in the run's own unit; `total` is None while nobody knows."""

    done: float
    total: float | None
    message: str | None


class RunStoppedError(ToolFailureError):
    """The caller cancelled (CANCELLED) or the time is up (DEADLINE_EXCEEDED): let it pass through, and keep nothing half done."""


class Progress:
    """What a long run holds. Call `report` at least once a second of work: only there can it be stopped.

    `report` never waits for the caller: steps that come faster than they can be sent are left out, the last one is not.
    """

    def __init__(self, *, seconds: float | None = None) -> None:
        self._ends_at = None if seconds is None else time.monotonic() + seconds
        self._cancelled = threading.Event()
        self._latest: Step | None = None

    def report(self, done: float, total: float | None = None, message: str | None = None) -> None:
        """Say how far the run is; RunStoppedError when it should end. `done` only grows: a smaller one changes nothing that was said."""
        self.check()
        if self._latest is None or done > self._latest.done:
            self._latest = Step(done, total, message[:MAX_MESSAGE] if message else None)

    def check(self) -> None:
        """RunStoppedError when the run should end."""
        if self._cancelled.is_set():
            raise RunStoppedError(FailureCode.CANCELLED, "the caller cancelled this run")
        if self._ends_at is not None and time.monotonic() > self._ends_at:
            raise RunStoppedError(
                FailureCode.DEADLINE_EXCEEDED, "the run took longer than it may", remedy="ask for less: fewer paths, positions, scenarios or days"
            )

    def cancel(self) -> None:
        """Make the next report end the run; may be called from any thread."""
        self._cancelled.set()

    @property
    def latest(self) -> Step | None:
        """The last step reported; may be read from any thread."""
        return self._latest
