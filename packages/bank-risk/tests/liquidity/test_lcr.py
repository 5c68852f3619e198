"""The liquidity coverage ratio caps inflows and never divides by nothing."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from bank_kit.parameters import Rulebook
from bank_risk.liquidity.lcr import Coverage, coverage


def of(book: Rulebook, *, outflows: Mapping[str, int], inflows: Mapping[str, int]) -> Coverage:
    out, into = ({kind: Decimal(amount) for kind, amount in lines.items()} for lines in (outflows, inflows))
    return coverage({"L1": Decimal(100)}, outflows=out, inflows=into, unwinds=(), book=book)


def test_outflows_less_inflows_against_the_stock(book: Rulebook) -> None:
    found = of(book, outflows={"OTHER_WHOLESALE": 100, "RETAIL_LESS_STABLE": 500}, inflows={"FINANCIAL": 70})
    assert found.net_outflow == 80
    assert found.ratio == Decimal("1.25")
    assert found.surplus == 20


def test_inflows_count_up_to_three_quarters_of_outflows(book: Rulebook) -> None:
    found = of(book, outflows={"OTHER_WHOLESALE": 100}, inflows={"FINANCIAL": 90})
    assert found.inflow == 90
    assert found.inflow_counted == 75
    assert found.ratio == 4


def test_without_outflows_there_is_no_ratio(book: Rulebook) -> None:
    assert of(book, outflows={}, inflows={"FINANCIAL": 90}).ratio is None


@pytest.mark.parametrize(
    ("kind", "percent"),
    [
        ("RETAIL_STABLE_INSURED", 3),
        ("RETAIL_STABLE", 5),
        ("RETAIL_LESS_STABLE", 10),
        ("OPERATIONAL", 25),
        ("NON_FINANCIAL_WHOLESALE", 40),
        ("NON_FINANCIAL_WHOLESALE_INSURED", 20),
    ],
)
def test_outflow_factors_are_those_of_the_standard(book: Rulebook, kind: str, percent: int) -> None:
    assert of(book, outflows={kind: 100}, inflows={}).outflow == percent
