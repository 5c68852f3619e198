"""One shard: a Merkle log with a single writer, on local disk. Synchronous; one thread at a time.

Files: `lock`, `vkey`, `segments/`, `tile/`, `checkpoints` (every checkpoint ever signed, framed like records), `checkpoint` (the last one),
`synced` (up to which record the tiles are known to be on disk). Segments and checkpoints are the truth; tiles and `synced` can be made anew from them.
"""

import fcntl
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from strongroom.audit.merkle import HASH_BYTES, Tile, Tree, leaf_hash
from strongroom.audit.note import Checkpoint, Verifier, sign_note
from strongroom.audit.recovery import CHECKPOINT, CHECKPOINTS, SYNCED, Recovered, recover
from strongroom.audit.segment import pack, segment_path
from strongroom.audit.tiles import tile_path, write_tile


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs: the verifier key (origin and public key) and the function that signs."""

    verifier: Verifier
    sign: Callable[[bytes], bytes]

    def under(self, name: str) -> "Signing":
        """The same key under another origin."""
        return Signing(self.verifier.under(name), self.sign)


class ShardBusyError(Exception):
    """Another process writes this shard."""


class Shard:
    """An open shard. Errors of the disk come out as OSError and leave the shard as it was before the call."""

    def __init__(self, directory: Path, signing: Signing, *, segment_bytes: int) -> None:
        """Lock, recover and open. Raises ShardBusyError, DamagedShardError (recovery) or OSError."""
        self.directory = directory
        self.name = directory.name
        self._signing = signing
        self._segment_bytes = segment_bytes
        with ExitStack() as undo:
            self._lock = _locked(directory)
            undo.callback(os.close, self._lock)
            self.recovered: Recovered = recover(directory, signing.verifier)
            self._tree: Tree = self.recovered.tree
            self._first, self._length = self.recovered.first, self.recovered.length
            self._restore()
            self._segment = _open(segment_path(directory, self._first), self._length)
            undo.pop_all()
        self._checkpoint = self.recovered.checkpoint
        self._full: list[Tile] = []
        self._written: list[Path] = []
        self._torn = False
        self._syncing: threading.Thread | None = None

    def _restore(self) -> None:
        """Write anew what a crash may have kept from the disk: the key, the last checkpoint, the tiles behind the last synced point."""
        replace(self.directory / "vkey", f"{self._signing.verifier}\n".encode())
        if self.recovered.note:
            replace(self.directory / CHECKPOINT, self.recovered.note)
        for tile in (*self.recovered.full, *self._tree.partial()):
            write_tile(self.directory, tile)

    @property
    def size(self) -> int:
        """Records in the tree."""
        return self._tree.size

    @property
    def checkpointed(self) -> int:
        """Records under the last checkpoint."""
        return self._checkpoint.size if self._checkpoint else 0

    def append(self, records: Sequence[bytes]) -> int:
        """Append; durable on return. Returns the index of the first record."""
        if self._torn:
            self._cut_back()
        if self._length >= self._segment_bytes:
            self._rotate()
        data = pack(records)
        try:
            _write_whole(self._segment, data)
        except OSError:
            self._torn = True
            self._cut_back()
            raise
        self._length += len(data)
        first = self._tree.size
        self._full.extend(self._tree.add([leaf_hash(record) for record in records]))
        return first

    def _cut_back(self) -> None:
        """Remove what a failed write left behind the last good frame."""
        os.ftruncate(self._segment, self._length)
        os.lseek(self._segment, self._length, os.SEEK_SET)
        self._torn = False

    def checkpoint(self) -> Checkpoint:
        """Write the tiles and sign a checkpoint if the tree grew; the checkpoint is durable on return."""
        if self._checkpoint is not None and self._checkpoint.size == self._tree.size:
            return self._checkpoint
        while self._full:
            self._written.append(write_tile(self.directory, self._full[0]))
            del self._full[0]
        for tile in self._tree.partial():
            write_tile(self.directory, tile)
        made = Checkpoint(self._signing.verifier.name, self._tree.size, self._tree.root())
        note = sign_note(made.text(), self._signing.verifier, self._signing.sign)
        history = self.directory / CHECKPOINTS
        length = history.stat().st_size if history.exists() else 0
        descriptor = _open(history, length)
        try:
            _write_whole(descriptor, pack([note]))
        except OSError:
            os.ftruncate(descriptor, length)
            raise
        finally:
            os.close(descriptor)
        self._checkpoint = made
        replace(self.directory / CHECKPOINT, note)
        return made

    def _rotate(self) -> None:
        """Begin a new segment at a checkpoint; the tiles so far reach the disk meanwhile, in a thread of their own."""
        self.checkpoint()
        first = self._tree.size
        segment = _open(segment_path(self.directory, first), 0)
        _sync_folder(self.directory / "segments")
        os.close(self._segment)
        self._segment, self._first, self._length = segment, first, 0
        self._wait_for_tiles()
        written = [*self._written, *(self.directory / tile_path(tile.level, tile.number, len(tile.data) // HASH_BYTES) for tile in self._tree.partial())]
        self._written = []
        self._syncing = threading.Thread(target=_sync_tiles, args=(self.directory, written, first), name=f"audit-tiles-{self.name}", daemon=True)
        self._syncing.start()

    def _wait_for_tiles(self) -> None:
        if self._syncing is not None:
            self._syncing.join()
            self._syncing = None

    def close(self) -> None:
        """Sign the last checkpoint and let go of the lock; the lock goes even where the disk refuses the checkpoint."""
        try:
            if self._torn:
                self._cut_back()
            self.checkpoint()
        finally:
            self.release()

    def release(self) -> None:
        """Let go of the lock and the files as they are: all that a crash would do."""
        self._wait_for_tiles()
        os.close(self._segment)
        os.close(self._lock)

    def probe(self) -> None:
        """Find out whether the disk takes data at all; raises OSError."""
        path = self.directory / "probe"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_DSYNC, 0o640)
        try:
            _write_whole(descriptor, bytes(4096))
        finally:
            os.close(descriptor)
            path.unlink()


def _locked(directory: Path) -> int:
    directory.mkdir(parents=True, exist_ok=True, mode=0o750)
    descriptor = os.open(directory / "lock", os.O_RDWR | os.O_CREAT, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise ShardBusyError(f"{directory} has a writer") from error
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _open(path: Path, length: int) -> int:
    """A descriptor whose writes are on disk when they return, placed at `length`; what lies behind is cut off."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_DSYNC, 0o640)
    try:
        os.ftruncate(descriptor, length)
        os.lseek(descriptor, length, os.SEEK_SET)
        if new:
            _sync_folder(path.parent)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _write_whole(descriptor: int, data: bytes) -> None:
    """A full disk first shows as a short write; the next one says why."""
    done = os.write(descriptor, data)
    while done < len(data):
        done += os.write(descriptor, data[done:])


def replace(path: Path, content: bytes) -> None:
    """Put new content in the place of a file in one step."""
    draft = path.with_name(f".{path.name}")
    draft.write_bytes(content)
    draft.replace(path)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_tiles(shard: Path, written: Sequence[Path], first: int) -> None:
    """Bring tiles to disk and note it; without the note, recovery makes them anew from the records."""
    try:
        for path in written:
            if path.exists():
                descriptor = os.open(path, os.O_RDONLY)
                os.fsync(descriptor)
                os.close(descriptor)
        replace(shard / SYNCED, pack([str(first).encode()]))
    except OSError:
        return
