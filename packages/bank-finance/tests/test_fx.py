"""Rates by the shortest way, with the way named."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_finance.fx import CrossRate, Way, cross_rate
from bank_kit.failures import FailureCode, ToolFailureError

QUOTES = {("EUR", "USD"): Decimal("1.0850"), ("EUR", "JPY"): Decimal("163.20"), ("GBP", "USD"): Decimal("1.2700")}
RATES = st.decimals(Decimal("0.0001"), Decimal(100000), places=6, allow_nan=False)


@pytest.mark.parametrize(
    ("base", "quote", "way", "path", "rate"),
    [
        ("EUR", "USD", Way.DIRECT, ("EUR", "USD"), "1.0850"),
        ("USD", "EUR", Way.INVERSE, ("USD", "EUR"), "0.9216589862"),
        ("USD", "JPY", Way.TRIANGULATED, ("USD", "EUR", "JPY"), "150.4147465"),
        ("GBP", "USD", Way.DIRECT, ("GBP", "USD"), "1.27"),
        ("EUR", "EUR", Way.SAME, ("EUR",), "1"),
    ],
)
def test_the_way_and_the_rounded_rate(base: str, quote: str, way: Way, path: tuple[str, ...], rate: str) -> None:
    found = cross_rate(base, quote, QUOTES)
    assert (found.way, found.path, found.rate) == (way, path, Decimal(rate))


@given(RATES, RATES)
def test_there_and_back_is_one(dollar: Decimal, yen: Decimal) -> None:
    quotes = {("EUR", "USD"): dollar, ("EUR", "JPY"): yen}
    there: CrossRate = cross_rate("USD", "JPY", quotes)
    back = cross_rate("JPY", "USD", quotes)
    assert there.fraction * back.fraction == 1
    assert there.inverse == back.rate
    assert abs(there.rate * back.rate - 1) < Decimal("2e-9")


def test_amounts_are_rounded_once_to_the_minor_unit() -> None:
    assert cross_rate("USD", "JPY", QUOTES).convert(Decimal(1000000)).amount == Decimal(150414747)
    assert cross_rate("JPY", "USD", QUOTES).convert(Decimal(100)).amount == Decimal("0.66")


@pytest.mark.parametrize("quotes", [{}, {("EUR", "USD"): Decimal(0)}, {("EUR", "USD"): Decimal("NaN")}])
def test_no_way_and_no_positive_rate_are_no_market_data(quotes: dict[tuple[str, str], Decimal]) -> None:
    with pytest.raises(ToolFailureError) as refused:
        cross_rate("USD", "EUR", quotes)
    assert refused.value.failure.code is FailureCode.NO_MARKET_DATA
