"""Published answers of credit and operational risk: 112 IRB risk weights and the business indicator component."""

import csv
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import numpy as np

from bank_risk.capital.irb import IrbPortfolio, calculate
from bank_risk.capital.irb_rules import IrbRules, Security
from bank_risk.capital.operational import indicator_component, loss_multiplier
from bank_risk.golden.case import GoldenCase, Tolerance
from bank_risk.rulebooks import rulebook

IN_FORCE = {"Basel II": date(2010, 1, 1), "Basel III": date(2026, 1, 1)}
CELLS = Path(__file__).parent / "irb_cells.csv"


def capital_cases() -> tuple[GoldenCase, ...]:
    """Every case of this file, in the order of the published tables."""
    with CELLS.open(encoding="utf-8", newline="") as file:
        cells = tuple(csv.DictReader(file, strict=True))
    return (*(_cell(number, cell) for number, cell in enumerate(cells, start=1)), *_operational())


def irb_weight(*, exposure: str, pd: float, lgd: float, sales: float, on: date) -> float:
    """Risk weight of one exposure with 2.5 years to run, in percent of EAD."""
    portfolio = IrbPortfolio(
        classes=np.array([exposure]),
        pd=np.array([pd]),
        lgd=np.array([lgd]),
        ead=np.array([1.0]),
        maturity=np.array([2.5]),
        sales=np.array([sales]),
        security=np.array([Security.UNSECURED.value]),
        large_financial=np.array([False]),
        defaulted=np.array([False]),
        expected_loss_rate=np.array([0.0]),
    )
    return 100.0 * float(calculate(portfolio, IrbRules.of(rulebook("BCBS", on))).weight[0])


def _cell(number: int, cell: Mapping[str, str]) -> GoldenCase:
    sales = float(cell["sales"] or "nan")
    ours = partial(irb_weight, exposure=cell["exposure"], pd=float(cell["pd"]), lgd=float(cell["lgd"]), sales=sales, on=IN_FORCE[cell["rulebook"]])
    return GoldenCase(
        id=f"IRB-{number:03d}",
        title=f"{cell['exposure']} PD {float(cell['pd']):.2%} LGD {float(cell['lgd']):.0%}, {cell['rulebook']}",
        source=cell["source"],
        published=float(cell["published_risk_weight_percent"]),
        unit="% of EAD",
        tolerance=Tolerance(0.01),
        ours=ours,
    )


def _operational() -> tuple[GoldenCase, ...]:
    book = rulebook("BCBS", IN_FORCE["Basel III"])
    billion = Decimal(10**9)
    component = partial(indicator_component, 35 * billion, book)
    return (
        GoldenCase(
            id="OPE-001",
            title="BIC of a business indicator of EUR 35bn",
            source="BIS OPE25.7, footnote 2",
            published=5.37,
            unit="EUR bn",
            tolerance=Tolerance(1e-12),
            ours=lambda: float(component() / billion),
        ),
        GoldenCase(
            id="OPE-002",
            title="ILM when the loss component equals the BIC",
            source="BIS OPE25.9",
            published=1.0,
            unit="none",
            tolerance=Tolerance(1e-12),
            ours=lambda: float(loss_multiplier(component(), component(), indicator=35 * billion, book=book)),
        ),
    )
