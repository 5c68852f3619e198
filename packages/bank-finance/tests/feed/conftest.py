"""A sink in memory and the rules of one business day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest

from bank_finance.feed.checking import FeedRules
from bank_finance.feed.delivery import PriceSink, Report


@dataclass
class MemorySink:
    """What a store would do, in dictionaries."""

    instruments: frozenset[str] = frozenset({"QZ0000000017", "QZ0000000025"})
    prices: dict[tuple[str, str], dict[date, Decimal]] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)

    def knows(self, instrument: str) -> bool:
        return instrument in self.instruments

    def stored(self, instrument: str, field: str, on: date) -> Decimal | None:
        return self.prices.get((instrument, field), {}).get(on)

    def latest_before(self, instrument: str, field: str, on: date) -> Decimal | None:
        earlier = {day: price for day, price in self.prices.get((instrument, field), {}).items() if day < on}
        return earlier[max(earlier)] if earlier else None

    def delivered(self, delivery_id: str) -> bool:
        return delivery_id in self.reports

    def keep(self, report: Report) -> bool:
        if report.delivery_id in self.reports:
            return False
        self.reports[report.delivery_id] = report
        for quote in report.accepted:
            self.prices.setdefault((quote.instrument, quote.field), {})[quote.on] = quote.price
        return True


@pytest.fixture
def sink() -> PriceSink:
    return MemorySink()


@pytest.fixture
def new_sink() -> Callable[[], PriceSink]:
    """For properties, which need a fresh one each time."""
    return MemorySink


@pytest.fixture
def rules() -> FeedRules:
    return FeedRules(as_of=date(2026, 11, 20), expected=frozenset({"QZ0000000017", "QZ0000000025"}))
