"""What the audit room needs of others and offers to them: a ledger to append to, and the keys it is signed with."""

from collections.abc import Awaitable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol


class Seal(StrEnum):
    """What became of a record."""

    DURABLE = "durable"
    """On disk, in the tree."""
    SPOOLED = "spooled"
    """In memory only, until the log can be written again."""
    LOST = "lost"
    """Neither: the log cannot be written and the spool is full."""


class Receipt(NamedTuple):
    """Where a record is; `leaf` is its place in the tree of the shard, from 0, and -1 unless the record is durable."""

    seal: Seal
    shard: str = ""
    leaf: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerState:
    """How the ledger is. `cause` is a few plain words, safe for a caller to read; empty while all is well."""

    writable: bool
    cause: str = ""
    spooled: int = 0
    """Records that wait in memory."""
    room: int = 0
    """Records that still fit there."""
    shard: str = ""
    repaired: str = ""
    """What recovery had to repair when the shard was opened; empty if nothing."""
    damaged: tuple[str, ...] = ()
    """Shards that were found damaged and left alone, each with what is wrong."""


class Ledger(Protocol):
    """A durable, append-only record of what happened. Fail mode: closed; an append that fails is a receipt that says so, never an exception."""

    @property
    def state(self) -> LedgerState:
        """How the ledger is now; cheap to read."""
        ...

    def append(self, record: bytes) -> Awaitable[Receipt]:
        """Take the record now, in order; the receipt comes when its fate is known. Dropping the awaitable does not drop the record."""
        ...

    async def close(self) -> None:
        """Write what waits, seal it under a checkpoint and let go."""
        ...


class Keys(Protocol):
    """Where the log's secrets live: a file, later a hardware module. Fail mode: closed. Methods may be called from any thread."""

    @property
    def public_key(self) -> bytes:
        """Ed25519, 32 bytes."""
        ...

    @property
    def digest_key(self) -> bytes:
        """Key of the digests in records: 32 bytes."""
        ...

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature, 64 bytes."""
        ...
