"""The rulebook the banking book tests stand on."""

from datetime import date

import pytest

from bank_kit.parameters import Rulebook
from bank_risk.rulebooks import rulebook


@pytest.fixture
def book() -> Rulebook:
    return rulebook("BCBS", date(2026, 11, 20))
