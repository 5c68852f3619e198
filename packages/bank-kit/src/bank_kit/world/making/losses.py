"""Three years of the business indicator's components and ten years of operational losses, both measured by what each company earns.

Above: build, capital. Below: weights, filling. Losses are lognormal and scaled so that the loss component stands a little below the business indicator's.
"""

from datetime import date, timedelta

import duckdb
import numpy as np
from numpy.typing import NDArray

from bank_kit.world.making.filling import fill, fill_rows, objects
from bank_kit.world.making.weights import Balance, balances
from bank_kit.world.market.streams import stream
from bank_kit.world.schema.exposures import INDICATOR_ITEMS
from bank_kit.world.size import AS_OF, Spec

YEARS = (2023, 2024, 2025)
GROWTH = 0.03
USUAL, FEWEST, MOST = 7_500.0, 40, 600
"""Euro of a usual loss, and bounds of how many there are: a small bank has few losses, not small ones."""
EVENTS = {
    "EXECUTION_DELIVERY_AND_PROCESS_MANAGEMENT": (0.36, 0.9),
    "EXTERNAL_FRAUD": (0.28, 0.6),
    "CLIENTS_PRODUCTS_AND_BUSINESS_PRACTICES": (0.14, 2.4),
    "BUSINESS_DISRUPTION_AND_SYSTEM_FAILURES": (0.10, 0.8),
    "EMPLOYMENT_PRACTICES_AND_WORKPLACE_SAFETY": (0.06, 0.7),
    "INTERNAL_FRAUD": (0.04, 1.6),
    "DAMAGE_TO_PHYSICAL_ASSETS": (0.02, 0.9),
}
"""Level-one categories of OPE25.17: part of all losses, and usual size beside the others."""
SHAPE = 1.5
"""Deviation of a loss's logarithm."""
COMPONENT = 0.12
"""Of the business indicator, for banks as small as ours: what the losses are measured by."""
SEVERITY = 0.80 / 15.0
"""A year's losses as a part of that component."""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Creates business_indicator and operational_loss."""
    kept = balances(connection)
    rows = [
        (each.legal_entity, year, item, round(amount * (1 + GROWTH) ** (year - YEARS[-1]), 2))
        for each in kept
        for year in YEARS
        for item, amount in sorted(components(each).items())
    ]
    fill_rows(connection, "business_indicator", rows)
    _losses(connection, spec, kept)


def components(company: Balance) -> dict[str, float]:
    """The ten components of a year, in euro, from what the company lent and holds."""
    earned = (
        company.income,
        company.income * 0.46,
        company.loans + company.held,
        company.traded * 0.004,
        company.loans * 0.0060,
        company.loans * 0.0021,
        company.loans * 0.0009,
        company.loans * 0.0006,
        company.traded * 0.045,
        -company.held * 0.003,
    )
    return dict(zip(INDICATOR_ITEMS, earned, strict=True))


def indicator(company: Balance) -> float:
    """About what the business indicator comes to, in euro."""
    found = components(company)
    interest = min(found["INTEREST_INCOME"] - found["INTEREST_EXPENSE"], 0.0225 * found["EARNING_ASSETS"])
    fees = found["FEE_INCOME"] + found["OTHER_INCOME"]
    return interest + found["DIVIDENDS"] + fees + abs(found["TRADING_PNL"]) + abs(found["BANKING_PNL"])


def _losses(connection: duckdb.DuckDBPyConnection, spec: Spec, kept: tuple[Balance, ...]) -> None:
    numbers = stream(spec.seed, "operational losses")
    indicators = np.array([indicator(each) for each in kept])
    total = float(indicators.sum()) * COMPONENT * SEVERITY * 10.0
    count = min(max(round(total / USUAL), FEWEST), MOST)
    owners = _each_once(numbers, numbers.choice(len(kept), count, p=indicators / indicators.sum()), len(kept))
    kinds = _each_once(numbers, numbers.choice(len(EVENTS), count, p=[part for part, _ in EVENTS.values()]), len(EVENTS))
    usual = np.array([size for _, size in EVENTS.values()])
    drawn = usual[kinds] * np.exp(np.clip(numbers.normal(0.0, SHAPE, count), -2.5, 3.2))
    amounts = drawn / drawn.sum() * total
    first = date(AS_OF.year - 10, AS_OF.month, AS_OF.day) + timedelta(days=1)
    ages = np.sort(numbers.integers(0, (AS_OF - first).days + 1, count))
    columns = {
        "id": objects(f"O-{10_001 + place}" for place in range(count)),
        "legal_entity": objects(kept[owner].legal_entity for owner in owners),
        "date": np.datetime64(first) + ages,
        "event_type": objects(EVENTS)[kinds],
        "amount": np.round(np.maximum(amounts, 10.0), 2),
    }
    fill(connection, "operational_loss", columns)


def _each_once(numbers: np.random.Generator, drawn: NDArray[np.int64], choices: int) -> NDArray[np.int64]:
    """As drawn, but every choice at least once."""
    places = numbers.choice(len(drawn), choices, replace=False)
    drawn[places] = np.arange(choices)
    return drawn
