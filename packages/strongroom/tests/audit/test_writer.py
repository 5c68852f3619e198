"""The writing thread: groups, a spool while the disk refuses, and nobody left waiting."""

import errno
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from support.audit_log import ORIGIN, SmallLog

from strongroom.audit.cover import Cover
from strongroom.audit.port import LedgerState, Receipt, Seal
from strongroom.audit.shard import Shard, Signing
from strongroom.audit.verify import verify
from strongroom.audit.writer import GroupWriter, Opened, Pace

PATIENCE = 10.0


class RefusingShard(Shard):
    """A real shard, except that it fails whenever its driver says so."""

    def __init__(self, driver: "Driver", directory: Path, signing: Signing) -> None:
        super().__init__(directory, signing, segment_bytes=1 << 20)
        self._driver = driver

    def append(self, records: Sequence[bytes]) -> int:
        if self._driver.error is not None:
            raise self._driver.error
        return super().append(records)

    def probe(self) -> None:
        if self._driver.error is not None:
            raise self._driver.error
        super().probe()


class Driver:
    """Drives a writer over a real shard whose disk can be made to refuse."""

    def __init__(self, small_log: SmallLog, *, spool: int) -> None:
        self.log = small_log
        self.error: Exception | None = None
        self.receipts: dict[str, Receipt] = {}
        self.states: list[LedgerState] = []
        self.moved = threading.Condition()
        self.writer: GroupWriter[str] = GroupWriter(
            claim=self.claim,
            cover=Cover(small_log.directory, small_log.signing),
            pace=Pace(checkpoint=0.01, cover=0.01, spool=spool, retry=0.01),
            settle=self.settle,
            changed=self.changed,
        )

    def claim(self) -> Opened:
        if self.error is not None:
            raise self.error
        signing = self.log.signing.under(f"{ORIGIN}/shard-00")
        return Opened(RefusingShard(self, self.log.directory / "shard-00", signing))

    def settle(self, group: list[tuple[bytes, str]], receipts: list[Receipt]) -> None:
        with self.moved:
            self.receipts.update({ticket: receipt for (_, ticket), receipt in zip(group, receipts, strict=True)})
            self.moved.notify_all()

    def changed(self, state: LedgerState) -> None:
        with self.moved:
            self.states.append(state)
            self.moved.notify_all()

    def put(self, *tickets: str) -> list[Receipt]:
        """Hand a group over and wait for its fate."""
        self.writer.put([(b'{"call":"%s"}' % ticket.encode(), ticket) for ticket in tickets])
        with self.moved:
            assert self.moved.wait_for(lambda: all(ticket in self.receipts for ticket in tickets), PATIENCE)
        return [self.receipts[ticket] for ticket in tickets]

    def until(self, *, writable: bool) -> LedgerState:
        with self.moved:
            assert self.moved.wait_for(lambda: self.writer.state.writable == writable, PATIENCE)
        return self.writer.state


@pytest.fixture
def driver(small_log: SmallLog) -> Iterator[Driver]:
    made = Driver(small_log, spool=3)
    made.writer.start()
    yield made
    if made.writer._thread.is_alive():
        made.error = None
        made.writer.stop()


def test_a_group_gets_receipts_in_order(driver: Driver) -> None:
    assert driver.put("a", "b") == [Receipt(Seal.DURABLE, "shard-00", 0), Receipt(Seal.DURABLE, "shard-00", 1)]
    assert driver.put("c") == [Receipt(Seal.DURABLE, "shard-00", 2)]


def test_while_the_disk_refuses_records_wait_up_to_the_bound(driver: Driver) -> None:
    driver.error = OSError(errno.ENOSPC, "No space left on device")
    assert [receipt.seal for receipt in driver.put("a", "b")] == [Seal.SPOOLED] * 2
    assert [receipt.seal for receipt in driver.put("c", "d")] == [Seal.SPOOLED, Seal.LOST]
    state = driver.until(writable=False)
    assert (state.cause, state.spooled, state.room) == ("no space left on its disk", 3, 0)


def test_when_the_disk_is_back_what_waited_is_written_first(driver: Driver) -> None:
    driver.error = OSError(errno.EIO, "Input/output error")
    driver.put("a", "b")
    driver.error = None
    assert driver.until(writable=True).spooled == 0
    assert driver.put("c") == [Receipt(Seal.DURABLE, "shard-00", 2)]
    driver.writer.stop()
    report = verify(driver.log.directory)
    assert (report.findings, report.records) == ([], 3)


def test_a_fault_that_nobody_foresaw_shows_as_an_unwritable_log_and_hangs_nobody(driver: Driver, caplog: pytest.LogCaptureFixture) -> None:
    driver.error = ZeroDivisionError("a fault")
    assert [receipt.seal for receipt in driver.put("a")] == [Seal.SPOOLED]
    assert "operator's log" in driver.until(writable=False).cause
    driver.error = None
    driver.until(writable=True)
    assert "the audit writer failed" in caplog.text


def test_a_log_that_cannot_be_opened_is_tried_again(small_log: SmallLog) -> None:
    driver = Driver(small_log, spool=3)
    driver.error = OSError(errno.EACCES, "Permission denied")
    driver.writer.start()
    assert driver.writer.state.cause == "permission denied"
    assert [receipt.seal for receipt in driver.put("a")] == [Seal.SPOOLED]
    driver.error = None
    assert driver.until(writable=True).shard == "shard-00"
    driver.writer.stop()
    assert verify(small_log.directory).records == 1


def test_the_end_writes_what_waits_and_covers_the_shards(driver: Driver) -> None:
    driver.writer.put([(b'{"call":"a"}', "a")])
    driver.writer.stop()
    assert driver.receipts["a"].seal is Seal.DURABLE
    report = verify(driver.log.directory)
    assert (report.findings, report.notices, report.records) == ([], [], 1)
    assert not driver.writer.state.writable


def test_damage_to_another_shard_is_reported_and_stops_nobody(driver: Driver) -> None:
    driver.log.fill([2], number=1)
    (driver.log.directory / "shard-01" / "checkpoint").write_bytes(b"nonsense")
    with driver.moved:
        assert driver.moved.wait_for(lambda: driver.writer.state.damaged != (), PATIENCE) or driver.put("nudge")
    assert driver.put("a")[0].seal is Seal.DURABLE


def test_records_lost_at_the_end_are_said_to_be_lost(driver: Driver, caplog: pytest.LogCaptureFixture) -> None:
    driver.error = OSError(errno.ENOSPC, "No space left on device")
    driver.put("a", "b")
    driver.writer.stop()
    assert "2 records that could not be written" in caplog.text
