"""The last sealed calls of this process, in memory, for the live view."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from itertools import islice
from typing import NamedTuple

from strongroom.audit.port import Receipt
from strongroom.core.decision import Decision
from strongroom.core.exchange import Exchange
from strongroom.core.json import Json, JsonObject
from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.target import Target

WATCHER_BACKLOG = 256


class SealedCall(NamedTuple):
    """What the live view shows of a call: no body, no arguments, no result, so that none of them outlives the call."""

    call: str
    received_at: float
    principal: Principal
    target: Target
    method: str
    trace: str
    decision: Decision | None
    reason: Reason
    duration_ns: int
    receipt: Receipt
    detail: str = ""
    """What ended the call, in our own words; empty if it was answered."""

    @classmethod
    def of(cls, exchange: Exchange, receipt: Receipt, duration_ns: int) -> "SealedCall":
        """Of an exchange that was sealed."""
        call = exchange.call
        return cls(
            call.id,
            call.received_at,
            call.principal,
            call.target,
            call.request.method,
            call.trace.trace_id,
            exchange.decision,
            exchange.reason,
            duration_ns,
            receipt,
            exchange.detail,
        )

    def entry(self) -> JsonObject:
        """As a JSON object; `duration_ms` is milliseconds, `time` seconds since the epoch."""
        principal, target, decision, receipt = self.principal, self.target, self.decision, self.receipt
        roles: list[Json] = [*sorted(principal.roles)]
        why: list[Json] = list(decision.reasons) if decision else []
        if self.detail and (decision is None or decision.allow):
            why = [self.detail]  # policy had no objection, or was never asked: what ended the call is the reason to show
        return {
            "call": self.call,
            "time": self.received_at,
            "subject": principal.subject,
            "name": principal.name,
            "client": principal.client,
            "roles": roles,
            "server": target.server,
            "kind": target.kind.value,
            "target": target.name,
            "method": self.method,
            "outcome": self.reason.value,
            "why": why,
            "rule": decision.rule if decision else "",
            "duration_ms": round(self.duration_ns / 1e6, 3),
            "seal": receipt.seal.value,
            "shard": receipt.shard,
            "index": receipt.leaf,
            "trace": self.trace,
        }


class Recent:
    """A bounded ring, and those who watch it. Belongs to one event loop."""

    def __init__(self, size: int = 500, told: Callable[[str], str] = str) -> None:
        """`told` is what may be said of a name."""
        self._told = told
        self._ring: deque[SealedCall] = deque(maxlen=size)
        self._watchers: set[asyncio.Queue[JsonObject]] = set()

    def add(self, sealed: SealedCall) -> None:
        """Remember a call; a watcher that does not keep up misses the oldest."""
        self._ring.append(sealed)
        if not self._watchers:
            return
        entry = self._entry(sealed)
        for queue in self._watchers:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(entry)

    def entries(self, count: int | None = None) -> list[JsonObject]:
        """The newest first."""
        return [self._entry(sealed) for sealed in islice(reversed(self._ring), count)]

    def _entry(self, sealed: SealedCall) -> JsonObject:
        return sealed.entry() | {"target": self._told(sealed.target.name)}

    async def subscribe(self) -> AsyncGenerator[JsonObject, None]:
        """Each call as it is sealed, from now on, until the caller stops iterating (`aclose`)."""
        queue: asyncio.Queue[JsonObject] = asyncio.Queue(WATCHER_BACKLOG)
        self._watchers.add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._watchers.discard(queue)
