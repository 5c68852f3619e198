"""One seeded history, the rulebook of the day, and a small book of options and bonds to revalue."""

from datetime import date

import numpy as np
import pytest

from bank_kit.parameters import Rulebook
from bank_risk import rulebooks
from bank_risk.market.arrays import Floats

IN_FORCE = date(2026, 11, 20)


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return rulebooks.rulebook("BCBS", IN_FORCE)


@pytest.fixture(scope="session")
def european() -> Rulebook:
    return rulebooks.rulebook("EU", IN_FORCE)


@pytest.fixture(scope="session")
def year_of_pnl() -> Floats:
    """250 days of fat-tailed P&L, currency."""
    return np.random.Generator(np.random.PCG64(7)).standard_t(4, 250) * 100_000.0


@pytest.fixture(scope="session")
def returns() -> Floats:
    """500 days of five correlated factors."""
    generator = np.random.Generator(np.random.PCG64(11))
    return generator.standard_normal((500, 5)) @ generator.standard_normal((5, 5)) * 0.01
