"""The default ledger: one shard on local disk for this process, written by a thread of its own, awaited from the event loop."""

import asyncio
from collections.abc import Callable

from strongroom.audit.cover import Cover
from strongroom.audit.note import Verifier
from strongroom.audit.port import Keys, LedgerState, Receipt, Seal
from strongroom.audit.recovery import DamagedShardError
from strongroom.audit.segment import MAX_RECORD
from strongroom.audit.settings import AuditSettings, Durability
from strongroom.audit.shard import Shard, ShardBusyError, Signing
from strongroom.audit.writer import Group, GroupWriter, Opened, Pace

MAX_SHARDS = 256
_QUEUE_SLACK = 8_192
"""Records that may be under way to the disk beyond what the spool would hold."""


_BACKGROUND_WINDOW = 0.005
"""Seconds between writes that nobody waits for: each write wakes a thread, and two threads that take the interpreter from each other cost both."""


class Pending(asyncio.Future[Receipt]):
    """A receipt under way. It cannot be cancelled: whoever awaits it and is cancelled learns that after the record's fate is known, not before."""

    def cancel(self, msg: object = None) -> bool:  # noqa: ARG002  the signature is asyncio's
        """Refuse; the waiting task is cancelled when the receipt is there."""
        return False


class EmbeddedLedger:
    """The local log as a `Ledger`. Make it, `await start()`, use it from that event loop only, `await close()`."""

    def __init__(self, settings: AuditSettings, keys: Keys, *, changed: Callable[[LedgerState], None] | None = None) -> None:
        """`changed` is told of every change of state, from the writing thread."""
        self._settings = settings
        self._signing = Signing(Verifier(settings.origin, keys.public_key), keys.sign)
        self._changed = changed
        self._group: Group[Pending] = []
        self._outstanding = 0
        self._limit = settings.spool_records + _QUEUE_SLACK
        self._loop: asyncio.AbstractEventLoop | None = None
        self._writer: GroupWriter[Pending] = GroupWriter(
            claim=self._claim,
            cover=Cover(settings.directory, self._signing),
            pace=Pace(
                checkpoint=settings.checkpoint_seconds,
                cover=settings.cover_seconds,
                spool=settings.spool_records,
                window=_window(settings),
            ),
            settle=self._settle,
            changed=self._report,
        )

    @property
    def state(self) -> LedgerState:
        """How the log is now."""
        return self._writer.state

    async def start(self) -> None:
        """Claim a shard, recover it and begin. A log that cannot be opened yet leaves the ledger unwritable, and is tried again."""
        self._loop = asyncio.get_running_loop()
        await asyncio.to_thread(self._writer.start)

    def append(self, record: bytes) -> Pending:
        """Take the record now; all records of one turn of the event loop go to the writer together."""
        loop = self._loop
        if loop is None:
            raise RuntimeError("the ledger was not started, or is closed")
        if not 0 < len(record) <= MAX_RECORD:
            raise ValueError(f"a record has 1 to {MAX_RECORD} bytes, not {len(record)}")
        pending = Pending(loop=loop)
        if self._outstanding >= self._limit:
            pending.set_result(Receipt(Seal.LOST))
            return pending
        self._outstanding += 1
        if not self._group:
            loop.call_soon(self._hand_over)
        self._group.append((record, pending))
        return pending

    def _hand_over(self) -> None:
        if self._group:
            group, self._group = self._group, []
            self._writer.put(group)

    def _settle(self, group: Group[Pending], receipts: list[Receipt]) -> None:
        """From the writing thread: one wake-up of the event loop for the whole group."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._arrived, group, receipts)

    def _arrived(self, group: Group[Pending], receipts: list[Receipt]) -> None:
        self._outstanding -= len(group)
        for (_, pending), receipt in zip(group, receipts, strict=True):
            if not pending.done():
                pending.set_result(receipt)

    async def close(self) -> None:
        """Write what waits, sign the last checkpoint, cover the shards, let go of the locks."""
        if self._loop is not None:
            self._hand_over()
            await asyncio.to_thread(self._writer.stop)
            await asyncio.sleep(0)
            self._loop = None

    def _claim(self) -> Opened:
        """The first shard that no other process writes and that is whole. Raises OSError."""
        damaged: list[str] = []
        for number in range(MAX_SHARDS):
            directory = self._settings.directory / f"shard-{number:02d}"
            signing = self._signing.under(f"{self._settings.origin}/{directory.name}")
            try:
                return Opened(Shard(directory, signing, segment_bytes=self._settings.segment_megabytes << 20), tuple(damaged))
            except ShardBusyError:
                continue
            except DamagedShardError as error:
                damaged.append(str(error))
        raise OSError(f"{self._settings.directory}: all {MAX_SHARDS} shards are taken or damaged")

    def _report(self, state: LedgerState) -> None:
        if self._changed is not None:
            self._changed(state)


def _window(settings: AuditSettings) -> float:
    """How long to wait for more records, in seconds."""
    chosen = settings.group_window_ms / 1000
    return max(chosen, _BACKGROUND_WINDOW) if settings.durability is Durability.BACKGROUND else chosen
