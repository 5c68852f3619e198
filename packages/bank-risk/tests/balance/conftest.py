"""A store of two companies made by hand, small enough to check every number: DE reports in euro, GB in sterling at 0.80 for one euro."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Table, create_engine, insert
from sqlalchemy.pool import StaticPool

from bank_risk.balance.ledger import Ledger, open_ledger
from bank_risk.store.runs import RiskStore
from bank_risk.store.tables import LOADED
from bank_risk.store.tables.banking import business_indicator, capital_component, deposit, loan, operational_loss
from bank_risk.store.tables.market import fx_eod
from bank_risk.store.tables.trading import book, instrument, legal_entity, position_eod

DAY = date(2026, 11, 20)
DE, GB = "999900KESTREL0000114", "999900KESTREL0000211"
D = Decimal

COMPANIES = [
    {"lei": DE, "name": "One", "country": "DE", "currency": "EUR", "jurisdiction": "EU"},
    {"lei": GB, "name": "Two", "country": "GB", "currency": "GBP", "jurisdiction": "UK"},
]
PLAIN = {
    "customer_id": "C-1",
    "legal_entity": DE,
    "currency": "EUR",
    "undrawn": D(0),
    "pd": 0.01,
    "lgd": 0.4,
    "rating": None,
    "maturity_date": date(2029, 11, 20),
    "rate_kind": "FIXED",
    "rate": 0.04,
    "repricing_date": date(2028, 11, 20),
    "property_value": None,
    "turnover": None,
    "defaulted": 0,
    "provision": D(0),
}
LOANS = [
    PLAIN | {"id": "L-1", "exposure_class": "CORPORATE", "drawn": D(1000), "undrawn": D(500), "rating": "BBB", "turnover": D(80_000_000)},
    PLAIN | {"id": "L-2", "exposure_class": "MORTGAGE", "drawn": D(700), "property_value": D(1000)},
    PLAIN | {"id": "L-3", "exposure_class": "RETAIL", "drawn": D(200), "maturity_date": date(2026, 12, 10), "repricing_date": date(2026, 12, 10)},
    PLAIN | {"id": "L-4", "exposure_class": "SME", "drawn": D(100), "defaulted": 1, "pd": 1.0, "provision": D(30), "turnover": D(2_000_000)},
    PLAIN
    | {"id": "L-5", "exposure_class": "QRRE", "drawn": D(80), "undrawn": D(400), "currency": "GBP", "legal_entity": GB, "maturity_date": date(2027, 5, 20)},
]
BOOKS = [
    {"id": "BOOK-01", "name": "Trading", "desk": "Rates", "kind": "TRADING", "legal_entity": DE},
    {"id": "BOOK-02", "name": "Buffer", "desk": "Treasury", "kind": "BANKING", "legal_entity": DE},
]
BOND = {
    "issuer_lei": None,
    "issuer_country": "DE",
    "coupon": 0.02,
    "frequency": 1,
    "day_count": "ACT/ACT",
    "commodity": None,
    "currency": "EUR",
    "kind": "BOND",
}
INSTRUMENTS = [
    BOND | {"isin": "QZ01", "name": "State", "sector": "SOVEREIGN", "rating": "AAA", "maturity_date": date(2028, 11, 20), "hqla_level": "L1"},
    BOND | {"isin": "QZ02", "name": "Firm", "sector": "INDUSTRIAL", "rating": "BBB", "maturity_date": date(2027, 11, 20), "hqla_level": "L2B"},
    BOND | {"isin": "QZ03", "name": "Soon", "sector": "INDUSTRIAL", "rating": "BB", "maturity_date": date(2026, 12, 1), "hqla_level": "NONE"},
]
HELD = {"as_of": DAY, "price": D(100), "priced_on": DAY}
POSITIONS = [
    HELD | {"book_id": "BOOK-01", "isin": "QZ01", "quantity": D(50), "market_value": D(50), "accrued": D(0)},
    HELD | {"book_id": "BOOK-01", "isin": "QZ03", "quantity": D(40), "market_value": D(40), "accrued": D(1)},
    HELD | {"book_id": "BOOK-02", "isin": "QZ01", "quantity": D(300), "market_value": D(303), "accrued": D(2)},
    HELD | {"book_id": "BOOK-02", "isin": "QZ02", "quantity": D(100), "market_value": D(98), "accrued": D(2)},
]
KEPT = {"legal_entity": DE, "currency": "EUR", "accounts": 1}
DEPOSITS = [
    KEPT | {"product": "CURRENT", "segment": "RETAIL", "balance": D(1000)},
    KEPT | {"product": "SAVINGS", "segment": "PRIVATE", "balance": D(400)},
    KEPT | {"product": "BUSINESS", "segment": "CORPORATE", "balance": D(300)},
    KEPT | {"product": "BUSINESS", "segment": "INSTITUTION", "balance": D(100)},
    KEPT | {"product": "BUSINESS", "segment": "SME", "balance": D(-5)},
    KEPT | {"product": "NOSTRO", "segment": "OWN", "balance": D(-9999)},
    KEPT | {"product": "CURRENT", "segment": "RETAIL", "balance": D(80), "currency": "GBP", "legal_entity": GB},
]
ITEMS = {
    "CET1_SHARES": D(100),
    "CET1_RETAINED": D(150),
    "CET1_DEDUCTIONS": D(-20),
    "AT1": D(30),
    "T2": D(40),
    "TOTAL_ASSETS": D(3000),
    "OFF_BALANCE": D(500),
    "TERM_FUNDING": D(600),
    "SHORT_FUNDING": D(500),
    "COUNTERCYCLICAL_RATE": D("0.01"),
    "GSIB_RATE": D(0),
}
CAPITAL = [
    *({"legal_entity": DE, "as_of": DAY, "item": item, "amount": amount} for item, amount in ITEMS.items()),
    *(
        {"legal_entity": GB, "as_of": DAY, "item": item, "amount": amount / 10 if not item.endswith("_RATE") else D("0.02") if item[0] == "C" else D(0)}
        for item, amount in ITEMS.items()
    ),
]
INCOME = {
    "INTEREST_INCOME": D(60),
    "INTEREST_EXPENSE": D(20),
    "EARNING_ASSETS": D(2000),
    "DIVIDENDS": D(2),
    "FEE_INCOME": D(10),
    "FEE_EXPENSE": D(4),
    "OTHER_INCOME": D(3),
    "OTHER_EXPENSE": D(5),
    "TRADING_PNL": D(-6),
    "BANKING_PNL": D(1),
}
YEARS = [{"legal_entity": DE, "financial_year": year, "item": item, "amount": amount} for year in (2022, 2023, 2024, 2025) for item, amount in INCOME.items()]
LOSSES = [
    {"id": "O-1", "legal_entity": DE, "day": date(2016, 11, 20), "event_type": "EXTERNAL_FRAUD", "amount": D(999)},
    {"id": "O-2", "legal_entity": DE, "day": date(2016, 11, 21), "event_type": "EXTERNAL_FRAUD", "amount": D(10)},
    {"id": "O-3", "legal_entity": DE, "day": DAY, "event_type": "EXTERNAL_FRAUD", "amount": D(30_000)},
    {"id": "O-4", "legal_entity": GB, "day": DAY, "event_type": "EXTERNAL_FRAUD", "amount": D(5)},
]
ROWS: list[tuple[Table, list[dict[str, object]]]] = [
    (legal_entity, [dict(row) for row in COMPANIES]),
    (fx_eod, [{"quote": quote, "day": DAY, "mid": mid} for quote, mid in (("GBP", 0.8), ("USD", 1.25))]),
    (loan, LOANS),
    (book, [dict(row) for row in BOOKS]),
    (instrument, INSTRUMENTS),
    (position_eod, POSITIONS),
    (deposit, DEPOSITS),
    (capital_component, CAPITAL),
    (business_indicator, [dict(row) for row in YEARS]),
    (operational_loss, LOSSES),
]


@pytest.fixture(scope="session")
def by_hand() -> RiskStore:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    LOADED.create_all(engine)
    with engine.begin() as connection:
        for table, rows in ROWS:
            connection.execute(insert(table), rows)
    return RiskStore(engine, "world", "code")


@pytest.fixture(scope="session")
def opened(by_hand: RiskStore) -> Callable[[str | None], Ledger]:
    def ledger(lei: str | None) -> Ledger:
        return open_ledger(by_hand, as_of=None, lei=lei, jurisdiction=None)

    return ledger


@pytest.fixture(scope="session")
def group(opened: Callable[[str | None], Ledger]) -> Ledger:
    return opened(None)


@pytest.fixture(scope="session")
def german(opened: Callable[[str | None], Ledger]) -> Ledger:
    return opened(DE)


@pytest.fixture(scope="session")
def british(opened: Callable[[str | None], Ledger]) -> Ledger:
    return opened(GB)


@pytest.fixture(scope="session")
def bank(store: RiskStore) -> Ledger:
    """The group in the world of size S."""
    return open_ledger(store, as_of=None, lei=None, jurisdiction=None)
