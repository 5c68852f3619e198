"""The checkpoint over all shards: a small log of its own, `cover/`, whose records are the checkpoints of every shard at one moment.

Being a log, it is append-only and provable like the shards. Whichever process holds its lock writes it; the others try again at their next interval.
"""

from pathlib import Path

from strongroom.audit.note import Checkpoint, NoteError, open_checkpoint
from strongroom.audit.recovery import CHECKPOINT, DamagedShardError
from strongroom.audit.shard import Shard, ShardBusyError, Signing

COVER = "cover"
SHARDS = "shard-*"


def statement(checkpoints: list[Checkpoint]) -> bytes:
    """The record: the three lines of each shard's checkpoint, in the order of their origins, an empty line between."""
    return "\n".join(checkpoint.text() for checkpoint in sorted(checkpoints, key=lambda one: one.origin)).encode()


def read_statement(record: bytes) -> list[Checkpoint]:
    """The checkpoints in a record; raises NoteError."""
    try:
        text = record.decode()
    except UnicodeDecodeError as error:
        raise NoteError("a statement over shards is UTF-8 text") from error
    parts = text.split("\n\n")
    return [Checkpoint.parse(part if part.endswith("\n") else part + "\n") for part in parts]


class Cover:
    """This process's part in covering the shards. One thread at a time."""

    def __init__(self, directory: Path, signing: Signing) -> None:
        self._directory = directory
        self._signing = signing
        self._shard: Shard | None = None
        self._last = b""

    def write(self) -> Checkpoint | None:
        """Seal the shards' newest checkpoints if they changed; None where another process does it, or none is there yet.

        Raises OSError or DamagedShardError.
        """
        if self._shard is None:
            try:
                self._shard = Shard(self._directory / COVER, self._signing, segment_bytes=1 << 24)
            except ShardBusyError:
                return None
        record = statement(self._checkpoints())
        if not record:
            return None
        if record != self._last:
            self._shard.append([record])
            self._last = record
        return self._shard.checkpoint()

    def _checkpoints(self) -> list[Checkpoint]:
        found: list[Checkpoint] = []
        for shard in sorted(self._directory.glob(SHARDS)):
            path = shard / CHECKPOINT
            if not path.exists():
                continue
            signing = self._signing.under(f"{self._signing.verifier.name}/{shard.name}")
            try:
                found.append(open_checkpoint(path.read_bytes(), signing.verifier))
            except NoteError as error:
                raise DamagedShardError(f"{path}: {error}") from error
        return found

    def close(self) -> None:
        """Cover once more, then let the lock go."""
        try:
            self.write()
        finally:
            if self._shard is not None:
                self._shard.close()
                self._shard = None
