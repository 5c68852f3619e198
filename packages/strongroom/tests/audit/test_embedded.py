"""The embedded ledger: the contract of every ledger, and what only real disks and real crashes show."""

import asyncio
import json
import os
import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import uvloop
from support.audit_log import found

from strongroom.audit.embedded import EmbeddedLedger
from strongroom.audit.keys import FileKeys
from strongroom.audit.port import LedgerState, Receipt, Seal
from strongroom.audit.segment import MAX_RECORD, pack, segments, split
from strongroom.audit.settings import AuditSettings
from strongroom.audit.verify import verify

NOBODY = 65_534


async def until(ledger: EmbeddedLedger, *, writable: bool) -> LedgerState:
    async with asyncio.timeout(10):
        while ledger.state.writable != writable:
            await asyncio.to_thread(lambda: None)
    return ledger.state


async def started(settings: AuditSettings, keys: FileKeys) -> EmbeddedLedger:
    ledger = EmbeddedLedger(settings, keys)
    await ledger.start()
    return ledger


@pytest.mark.control("AUD-02")
async def test_contract_an_append_is_durable_when_its_receipt_comes(settings: AuditSettings, keys: FileKeys) -> None:
    ledger = await started(settings, keys)
    receipts = await asyncio.gather(*(ledger.append(b'{"call":"c-%d"}' % number) for number in range(100)))
    assert receipts == [Receipt(Seal.DURABLE, "shard-00", number) for number in range(100)]
    assert found(settings.directory, "c-77").index == 77
    await ledger.close()


async def test_contract_a_dropped_receipt_does_not_drop_the_record(settings: AuditSettings, keys: FileKeys) -> None:
    ledger = await started(settings, keys)
    ledger.append(b"dropped")
    await ledger.close()
    assert verify(settings.directory).records == 1


async def test_contract_a_closed_ledger_is_not_writable_and_takes_nothing(settings: AuditSettings, keys: FileKeys) -> None:
    ledger = await started(settings, keys)
    await ledger.close()
    assert not ledger.state.writable
    with pytest.raises(RuntimeError, match="closed"):
        ledger.append(b"late")
    await ledger.close()


@pytest.mark.parametrize("record", [b"", b"x" * (MAX_RECORD + 1)])
async def test_contract_a_record_out_of_bounds_is_refused(settings: AuditSettings, keys: FileKeys, record: bytes) -> None:
    ledger = await started(settings, keys)
    with pytest.raises(ValueError, match="65535"):
        ledger.append(record)
    await ledger.close()


async def test_a_cancelled_caller_learns_of_it_only_after_the_record_is_durable(settings: AuditSettings, keys: FileKeys) -> None:
    ledger = await started(settings, keys)
    pending = ledger.append(b"once")

    async def caller() -> None:
        await pending

    task = asyncio.ensure_future(caller())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert pending.result().seal is Seal.DURABLE
    await ledger.close()
    assert verify(settings.directory).records == 1


def test_it_works_under_uvloop(settings: AuditSettings, keys: FileKeys) -> None:
    async def run() -> list[Receipt]:
        ledger = await started(settings, keys)
        receipts = await asyncio.gather(*(ledger.append(b"record") for _ in range(50)))
        await ledger.close()
        return receipts

    assert {receipt.seal for receipt in uvloop.run(run())} == {Seal.DURABLE}
    assert verify(settings.directory).whole


async def test_each_process_takes_a_shard_of_its_own_and_one_checkpoint_covers_all(settings: AuditSettings, keys: FileKeys) -> None:
    ledgers = [await started(settings, keys) for _ in range(3)]
    receipts = [await ledger.append(b"record") for ledger in ledgers]
    assert [receipt.shard for receipt in receipts] == ["shard-00", "shard-01", "shard-02"]
    for ledger in ledgers:
        await ledger.close()
    report = verify(settings.directory)
    assert (report.findings, report.notices, report.records) == ([], [], 3)
    again = await started(settings, keys)
    assert again.state.shard == "shard-00"
    await again.close()


async def test_a_damaged_shard_is_left_alone_and_reported(settings: AuditSettings, keys: FileKeys) -> None:
    ledger = await started(settings, keys)
    await ledger.append(b"record")
    await ledger.close()
    path = segments(settings.directory / "shard-00")[0][1]
    path.write_bytes(pack([b"forged"]))
    ledger = await started(settings, keys)
    assert (ledger.state.shard, ledger.state.writable) == ("shard-01", True)
    assert "shard-00" in ledger.state.damaged[0]
    await ledger.close()
    assert path.read_bytes() == pack([b"forged"])


