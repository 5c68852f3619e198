"""Proof that one record is in the log, as a file that anyone can check with the public key alone (C2SP tlog-proof v1).

The record itself travels in the `extra` line; the checkpoint is the shard's, signed under `ORIGIN/SHARD`.
"""

import base64
from dataclasses import dataclass
from pathlib import Path

from strongroom.audit.lookup import lookup
from strongroom.audit.merkle import inclusion_path, leaf_hash, root_by_inclusion
from strongroom.audit.note import Checkpoint, NoteError, Verifier, decode, open_checkpoint
from strongroom.audit.recovery import CHECKPOINT
from strongroom.audit.tiles import TileError, TileSpan

HEADER = "c2sp.org/tlog-proof@v1"
MAX_PROOF = 1 << 18


class ProofError(Exception):
    """No proof can be made, or a proof does not hold; the text says why."""


@dataclass(frozen=True, slots=True)
class Proven:
    """What a proof that holds shows: this record stands at `index` of the tree that `checkpoint` signs."""

    record: bytes
    index: int
    checkpoint: Checkpoint


def prove(directory: Path, call_id: str) -> bytes:
    """The proof file for a call. Raises ProofError where the call is unknown or not yet under a checkpoint, ValueError for no call id."""
    found = lookup(directory, call_id)
    if found is None:
        raise ProofError(f"no record of call {call_id} in {directory}")
    shard = directory / found.shard
    path = shard / CHECKPOINT
    note = path.read_bytes() if path.exists() else b""
    size = _signed_size(note)
    if size <= found.index:
        raise ProofError(
            f"call {call_id} is record {found.index} of {found.shard}, but its last checkpoint covers {size}: try again after `audit.checkpoint_seconds`"
        )
    try:
        hashes = inclusion_path(found.index, size, TileSpan(shard, size))
    except TileError as error:
        raise ProofError(f"the log is damaged: {error}; run `strongroom verify`") from error
    lines = [HEADER, f"extra {base64.b64encode(found.record).decode()}", f"index {found.index}"]
    lines.extend(base64.b64encode(one).decode() for one in hashes)
    proof = "\n".join(lines).encode() + b"\n\n" + note
    try:
        check_proof(proof, Verifier.parse((shard / "vkey").read_text()))
    except (ProofError, NoteError) as error:
        raise ProofError(f"the log is damaged: {error}; run `strongroom verify`") from error
    return proof


def _signed_size(note: bytes) -> int:
    try:
        return Checkpoint.parse(note.decode().partition("\n\n")[0] + "\n").size if note else 0
    except (NoteError, UnicodeDecodeError) as error:
        raise ProofError(f"the last checkpoint is damaged: {error}; run `strongroom verify`") from error


def check_proof(proof: bytes, verifier: Verifier) -> Proven:
    """Check a proof against a key: the one of the log (its shards sign under its name and theirs) or of the shard. Raises ProofError."""
    if len(proof) > MAX_PROOF:
        raise ProofError(f"a proof is at most {MAX_PROOF} bytes long")
    try:
        return _checked(proof, verifier)
    except (NoteError, ValueError) as error:
        raise ProofError(f"the proof does not hold: {error}") from error


def _checked(proof: bytes, verifier: Verifier) -> Proven:
    body, gap, note = proof.partition(b"\n\n")
    lines = body.decode("ascii").split("\n")
    if not gap or len(lines) < 3 or lines[0] != HEADER:
        raise NoteError(f"it does not begin with the line {HEADER}")
    if not lines[1].startswith("extra ") or not lines[2].startswith("index "):
        raise NoteError("its second line is not `extra RECORD`, or its third not `index NUMBER`")
    record = decode(lines[1].removeprefix("extra "), "record")
    number = lines[2].removeprefix("index ")
    if not number.isascii() or not number.isdigit() or len(number) > 19 or str(int(number)) != number:
        raise NoteError("its index is not a plain number")
    path = [decode(line, "path") for line in lines[3:]]
    if any(len(one) != 32 for one in path):
        raise NoteError("a hash of its path has not 32 bytes")
    origin = note.partition(b"\n")[0].decode()
    if origin != verifier.name and not origin.startswith(f"{verifier.name}/"):
        raise NoteError(f"it is of the log {origin}, but the key is of {verifier.name}")
    checkpoint = open_checkpoint(note, verifier.under(origin))
    if root_by_inclusion(leaf_hash(record), (int(number), checkpoint.size), path) != checkpoint.root:
        raise NoteError("the record, the index and the path do not lead to the signed root")
    return Proven(record, int(number), checkpoint)
