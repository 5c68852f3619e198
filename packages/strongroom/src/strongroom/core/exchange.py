"""What one run of the road leaves behind: the notes that brackets read when they close."""

from collections.abc import Callable

from strongroom.core.call import Call
from strongroom.core.decision import Decision
from strongroom.core.reason import Reason


class Exchange:
    """One call under way. The engine writes it, brackets read it; nothing else sees it.

    Sizes are bytes; `upstream_ns` is the time spent waiting for the server behind; `timings` holds (stop, nanoseconds) if the engine measures.
    `on_delivered` is called with the bytes of each event that reaches the caller, in order: a bracket sets it to digest the result without keeping it.
    """

    __slots__ = ("applied", "call", "decision", "delivered_bytes", "detail", "events", "failure", "on_delivered", "reason", "timings", "upstream_ns")

    def __init__(self, call: Call) -> None:
        self.call = call
        self.decision: Decision | None = None
        self.reason = Reason.INTERNAL
        self.detail = ""
        self.failure: BaseException | None = None
        self.applied: dict[str, int] = {}
        self.events = 0
        self.delivered_bytes = 0
        self.upstream_ns = 0
        self.timings: list[tuple[str, int]] = []
        self.on_delivered: Callable[[bytes], None] | None = None
