"""Markets of our own making, and the desk over the shared store."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

import pytest

from bank_finance.markets.deliveries import NothingDelivered
from bank_finance.markets.desk import MarketDesk
from bank_finance.markets.port import MarketBook
from bank_finance.markets.records import Listed, Point, Quoted, Rates, StoredCurve, Volatilities
from bank_finance.store.reading import FinanceStore
from bank_finance.trading.desk import TradingDesk
from bank_finance.valuations.desk import ValuationDesk

FRIDAY = date(2026, 11, 20)


@dataclass
class PlainBook:
    """Everything of one day, the same for every name; `on` makes it old, an empty name makes it missing."""

    on: date = FRIDAY
    rate: float = 0.02
    missing: frozenset[str] = frozenset()

    def listed(self, isin: str) -> Listed | None:
        del isin
        return None

    def close(self, isin: str, on: date) -> Quoted | None:
        del on
        return None if isin in self.missing else Quoted(on=self.on, price=Decimal(100), priced_on=self.on, source="T")

    def curve(self, curve_id: str, on: date) -> StoredCurve | None:
        if curve_id in self.missing:
            return None
        points = (Point(365, "1Y", self.rate), Point(3652, "10Y", self.rate))
        kind: Literal["OIS", "CREDIT"] = "CREDIT" if "CORP" in curve_id else "OIS"
        return StoredCurve(id=curve_id, currency=curve_id[:3], index=curve_id[4:], kind=kind, on=min(on, self.on), points=points)

    def rates(self, on: date) -> Rates | None:
        del on
        return None if "FX" in self.missing else Rates(on=self.on, per_euro={"USD": Decimal("1.25"), "PLN": Decimal(4)})

    def volatilities(self, underlying: str, on: date) -> Volatilities | None:
        del on
        known = underlying not in self.missing and underlying != "USDEUR"
        return Volatilities(underlying=underlying, on=self.on, by_tenor={"1M": 0.1, "3M": 0.1, "1Y": 0.1, "5Y": 0.1}) if known else None


@pytest.fixture
def plain_book() -> MarketBook:
    return PlainBook()


@pytest.fixture
def old_book() -> MarketBook:
    """Three days old."""
    return PlainBook(on=date(2026, 11, 17))


@pytest.fixture
def ancient_book() -> MarketBook:
    return PlainBook(on=date(2026, 11, 1))


@pytest.fixture
def empty_book() -> MarketBook:
    """Only curves."""
    return PlainBook(missing=frozenset({"QZ0000000306", "FX", "EURUSD", "USDEUR", "EUR-ESTR"}))


@pytest.fixture(scope="session")
def markets(store: FinanceStore) -> MarketDesk:
    return MarketDesk(store, NothingDelivered())


@pytest.fixture(scope="session")
def trading(store: FinanceStore) -> TradingDesk:
    return TradingDesk(store)


@pytest.fixture(scope="session")
def desk(store: FinanceStore, markets: MarketDesk, trading: TradingDesk) -> ValuationDesk:
    return ValuationDesk(store, markets, trading)
