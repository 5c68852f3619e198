"""Answers of liquidity and of the interest rate risk of the banking book: both cap vectors and the worked example of the rate shocks."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial

import numpy as np

from bank_risk.banking_book.shocks import Scenario, ShockSizes, ShockTerms, shifts
from bank_risk.golden.case import GoldenCase, Tolerance
from bank_risk.liquidity.hqla import stock
from bank_risk.rulebooks import rulebook

TODAY = date(2026, 11, 20)
VECTORS: tuple[tuple[str, Mapping[str, int], float], ...] = (
    ("LCR-001", {"L1": 800, "L2A": 100, "L2B_EQUITY": 60}, 915.0),
    ("LCR-002", {"L1": 200, "L2A": 200, "L2B_EQUITY": 100}, 1000.0 / 3.0),
)
"""Market values, and the stock that the formulas of LCR30 Annex 1 leave of them."""


def liquidity_cases() -> tuple[GoldenCase, ...]:
    """Every case of this file."""
    return (*(_vector(name, holdings, counted) for name, holdings, counted in VECTORS), *_shocks())


def _vector(name: str, holdings: Mapping[str, int], counted: float) -> GoldenCase:
    return GoldenCase(
        id=name,
        title="HQLA of " + ", ".join(f"{kind} {amount}" for kind, amount in holdings.items()),
        source="BIS LCR30 Annex 1, computed by hand from its formulas",
        published=counted,
        unit="money",
        tolerance=Tolerance(1e-9),
        ours=partial(_counted, holdings),
    )


def _counted(holdings: Mapping[str, int]) -> float:
    held = {kind: Decimal(amount) for kind, amount in holdings.items()}
    return float(stock(held, (), rulebook("BCBS", TODAY)).amount)


def _shocks() -> tuple[GoldenCase, ...]:
    """A short and a long shock of 100 bp, at three and a half years."""
    published = ((Scenario.STEEPENER, "IRR-001", 25.4), (Scenario.FLATTENER, "IRR-002", -1.6))
    return tuple(
        GoldenCase(
            id=name,
            title=f"{scenario.value} of 100 bp at 3.5 years",
            source="BIS SRP31.91, worked example of the rotation shocks",
            published=basis_points,
            unit="bp",
            tolerance=Tolerance(0.05),
            ours=partial(_shift_at, scenario),
        )
        for scenario, name, basis_points in published
    )


def _shift_at(scenario: Scenario) -> float:
    terms = ShockTerms.of(rulebook("BCBS", TODAY))
    sizes = ShockSizes(parallel=0.01, short=0.01, long=0.01)
    return 10_000.0 * float(shifts(scenario, np.array([3.5]), sizes=sizes, terms=terms)[0])
