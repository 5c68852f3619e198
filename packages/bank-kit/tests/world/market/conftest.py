"""One draw of the market's factors and curves for all tests that only read it."""

import pytest

from bank_kit.world.market import curves, factors, target
from bank_kit.world.market.factors import Factors
from bank_kit.world.market.streams import Floats

SEED = 42


@pytest.fixture(scope="session")
def drawn() -> Factors:
    return factors.draw(SEED, target.business_days())


@pytest.fixture(scope="session")
def simulated(drawn: Factors) -> dict[str, Floats]:
    return curves.simulate(SEED, drawn)
