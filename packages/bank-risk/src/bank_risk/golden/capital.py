"""Published answers of capital: 112 IRB risk weights, a split home loan, the output floor, the buffer, and the business indicator component."""

import csv
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import numpy as np

from bank_risk.capital import standardised
from bank_risk.capital.irb import IrbPortfolio, calculate
from bank_risk.capital.irb_rules import IrbRules, Security
from bank_risk.capital.operational import indicator_component, loss_multiplier
from bank_risk.capital.output_floor import apply
from bank_risk.capital.ratios import OwnFunds, buffers, position
from bank_risk.capital.sa_traits import RetailKind, SaClass, SaTraits
from bank_risk.golden.case import GoldenCase, Tolerance
from bank_risk.rulebooks import rulebook

IN_FORCE = {"Basel II": date(2010, 1, 1), "Basel III": date(2026, 1, 1)}
CELLS = Path(__file__).parent / "irb_cells.csv"


def capital_cases() -> tuple[GoldenCase, ...]:
    """Every case of this file, in the order of the published tables."""
    with CELLS.open(encoding="utf-8", newline="") as file:
        cells = tuple(csv.DictReader(file, strict=True))
    return (*(_cell(number, cell) for number, cell in enumerate(cells, start=1)), *_operational(), *_examples())


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


def _examples() -> tuple[GoldenCase, ...]:
    """Worked examples of the framework's own footnotes and paragraphs."""
    return (
        GoldenCase(
            id="CRE-001",
            title="RWA of a home loan of 70,000 on 100,000, split at 55 %",
            source="BIS CRE20.83, footnote: 20 % of 55,000 and 75 % of 15,000",
            published=22_250.0,
            unit="EUR",
            tolerance=Tolerance(1e-6),
            ours=_split_home_loan,
        ),
        GoldenCase(
            id="RBC-001",
            title="floored RWA of models 76 and standardised 140 at 72.5 %",
            source="BIS RBC20.13, worked example",
            published=101.5,
            unit="money",
            tolerance=Tolerance(1e-12),
            ours=lambda: float(apply(Decimal(76), Decimal(140), rulebook("BCBS", date(2028, 1, 1))).rwa),
        ),
        GoldenCase(
            id="RBC-002",
            title="earnings kept at 8 % CET1 and no other capital",
            source="BIS RBC30.4, footnote: no conservation buffer is left",
            published=1.0,
            unit="ratio",
            tolerance=Tolerance(1e-12),
            ours=_conserved_without_other_capital,
        ),
    )


def _split_home_loan() -> float:
    traits = SaTraits(exposure_class=SaClass.RESIDENTIAL, loan_to_value=0.7, kind=RetailKind.REGULATORY)
    return float(standardised.calculate([traits], np.array([70_000.0]), rulebook("EU", IN_FORCE["Basel III"])).rwa[0])


def _conserved_without_other_capital() -> float:
    book = rulebook("BCBS", IN_FORCE["Basel III"])
    funds = OwnFunds(cet1=Decimal(8), additional_tier1=Decimal(0), tier2=Decimal(0))
    asked = buffers(book, countercyclical=Decimal(0), systemic=Decimal(0))
    return float(position(funds, Decimal(100), asked, book).conserved)
