"""A line is a balance times the factor that stands in the rules."""

from decimal import Decimal

import pytest

from bank_kit.failures import ToolFailureError
from bank_kit.parameters import Rulebook
from bank_risk.liquidity.lines import total, weigh


def test_lines_carry_factor_and_paragraph(book: Rulebook) -> None:
    stable, operational = weigh({"RETAIL_STABLE": Decimal(200), "OPERATIONAL": Decimal(40)}, book, framework="LCR", name="outflow")
    assert (stable.factor, stable.weighted, stable.paragraph) == (Decimal("0.05"), Decimal(10), "LCR40.7")
    assert total((stable, operational)) == 20
    assert total(()) == 0


@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity"])
def test_a_senseless_balance_is_refused(book: Rulebook, amount: str) -> None:
    with pytest.raises(ValueError, match="RETAIL_STABLE"):
        weigh({"RETAIL_STABLE": Decimal(amount)}, book, framework="LCR", name="outflow")


def test_an_unknown_kind_is_refused(book: Rulebook) -> None:
    with pytest.raises(ToolFailureError):
        weigh({"PROMISES": Decimal(1)}, book, framework="LCR", name="outflow")
