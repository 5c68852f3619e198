"""The market desk over the shared store, alone and with deliveries beside it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bank_finance.feed.checking import FeedRules
from bank_finance.feed.delivery import Format
from bank_finance.feed.loading import Delivery, load
from bank_finance.markets.book import StoredBook
from bank_finance.markets.deliveries import Deliveries, NothingDelivered
from bank_finance.markets.desk import MarketDesk
from bank_finance.markets.sink import FeedSink
from bank_finance.store.reading import FinanceStore
from bank_kit.writes.store import open_writes

HEADER = "instrument,field,date,price"


@pytest.fixture(scope="session")
def desk(store: FinanceStore) -> MarketDesk:
    return MarketDesk(store, NothingDelivered())


@pytest.fixture(scope="session")
def book(store: FinanceStore) -> StoredBook:
    return StoredBook(store.rows, NothingDelivered())


@pytest.fixture
def deliveries(tmp_path: Path) -> Iterator[Deliveries]:
    writes = open_writes(tmp_path, "finance")
    yield Deliveries(writes)
    writes.close()


@pytest.fixture
def sink(store: FinanceStore, deliveries: Deliveries) -> FeedSink:
    return FeedSink(store.rows, deliveries)


@pytest.fixture
def fed_desk(store: FinanceStore, deliveries: Deliveries) -> MarketDesk:
    """Sees what `bring` brings."""
    return MarketDesk(store, deliveries)


@pytest.fixture
def bring(sink: FeedSink) -> Callable[..., tuple[int, list[str]]]:
    """Load lines of CSV for a day, 2026-11-20 unless `as_of` says: how many were accepted, and why the others were not."""

    def load_lines(*lines: str, as_of: date = date(2026, 11, 20)) -> tuple[int, list[str]]:
        content = "\n".join([HEADER, *lines, ""]).encode()
        report = load(Delivery(content=content, form=Format.CSV, source="TEST-FEED"), sink, FeedRules(as_of=as_of))
        return len(report.accepted), [each.reason.value for each in report.rejected]

    return load_lines
