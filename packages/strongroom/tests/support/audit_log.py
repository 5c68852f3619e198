"""Small audit logs on disk, for the tests of the audit room and of whoever reads its logs."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from strongroom.audit.cover import Cover
from strongroom.audit.keys import FileKeys
from strongroom.audit.lookup import Found, lookup
from strongroom.audit.note import Verifier
from strongroom.audit.port import LedgerState, Receipt, Seal
from strongroom.audit.shard import Shard, Signing
from strongroom.core.decision import Effect
from strongroom.core.exchange import Exchange
from strongroom.core.reason import Reason

ORIGIN = "log.example/audit"


@dataclass
class SmallLog:
    """A log on disk and the means to go on writing it."""

    directory: Path
    keys: FileKeys

    @property
    def signing(self) -> Signing:
        return Signing(Verifier(ORIGIN, self.keys.public_key), self.keys.sign)

    def shard(self, number: int = 0, *, segment_bytes: int = 1 << 20) -> Shard:
        name = f"shard-{number:02d}"
        return Shard(self.directory / name, self.signing.under(f"{ORIGIN}/{name}"), segment_bytes=segment_bytes)

    def fill(self, groups: list[int], *, number: int = 0, segment_bytes: int = 1 << 20) -> list[bytes]:
        """Append groups of records, a checkpoint after each, close, and cover the shards."""
        shard = self.shard(number, segment_bytes=segment_bytes)
        written: list[bytes] = []
        for size in groups:
            records = [b'{"call":"call-%02d-%06d","sealed_us":%d}' % (number, shard.size + at, shard.size + at) for at in range(size)]
            shard.append(records)
            shard.checkpoint()
            written.extend(records)
        shard.close()
        Cover(self.directory, self.signing).close()
        return written


DURABLE = Receipt(Seal.DURABLE, "shard-00", 0)


class ScriptedLedger:
    """A ledger that is as it is told and keeps what it is given."""

    def __init__(self, state: LedgerState, receipt: Receipt = DURABLE) -> None:
        self.records: list[bytes] = []
        self.state = state
        self._receipt = receipt

    def append(self, record: bytes) -> asyncio.Future[Receipt]:
        """The receipt it was told to give."""
        self.records.append(record)
        pending: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        pending.set_result(self._receipt)
        return pending

    async def close(self) -> None:
        """Nothing to close."""


def found(directory: Path, call_id: str) -> Found:
    """The record of a call that must be there."""
    record = lookup(directory, call_id)
    assert record is not None, f"{call_id} is not in the log"
    return record


class MakeExchange(Protocol):
    """Makes an exchange at its end."""

    def __call__(self, *, call_id: str = ..., effect: Effect = ..., reason: Reason = ..., name: str = ...) -> Exchange: ...
