"""Portfolios and rulebooks for the capital tests."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from bank_kit.parameters import Rulebook
from bank_risk.capital.irb import IrbPortfolio
from bank_risk.capital.irb_rules import IrbRules
from bank_risk.rulebooks import rulebook

Portfolios = Callable[..., IrbPortfolio]


@pytest.fixture
def book() -> Rulebook:
    return rulebook("BCBS", date(2026, 11, 20))


@pytest.fixture
def rules(book: Rulebook) -> IrbRules:
    return IrbRules.of(book)


@pytest.fixture
def portfolio() -> Portfolios:
    def made(pd: list[float], **columns: list[float] | list[str] | list[bool]) -> IrbPortfolio:
        """A portfolio of corporates with LGD 40%, EAD 100 and 2.5 years, where not told otherwise."""
        usual: dict[str, float | str | bool] = {
            "classes": "CORPORATE",
            "lgd": 0.40,
            "ead": 100.0,
            "maturity": 2.5,
            "sales": float("nan"),
            "security": "UNSECURED",
            "large_financial": False,
            "defaulted": False,
            "expected_loss_rate": 0.0,
        }
        filled = {name: np.array(columns.get(name, [value] * len(pd))) for name, value in usual.items()}
        return IrbPortfolio(pd=np.array(pd), **filled)

    return made
