"""The trading desk over the shared store, and positions and trades that tests bend."""

from datetime import date
from decimal import Decimal

import pytest

from bank_finance.store.reading import FinanceStore
from bank_finance.trading.desk import TradingDesk
from bank_finance.trading.holdings import Position
from bank_finance.trading.records import StoredTrade


@pytest.fixture(scope="session")
def desk(store: FinanceStore) -> TradingDesk:
    return TradingDesk(store)


@pytest.fixture
def position() -> Position:
    return Position(
        book_id="BOOK-01",
        isin="QZ0000000017",
        instrument="Sovereign",
        kind="BOND",
        currency="EUR",
        as_of=date(2026, 11, 20),
        quantity=Decimal(1000),
        cost=Decimal("980.00"),
        price=Decimal("98.5"),
        priced_on=date(2026, 11, 19),
        price_source="EOD-COMPOSITE",
        market_value=Decimal("985.00"),
        accrued=Decimal("5.00"),
    )


@pytest.fixture(scope="session")
def swap(desk: TradingDesk) -> StoredTrade:
    return desk.trade("TR-1000001", field="trade")
