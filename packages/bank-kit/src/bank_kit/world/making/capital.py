"""Own funds and balance-sheet totals of each of the bank's companies over thirteen months, measured by what it has at risk.

Above: build. Below: losses, weights, filling.
"""

from calendar import monthrange
from datetime import date

import duckdb

from bank_kit.world.making.filling import fill_rows
from bank_kit.world.making.losses import COMPONENT, indicator
from bank_kit.world.making.weights import Balance, balances
from bank_kit.world.market.streams import stream
from bank_kit.world.size import Spec

CORE, ADDITIONAL, SUPPLEMENTARY = 0.142, 0.015, 0.020
"""CET1, AT1 and T2 for each unit at risk."""
SHARES, DEDUCTIONS = 0.45, 0.08
"""Of CET1: what shareholders paid in, and what is deducted; retained earnings make up the whole."""
LEVERAGE = 0.053
"""Tier 1 for each unit of exposure; what loans and securities leave is balances with central banks and other assets."""
OTHER_ASSETS = 1.05
OPERATIONAL = 12.5 * COMPONENT
COUNTERCYCLICAL = {"EU": 0.0075, "UK": 0.02, "US": 0.0}
MONTHS = 13
GROWTH = 0.004


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Creates capital_item."""
    days = month_ends(spec.as_of)
    rows: list[tuple[object, ...]] = []
    for company in balances(connection):
        numbers = stream(spec.seed, f"capital {company.jurisdiction}")
        noise = numbers.uniform(-0.006, 0.006, MONTHS).tolist()
        for place, day in enumerate(days):
            scale = 1.0 if day == spec.as_of else (1.0 + GROWTH) ** (place + 1 - MONTHS) * (1.0 + noise[place])
            rows += [(company.legal_entity, day, item, amount) for item, amount in sorted(items(company, scale).items())]
    fill_rows(connection, "capital_item", rows)


def month_ends(as_of: date) -> tuple[date, ...]:
    """The twelve ends of months before the business date, and the business date."""
    months = [(as_of.year * 12 + as_of.month - 1 - back) for back in range(MONTHS - 1, 0, -1)]
    return (*(date(month // 12, month % 12 + 1, monthrange(month // 12, month % 12 + 1)[1]) for month in months), as_of)


def items(company: Balance, scale: float) -> dict[str, float]:
    """All items of one day in the company's currency, amounts multiplied by `scale`, rates as they are."""
    at_risk = company.weighted + OPERATIONAL * indicator(company)
    core = CORE * at_risk
    tier_one = core + ADDITIONAL * at_risk
    amounts = {
        "CET1_SHARES": SHARES * core,
        "CET1_RETAINED": (1.0 - SHARES + DEDUCTIONS) * core,
        "CET1_DEDUCTIONS": -DEDUCTIONS * core,
        "AT1": ADDITIONAL * at_risk,
        "T2": SUPPLEMENTARY * at_risk,
        "TOTAL_ASSETS": max(OTHER_ASSETS * company.assets, tier_one / LEVERAGE - 0.25 * company.promised),
        "OFF_BALANCE": company.promised,
    }
    rates = {"COUNTERCYCLICAL_RATE": COUNTERCYCLICAL[company.jurisdiction], "GSIB_RATE": 0.0}
    return {**{item: round(amount * scale * company.per_euro, 2) for item, amount in amounts.items()}, **rates}
