"""The one thread that writes: takes groups of records from the event loop, makes each group durable with one write, and wakes the loop once per group.

Knows nothing of calls. While the disk refuses, records wait here in memory up to a bound, and the disk is tried again at intervals.
"""

import errno
import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from strongroom.audit.cover import Cover
from strongroom.audit.port import LedgerState, Receipt, Seal
from strongroom.audit.recovery import DamagedShardError
from strongroom.audit.shard import Shard

Ticket = TypeVar("Ticket")

_log = logging.getLogger("strongroom.audit")
_CAUSES = {
    errno.ENOSPC: "no space left on its disk",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file may not grow any further",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EROFS: "its disk is read-only",
    errno.EIO: "its disk fails",
}
RETRY_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds: between checkpoints, between covers, between tries on a disk that refuses, and to wait for a group to grow. Records: the bound of the spool."""

    checkpoint: float
    cover: float
    spool: int
    window: float = 0.0
    retry: float = RETRY_SECONDS


@dataclass(frozen=True, slots=True)
class Opened:
    """A shard that this process may write, and the shards it passed by because they are damaged."""

    shard: Shard
    damaged: tuple[str, ...] = ()


Group = list[tuple[bytes, Ticket]]


class GroupWriter(Generic[Ticket]):
    """Owns the shard and the cover; `settle` is called from the writing thread with a group and a receipt for each of its records."""

    def __init__(
        self,
        *,
        claim: Callable[[], Opened],
        cover: Cover,
        pace: Pace,
        settle: Callable[[Group[Ticket], list[Receipt]], None],
        changed: Callable[[LedgerState], None],
    ) -> None:
        self._claim = claim
        self._cover = cover
        self._pace = pace
        self._settle = settle
        self._changed = changed
        self._groups: queue.SimpleQueue[Group[Ticket] | None] = queue.SimpleQueue()
        self._in_hand: Group[Ticket] = []
        self._spool: deque[bytes] = deque()
        self._shard: Shard | None = None
        self._state = LedgerState(writable=False, cause="it is being opened", room=pace.spool)
        self._checkpoint_due = self._cover_due = self._retry_due = 0.0
        self._thread = threading.Thread(target=self._run, name="audit-writer", daemon=True)
        self.put = self._groups.put

    @property
    def state(self) -> LedgerState:
        """How the log is."""
        return self._state

    def start(self) -> None:
        """Open the log, then begin to write; returns when the first try to open is over."""
        self._reopen()
        self._thread.start()

    def stop(self) -> None:
        """Write what was put before, seal, and end. Blocks."""
        self._groups.put(None)
        self._thread.join()

    def _run(self) -> None:
        running = True
        while running:
            try:
                running = self._turn()
            except Exception as error:  # noqa: BLE001  a fault of any kind must show as an unwritable log, never as calls that hang
                _log.exception("the audit writer failed and goes on")
                self._refused(error)
                self._keep(self._in_hand)
        self._end()

    def _turn(self) -> bool:
        """One group, or one wait for it, then whatever is due. False at the end."""
        try:
            group = self._groups.get(timeout=self._patience())
        except queue.Empty:
            group = []
        if group is None:
            return False
        going = self._gather(group)
        if group:
            self._commit(group)
        self._due()
        return going

    def _gather(self, group: Group[Ticket]) -> bool:
        """Take along what else waits; False if the end was among it."""
        if group and self._pace.window:
            time.sleep(self._pace.window)
        while not self._groups.empty():
            more = self._groups.get_nowait()
            if more is None:
                return False
            group.extend(more)
        return True

    def _patience(self) -> float:
        now = time.monotonic()
        if self._shard is None or not self._state.writable:
            return max(0.0, self._retry_due - now)
        due = self._cover_due
        if self._shard.size > self._shard.checkpointed:
            due = min(due, self._checkpoint_due)
        return min(max(0.0, due - now), 60.0)

    def _commit(self, group: Group[Ticket]) -> None:
        self._in_hand = group
        shard = self._shard
        if shard is None or not self._state.writable:
            self._keep(group)
            return
        try:
            first = shard.append([record for record, _ in group])
        except OSError as error:
            self._refused(error)
            self._keep(group)
            return
        self._in_hand = []
        name = shard.name
        self._settle(group, [Receipt(Seal.DURABLE, name, index) for index in range(first, first + len(group))])

    def _keep(self, group: Group[Ticket]) -> None:
        """Spool what fits, in order; the rest is lost and says so."""
        room = self._pace.spool - len(self._spool)
        self._spool.extend(record for record, _ in group[:room])
        receipts = [Receipt(Seal.SPOOLED if at < room else Seal.LOST) for at in range(len(group))]
        self._become(replace(self._state, spooled=len(self._spool), room=self._pace.spool - len(self._spool)))
        self._in_hand = []
        self._settle(group, receipts)

    def _due(self) -> None:
        """Try a refused disk again, sign a checkpoint, cover the shards: each when its time has come."""
        now = time.monotonic()
        try:
            if self._shard is None or not self._state.writable:
                if now >= self._retry_due:
                    self._reopen()
                return
            if self._shard.size > self._shard.checkpointed and now >= self._checkpoint_due:
                self._checkpoint_due = now + self._pace.checkpoint
                self._shard.checkpoint()
            if now >= self._cover_due:
                self._cover_due = now + self._pace.cover
                self._write_cover(self._cover.write)
        except OSError as error:
            self._refused(error)

    def _write_cover(self, write: Callable[[], object]) -> None:
        """Damage to what others wrote is reported, and stops nobody from recording what happens here."""
        try:
            write()
        except DamagedShardError as error:
            if str(error) not in self._state.damaged:
                _log.error("audit: the shards cannot be covered; run `strongroom verify`: %s", error)
                self._become(replace(self._state, damaged=(*self._state.damaged, str(error))))

    def _reopen(self) -> None:
        """Open the shard if need be, see whether the disk takes data, and write what waits in memory."""
        self._retry_due = time.monotonic() + self._pace.retry
        try:
            if self._shard is None:
                self._opened(self._claim())
            if self._shard is not None:
                self._shard.probe()
                self._drain(self._shard)
                self._become(replace(self._state, writable=True, cause="", spooled=0, room=self._pace.spool))
        except OSError as error:
            self._refused(error)

    def _opened(self, opened: Opened) -> None:
        shard = self._shard = opened.shard
        repaired = ""
        if shard.recovered.torn_bytes:
            repaired = f"cut {shard.recovered.torn_bytes} bytes of an unfinished write behind record {shard.size - 1}"
            _log.warning("audit %s: %s", shard.name, repaired)
            shard.append([b'{"kind":"repair","schema":1,"torn_bytes":%d}' % shard.recovered.torn_bytes])
        for damage in opened.damaged:
            _log.error("audit: a shard is damaged and was left as it is; run `strongroom verify`: %s", damage)
        self._state = replace(self._state, shard=shard.name, repaired=repaired, damaged=opened.damaged)

    def _drain(self, shard: Shard) -> None:
        while self._spool:
            records = [self._spool[at] for at in range(min(512, len(self._spool)))]
            shard.append(records)
            for _ in records:
                self._spool.popleft()

    def _refused(self, error: Exception) -> None:
        number = error.errno if isinstance(error, OSError) else None
        cause = _CAUSES.get(number or 0, "it failed; the operator's log says how")
        self._retry_due = time.monotonic() + self._pace.retry
        if self._state.writable or self._state.cause != cause:
            _log.error("the audit log cannot be written: %s", error)
        self._become(replace(self._state, writable=False, cause=cause, spooled=len(self._spool), room=self._pace.spool - len(self._spool)))

    def _become(self, state: LedgerState) -> None:
        if state != self._state:
            self._state = state
            self._changed(state)

    def _end(self) -> None:
        """A last try for what waits in memory, the last checkpoint, the last cover."""
        if not self._state.writable:
            self._reopen()
        lost = len(self._spool)
        try:
            if self._shard is not None:
                self._shard.close()
            self._write_cover(self._cover.close)
        except OSError as error:
            self._refused(error)
        if lost:
            _log.critical("the audit log closed with %d records that could not be written", lost)
        self._become(replace(self._state, writable=False, cause="it is closed"))
