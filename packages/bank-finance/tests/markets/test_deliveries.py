"""Deliveries are kept whole, once, and nothing of them is ever changed."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from sqlalchemy import ClauseElement
from sqlalchemy.schema import CreateTable

from bank_finance.feed.delivery import Quote, Reason, Rejected, Report
from bank_finance.markets.deliveries import KEPT, Deliveries, NothingDelivered
from bank_kit.writes.store import open_writes

FRIDAY = date(2026, 11, 20)


class GoldenSql(Protocol):
    def check(self, area: str, statements: Mapping[str, ClauseElement]) -> None: ...


def _report(name: str, *prices: str) -> Report:
    quotes = tuple(
        Quote(line=line, instrument="QZ0000000017", field="close", on=date(2026, 11, 9 + line), price=Decimal(price), stale=False)
        for line, price in enumerate(prices, start=2)
    )
    rejected = (Rejected(line=99, reason=Reason.BAD_PRICE, why="no price"),)
    return Report(delivery_id=name, source="F", as_of=FRIDAY, accepted=quotes, rejected=rejected, duplicates=(), missing=())


def test_a_delivery_is_kept_once_even_when_it_comes_from_many_at_the_same_time(tmp_path: Path) -> None:
    writes = open_writes(tmp_path, "finance")
    deliveries = Deliveries(writes)
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(deliveries.keep, [_report("d-1", "97.5", "98.125")] * 4)) == [False, False, False, True]
    state = deliveries.state()
    assert state is not None and (state.count, state.last_day) == (1, FRIDAY)
    assert deliveries.delivered("d-1") and not deliveries.delivered("d-2")
    assert [(each.on.day, each.price) for each in deliveries.quoted("QZ0000000017", ["close"], FRIDAY.replace(day=1), FRIDAY)] == [
        (11, Decimal("97.5")),
        (12, Decimal("98.125")),
    ]
    writes.close()


def test_what_is_kept_is_there_for_the_next_process(tmp_path: Path) -> None:
    first = open_writes(tmp_path, "finance")
    Deliveries(first).keep(_report("d-1", "97.5"))
    first.close()
    second = open_writes(tmp_path, "finance")
    close = Deliveries(second).last_close("QZ0000000017", FRIDAY)
    assert close is not None and (close.price, close.on, close.source) == (Decimal("97.5"), date(2026, 11, 11), "F")
    assert Deliveries(second).last_close("QZ0000000017", date(2026, 11, 10)) is None
    second.close()


def test_a_delivery_of_which_nothing_was_accepted_is_kept_with_its_rejections(tmp_path: Path) -> None:
    writes = open_writes(tmp_path, "finance")
    deliveries = Deliveries(writes)
    assert deliveries.keep(_report("d-1")) and deliveries.delivered("d-1")
    with writes.reading() as connection:
        assert connection.exec_driver_sql("SELECT line, reason FROM finance_feed_rejection").all() == [(99, "bad_price")]
    writes.close()


def test_without_a_store_nothing_was_delivered() -> None:
    nothing = NothingDelivered()
    assert not nothing.quoted("QZ0000000017", ["close"], FRIDAY, FRIDAY) and nothing.last_close("QZ0000000017", FRIDAY) is None


def test_the_tables_of_deliveries_keep_to_what_every_dialect_shares(golden_sql: GoldenSql) -> None:
    golden_sql.check("deliveries", {table.name: CreateTable(table) for table in KEPT.sorted_tables})
