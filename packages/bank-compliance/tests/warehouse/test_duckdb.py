"""The engine answers from the world's folder and from nothing else, within its bounds."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bank_compliance.warehouse import duckdb as adapter
from bank_compliance.warehouse import text
from bank_compliance.warehouse.duckdb import Bounds, open_warehouse
from bank_compliance.warehouse.port import OPEN, OpenWarehouse, Warehouse
from bank_kit.failures import ToolFailureError
from bank_kit.world.reader import World
from bank_kit.world.size import COUNTS, Size

Book = Callable[..., Warehouse]


def test_every_transaction_of_the_world_is_a_fact_and_every_customers_account_a_row(warehouse: Warehouse) -> None:
    counts = COUNTS[Size.S]
    assert warehouse.rows("SELECT COUNT(*) FROM fact_tx") == [(counts.transactions,)]
    assert warehouse.rows("SELECT COUNT(*) FROM dim_account") == [(counts.accounts,)]
    assert warehouse.rows("SELECT COUNT(*) FROM dim_party") == [(counts.parties,)]


def test_a_weekend_is_worth_the_rate_of_the_business_day_before(book: Book) -> None:
    made = book("2026-09-03 10:00 firm A-100001 100 WIRE\n2026-09-05 10:00 firm A-100001 100 WIRE", currency="USD")
    assert made.rows("SELECT booked_at, amount_eur FROM fact_tx ORDER BY 1") == [
        (datetime.fromisoformat("2026-09-03 10:00"), Decimal("80.00")),
        (datetime.fromisoformat("2026-09-05 10:00"), Decimal("50.00")),
    ]


def test_a_transfer_between_customers_has_two_legs_and_a_rejected_payment_none(book: Book) -> None:
    made = book("""
        2026-09-03 10:00 A-100001 A-100002 100 TRANSFER
        2026-09-03 11:00 A-100001 GL-SUSPENSE-EUR 70 TRANSFER
        2026-09-03 12:00 GL-SUSPENSE-EUR A-100001 70 TRANSFER
    """)
    assert made.rows("SELECT account_id, direction, other FROM fact_leg ORDER BY 1") == [("A-100001", "OUT", "A-100002"), ("A-100002", "IN", "A-100001")]


def test_the_version_is_that_of_the_world(warehouse: Warehouse, world: World) -> None:
    assert warehouse.version == world.version


@pytest.mark.parametrize("question", ["SELECT * FROM read_csv('/etc/passwd')", "SET memory_limit = '20GB'", "COPY fact_tx TO 'out.csv'", "INSTALL httpfs"])
def test_the_engine_reaches_nothing_beyond_the_world(warehouse: Warehouse, question: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        warehouse.rows(question)
    assert refused.value.failure.code == "UNAVAILABLE"
    assert "Permission" in refused.value.failure.message or "InvalidInput" in refused.value.failure.message


def test_a_question_that_takes_too_long_is_stopped(world: World, tmp_path: Path) -> None:
    slow = open_warehouse(world.folder, world.version, tmp_path, Bounds(seconds=0.2))
    with pytest.raises(ToolFailureError) as refused:
        slow.rows("SELECT SUM(a.amount * b.amount) FROM fact_tx AS a, fact_tx AS b, fact_tx AS c")
    assert refused.value.failure.code == "DEADLINE_EXCEEDED"
    assert slow.rows("SELECT 1") == [(1,)]
    slow.close()


def test_what_does_not_fit_in_memory_is_spilled_or_refused(world: World, tmp_path: Path) -> None:
    question = "SELECT COUNT(*) FROM (SELECT DISTINCT a.range, b.range FROM range(2000) AS a, range(1500) AS b)"
    spilling = open_warehouse(world.folder, world.version, tmp_path, Bounds(memory="40MB", spill="2GB"))
    assert spilling.rows(question) == [(3_000_000,)]
    spilling.close()
    small = open_warehouse(world.folder, world.version, tmp_path, Bounds(memory="40MB", spill="0KB"))
    with pytest.raises(ToolFailureError) as refused:
        small.rows(question)
    assert refused.value.failure.code == "LIMIT_EXCEEDED"
    small.close()


def test_an_answer_of_too_many_rows_is_refused(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "MOST_ROWS", 10)
    assert len(warehouse.rows("SELECT tx_id FROM fact_tx LIMIT 10")) == 10
    with pytest.raises(ToolFailureError) as refused:
        warehouse.rows("SELECT tx_id FROM fact_tx LIMIT 11")
    assert refused.value.failure.code == "LIMIT_EXCEEDED"


def test_a_folder_without_a_world_is_said(tmp_path: Path) -> None:
    with pytest.raises(ToolFailureError) as refused:
        open_warehouse(tmp_path, "none", tmp_path)
    assert refused.value.failure.code == "UNAVAILABLE"


def test_it_is_opened_late_and_closed(world: World, tmp_path: Path) -> None:
    fits: OpenWarehouse = open_warehouse
    assert OPEN() is fits
    opened = OPEN()(world.folder, world.version, tmp_path)
    opened.close()
    with pytest.raises(ToolFailureError):
        opened.rows("SELECT 1")


def test_the_port_loads_no_engine() -> None:
    code = "import sys; import bank_compliance.warehouse.port, bank_compliance.monitoring.tuning, bank_compliance.tracing.trace; print('duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize("view", adapter.VIEWS)
def test_a_view_says_the_same_to_snowflake(view: str, reads_alike: Callable[[str], bool]) -> None:
    assert reads_alike(text.read("bank_compliance.warehouse", view))


def test_what_only_one_engine_understands_is_noticed(reads_alike: Callable[[str], bool]) -> None:
    assert not reads_alike("SELECT list(tx_id) FROM fact_tx GROUP BY ALL ORDER BY 1 DESC")
