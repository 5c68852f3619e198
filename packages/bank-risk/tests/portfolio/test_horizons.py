"""Liquidity horizons (MAR33.12)."""

import pytest

from bank_risk.market.revaluation import Move
from bank_risk.market.scenario import RiskClass
from bank_risk.portfolio.history import Column
from bank_risk.portfolio.horizons import CLASSES, class_of, horizon
from bank_risk.portfolio.reading import history_of
from bank_risk.rulebooks import rulebook
from bank_risk.store.runs import RiskStore


@pytest.mark.parametrize(
    ("name", "risk_class", "commodity", "days"),
    [
        ("EUR-ESTR:5Y", RiskClass.INTEREST_RATE, None, 10),
        ("CHF-SARON:5Y", RiskClass.INTEREST_RATE, None, 20),
        ("EUR-GOVT:5Y", RiskClass.CREDIT_SPREAD, None, 20),
        ("EUR-CORP-BBB:5Y", RiskClass.CREDIT_SPREAD, None, 40),
        ("EUR-CORP-BB:5Y", RiskClass.CREDIT_SPREAD, None, 60),
        ("EQ-QZ1", RiskClass.EQUITY, None, 10),
        ("EURUSD", RiskClass.FOREIGN_EXCHANGE, None, 10),
        ("EURPLN", RiskClass.FOREIGN_EXCHANGE, None, 20),
        ("CO-QZ1", RiskClass.COMMODITY, "ENERGY", 20),
        ("CO-QZ1", RiskClass.COMMODITY, "OTHER", 60),
        ("VOL-SWAPTION-EUR-ESTR:1Y", RiskClass.VOLATILITY, None, 60),
        ("VOL-EQ-QZ1:1Y", RiskClass.VOLATILITY, None, 20),
    ],
)
def test_the_horizons_of_the_table(store: RiskStore, name: str, risk_class: RiskClass, commodity: str | None, days: float) -> None:
    column = Column(id=name, risk_class=risk_class, kind=Move.ABSOLUTE)
    assert horizon(column, commodity, rulebook("BCBS", store.business_date())) == days


def test_volatilities_count_in_the_class_of_their_underlying(store: RiskStore) -> None:
    assert {class_of(column) for column in history_of(store).columns} == set(CLASSES)