@pytest.mark.control("AUD-03")
async def test_a_torn_tail_is_repaired_reported_and_sealed(settings: AuditSettings, keys: FileKeys) -> None:
    ledger = await started(settings, keys)
    await ledger.append(b"record")
    await ledger.close()
    path = segments(settings.directory / "shard-00")[0][1]
    path.write_bytes(path.read_bytes() + pack([b"torn"])[:-1])
    ledger = await started(settings, keys)
    assert "cut 11 bytes" in ledger.state.repaired
    await ledger.close()
    assert b'"torn_bytes":11' in path.read_bytes()
    assert verify(settings.directory).whole


@pytest.mark.control("AUD-08")
@pytest.mark.usefixtures("file_limit")
async def test_a_full_disk_shows_in_the_state_and_passes_when_space_returns(settings: AuditSettings, keys: FileKeys) -> None:
    ledger = await started(settings, keys)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))
    receipts = [await ledger.append(b'{"call":"c-%d","pad":"%s"}' % (number, b"x" * 900)) for number in range(5)]
    assert {receipt.seal for receipt in receipts} == {Seal.DURABLE, Seal.SPOOLED}
    assert (await until(ledger, writable=False)).cause == "a file may not grow any further"
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, hard))
    assert (await until(ledger, writable=True)).spooled == 0
    await ledger.close()
    report = verify(settings.directory)
    assert (report.findings, report.records) == ([], 5)
    assert [found(settings.directory, f"c-{number}").index for number in range(5)] == list(range(5))


async def test_missing_permission_shows_in_the_state_and_passes_when_it_is_given(settings: AuditSettings, keys: FileKeys) -> None:
    settings.directory.chmod(0o555)
    superuser = os.geteuid() == 0
    ledger = EmbeddedLedger(settings, keys)
    try:
        if superuser:
            os.seteuid(NOBODY)
        await ledger.start()
        assert (ledger.state.writable, ledger.state.cause) == (False, "permission denied")
        assert (await ledger.append(b"waits")).seal is Seal.SPOOLED
    finally:
        if superuser:
            os.seteuid(0)
        settings.directory.chmod(0o755)
    await until(ledger, writable=True)
    await ledger.close()
    assert verify(settings.directory).records == 1


WORKER = """
import asyncio, sys
from pathlib import Path
from strongroom.audit.embedded import EmbeddedLedger
from strongroom.audit.keys import FileKeys
from strongroom.audit.settings import AuditSettings

async def main(directory, run):
    settings = AuditSettings(directory=Path(directory), origin="log.example/audit", checkpoint_seconds=0.02, cover_seconds=0.05, segment_megabytes=1)
    ledger = EmbeddedLedger(settings, FileKeys.open(settings.directory, origin=settings.origin))
    await ledger.start()
    async def caller(number):
        count = 0
        while True:
            call = f"r{run}-{number}-{count}"
            await ledger.append(b'{"call":"%s","pad":"%s"}' % (call.encode(), b"x" * 500))
            sys.stdout.write(call + "\\n")
            sys.stdout.flush()
            count += 1
    await asyncio.gather(*(caller(number) for number in range(16)))

asyncio.run(main(sys.argv[1], sys.argv[2]))
"""


def killed(directory: Path, run: int, lines: int) -> list[str]:
    """Start a process that appends and says what was acknowledged; kill it after that many lines. Returns what it acknowledged."""
    with subprocess.Popen([sys.executable, "-c", WORKER, str(directory), str(run)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(lines)]
        process.kill()
        rest = process.stdout.read()
    return said + rest.split("\n")[:-1]


@pytest.mark.control("AUD-03")
@pytest.mark.parametrize("runs", [2, pytest.param(25, marks=[pytest.mark.slow, pytest.mark.timeout(300)])])
def test_kill_9_at_random_moments_loses_no_acknowledged_record(settings: AuditSettings, runs: int) -> None:
    chance = random.Random(runs)
    acknowledged: list[str] = []
    for run in range(runs):
        acknowledged += killed(settings.directory, run, chance.randrange(1, 3000))
    keys = FileKeys.open(settings.directory, origin=settings.origin)
    asyncio.run(_open_and_close(settings, keys))
    report = verify(settings.directory)
    assert report.findings == []
    records = [record for _, path in segments(settings.directory / "shard-00") for record in split(path.read_bytes())[0]]
    assert len(acknowledged) >= runs
    assert set(acknowledged) - {json.loads(record).get("call") for record in records} == set()


async def _open_and_close(settings: AuditSettings, keys: FileKeys) -> None:
    await (await started(settings, keys)).close()
