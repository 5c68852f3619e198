"""Verifying a whole log: the cover first, then every shard, then one against the other.

Needs nothing but the files and the public key; imports nothing of others but `cryptography` (signatures) and `google_crc32c` (checksums).
What no file can show is a log rolled back as a whole, cover included: that takes a checkpoint kept elsewhere.
"""

import time
from pathlib import Path

from strongroom.audit.cover import COVER, read_statement
from strongroom.audit.findings import Damage, Finding, Report
from strongroom.audit.keys import VERIFIER_FILE
from strongroom.audit.lookup import shards
from strongroom.audit.note import Checkpoint, NoteError, Verifier
from strongroom.audit.scan import Progress, ShardScan


class VerificationError(Exception):
    """There is no log to verify, or no usable key; the text says what is needed."""


def verify(directory: Path, *, key: str = "", progress: Progress | None = None) -> Report:
    """Verify the log in `directory`. `key` is the verifier key as text; without it, the one beside the log is believed.

    Raises VerificationError or OSError; damage is never an exception but a finding.
    """
    begun = time.monotonic()
    report = Report()
    verifier = _verifier(directory, key, report)
    tell = progress or (lambda _shard, _records: None)
    statements: list[tuple[int, Checkpoint]] = []
    if (directory / COVER).is_dir():
        statements = _cover(ShardScan(directory / COVER, verifier, report, tell))
    known: dict[str, ShardScan] = {}
    for shard in shards(directory):
        origin = f"{verifier.name}/{shard.name}"
        known[origin] = ShardScan(shard, verifier.under(origin), report, tell)
        known[origin].run()
    for index, statement in statements:
        _agree(index, statement, known, report)
    if not statements and known:
        report.notices.append("no checkpoint covers all shards yet")
    report.seconds = time.monotonic() - begun
    return report


def _verifier(directory: Path, key: str, report: Report) -> Verifier:
    path = directory / VERIFIER_FILE
    if not directory.is_dir() or not (shards(directory) or path.exists()):
        raise VerificationError(f"{directory} holds no audit log: it has neither shards nor {VERIFIER_FILE}")
    beside = path.read_bytes() if path.exists() else b""
    try:
        verifier = Verifier.parse(key.strip() or beside.decode())
    except (NoteError, UnicodeDecodeError) as error:
        raise VerificationError(f"no usable key: {error}; give the log's verifier key, which is the text of its {VERIFIER_FILE}") from error
    if beside != f"{verifier}\n".encode():
        report.findings.append(Finding(damage=Damage.KEY, shard="", text=f"not the key {verifier}", file=VERIFIER_FILE))
    return verifier


def _cover(scan: ShardScan) -> list[tuple[int, Checkpoint]]:
    """Verify the cover; returns what it states of the shards, each with the index of its record."""
    stated: list[tuple[int, Checkpoint]] = []

    def read(index: int, record: bytes) -> None:
        try:
            stated.extend((index, one) for one in read_statement(record))
        except NoteError as error:
            if not record.startswith(b'{"kind":"repair"'):
                scan.report.findings.append(Finding(damage=Damage.COVER, shard=COVER, text=str(error), index=index))

    scan.records = read
    scan.run()
    return stated


def _agree(index: int, statement: Checkpoint, known: dict[str, ShardScan], report: Report) -> None:
    """The shard must have signed what the cover says it signed, and still hold that much."""
    shard = statement.origin.rpartition("/")[2]
    scan = known.get(statement.origin)
    if scan is None:
        text = f"the shard is missing; the cover (record {index}) knows it with {statement.size} records"
    elif scan.last < statement.size:
        text = f"the shard was rolled back: the cover (record {index}) knows {statement.size} records, its checkpoints {scan.last}"
    elif scan.checkpoints.get(statement.size) != statement:
        text = f"the cover (record {index}) knows another checkpoint of size {statement.size} than the shard"
    else:
        return
    if not any(found.damage is Damage.COVER and found.shard == shard for found in report.findings):
        report.findings.append(Finding(damage=Damage.COVER, shard=shard, text=text))
