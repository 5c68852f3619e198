"""What the console shows of the house: the facts it asks for, gathered from the rooms that know them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from strongroom.app.adapters import DoorIdentity
from strongroom.app.lay import Laid
from strongroom.app.settings import LOOPBACK, Profile, Settings
from strongroom.audit.embedded import EmbeddedLedger
from strongroom.audit.note import Checkpoint, NoteError
from strongroom.audit.recovery import CHECKPOINT
from strongroom.audit.segment import segments
from strongroom.console.access import Openness
from strongroom.console.port import LogFacts
from strongroom.core.principal import Principal
from strongroom.routing.dispatch import ServerHealth


class LogOnDisk:
    """The audit log of this process: its state from the ledger, its size and last checkpoint from the shard's own files."""

    def __init__(self, ledger: EmbeddedLedger, directory: Path) -> None:
        self._ledger = ledger
        self._directory = directory

    def facts(self) -> LogFacts:
        """How it is now: one small file read, and the sizes of the segments asked."""
        state = self._ledger.state
        records, checkpoint_at, size = -1, 0.0, -1
        shard = self._directory / state.shard
        if state.shard:
            try:
                note = shard / CHECKPOINT
                records = Checkpoint.parse(note.read_text().partition("\n\n")[0] + "\n").size
                checkpoint_at = note.stat().st_mtime
                size = sum(path.stat().st_size for _, path in segments(shard))
            except (OSError, NoteError):
                pass
        return LogFacts(
            writable=state.writable,
            cause=state.cause,
            shard=state.shard,
            records=records,
            bytes=size,
            checkpoint_at=checkpoint_at,
            spooled=state.spooled,
            repaired=state.repaired,
            damaged=state.damaged,
        )


class CurrentServers:
    """The servers on the road of this moment."""

    def __init__(self, laid: Callable[[], Laid]) -> None:
        self._laid = laid

    def health(self) -> Sequence[ServerHealth]:
        """How each is."""
        return self._laid().router.health()


class ConsoleIdentity:
    """A caller of the console: its tokens are for the door to all servers."""

    def __init__(self, door: DoorIdentity, public_url: str) -> None:
        self._door = door
        self._resource = f"{public_url}/mcp"

    async def identify(self, token: str) -> Principal:
        """The caller; raises Refusal."""
        return await self._door.authenticate(token, self._resource)


def openness(settings: Settings) -> Openness:
    """Open to this machine in development on loopback, and to auditors and administrators everywhere else."""
    local = settings.profile is Profile.DEVELOPMENT and settings.listen.host in LOOPBACK
    return Openness.LOOPBACK if local else Openness.ROLES
