"""Own funds and balance-sheet totals of each of the bank's companies over thirteen months, measured by what it has at risk.

Above: build. Below: losses, weights, filling; reads draft_balance.
"""

from calendar import monthrange
from datetime import date

import duckdb

from bank_kit.world.making.filling import fill_rows
from bank_kit.world.making.losses import COMPONENT, indicator
from bank_kit.world.making.weights import Balance, balances
from bank_kit.world.market.streams import stream
from bank_kit.world.size import Spec

CORE, ADDITIONAL, SUPPLEMENTARY = 0.150, 0.015, 0.020
"""CET1, AT1 and T2 for each unit at risk."""
SHARES, DEDUCTIONS = 0.45, 0.08
"""Of CET1: what shareholders paid in, and what is deducted; retained earnings make up the whole."""
LEVERAGE = 0.057
"""Tier 1 for each unit of exposure; what loans and securities leave is balances with central banks and other assets."""
OTHER_ASSETS = 1.05
STABLE = 1.15
"""Stable funding for each unit that loans and securities ask for; what own funds and deposits leave of it is issued for more than a year."""
OPERATIONAL = 12.5 * COMPONENT
COUNTERCYCLICAL = {"EU": 0.0075, "UK": 0.02, "US": 0.0}
MONTHS = 13
GROWTH = 0.004

_DEPOSITS = """
SELECT b.legal_entity, sum(b.balance / coalesce(f.mid, 1))::DOUBLE FROM draft_balance b LEFT JOIN fx_eod f ON f.quote = b.currency AND f.date = $as_of
GROUP BY ALL
"""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Creates capital_item."""
    days = month_ends(spec.as_of)
    deposits = dict(connection.execute(_DEPOSITS, {"as_of": spec.as_of}).fetchall())
    rows: list[tuple[object, ...]] = []
    for company in balances(connection):
        numbers = stream(spec.seed, f"capital {company.jurisdiction}")
        noise = numbers.uniform(-0.006, 0.006, MONTHS).tolist()
        for place, day in enumerate(days):
            scale = 1.0 if day == spec.as_of else (1.0 + GROWTH) ** (place + 1 - MONTHS) * (1.0 + noise[place])
            rows += [
                (company.legal_entity, day, item, amount) for item, amount in sorted(items(company, deposits.get(company.legal_entity, 0.0), scale).items())
            ]
    fill_rows(connection, "capital_item", rows)


def month_ends(as_of: date) -> tuple[date, ...]:
    """The twelve ends of months before the business date, and the business date."""
    months = [(as_of.year * 12 + as_of.month - 1 - back) for back in range(MONTHS - 1, 0, -1)]
    return (*(date(month // 12, month % 12 + 1, monthrange(month // 12, month % 12 + 1)[1]) for month in months), as_of)


def items(company: Balance, deposits: float, scale: float) -> dict[str, float]:
    """All items of one day in the company's currency from deposits in euro, amounts multiplied by `scale`, rates as they are."""
    at_risk = company.weighted + OPERATIONAL * indicator(company)
    core = CORE * at_risk
    tier_one = core + ADDITIONAL * at_risk
    own = tier_one + SUPPLEMENTARY * at_risk
    term = max(STABLE * (0.75 * company.loans + 0.1 * company.held + 0.6 * company.traded) - own - 0.8 * deposits, 0.0)
    funded = own + deposits + term
    assets = max(OTHER_ASSETS * company.assets, tier_one / LEVERAGE - 0.25 * company.promised, funded)
    amounts = {
        "CET1_SHARES": SHARES * core,
        "CET1_RETAINED": (1.0 - SHARES + DEDUCTIONS) * core,
        "CET1_DEDUCTIONS": -DEDUCTIONS * core,
        "AT1": ADDITIONAL * at_risk,
        "T2": SUPPLEMENTARY * at_risk,
        "TOTAL_ASSETS": assets,
        "TERM_FUNDING": term,
        "SHORT_FUNDING": assets - funded,
        "OFF_BALANCE": company.promised,
    }
    rates = {"COUNTERCYCLICAL_RATE": COUNTERCYCLICAL[company.jurisdiction], "GSIB_RATE": 0.0}
    return {**{item: round(amount * scale * company.per_euro, 2) for item, amount in amounts.items()}, **rates}
