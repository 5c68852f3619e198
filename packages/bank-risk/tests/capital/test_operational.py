"""Operational risk: components, buckets, and the multiplier where it counts."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_kit.parameters import Rulebook
from bank_risk.capital.operational import IndicatorYear, business_indicator, calculate, indicator_component, loss_component, loss_multiplier
from bank_risk.rulebooks import rulebook

BILLION = Decimal(10**9)
TODAY = date(2026, 11, 20)
BASEL = rulebook("BCBS", TODAY)


def year(**items: int) -> IndicatorYear:
    usual = dict.fromkeys(IndicatorYear.__dataclass_fields__, 0)
    return IndicatorYear(**{name: Decimal(amount) for name, amount in {**usual, **items}.items()})


def test_the_worked_indicator_of_a_small_bank(book: Rulebook) -> None:
    """Margin 75 capped at 2.25% of 2,000; services take the larger side, results their size."""
    one = year(
        interest_income=120,
        interest_expense=45,
        earning_assets=2_000,
        dividends=5,
        other_income=18,
        other_expense=9,
        fee_income=40,
        fee_expense=12,
        trading_result=-22,
        banking_result=7,
    )
    indicator = business_indicator([one] * 3, book)
    assert [float(part) for part in (indicator.interest, indicator.services, indicator.financial)] == [50, 58, 29]


def test_results_of_both_signs_do_not_cancel_over_the_years(book: Rulebook) -> None:
    years = [year(trading_result=30), year(trading_result=-30), year()]
    assert business_indicator(years, book).financial == 20


def test_two_years_are_not_enough(book: Rulebook) -> None:
    with pytest.raises(ValueError, match="three years"):
        business_indicator([year()] * 2, book)


@pytest.mark.parametrize(("indicator", "component"), [("1", "0.12"), ("30", "4.47"), ("35", "5.37"), ("0", "0")])
def test_coefficients_are_marginal(book: Rulebook, indicator: str, component: str) -> None:
    assert indicator_component(Decimal(indicator) * BILLION, book) == Decimal(component) * BILLION


def test_losses_count_fifteenfold_over_ten_years(book: Rulebook) -> None:
    assert loss_component([Decimal(999)] + [Decimal(10)] * 10, book) == 150
    assert loss_component([], book) == 0


def test_losses_do_not_count_in_the_first_bucket_nor_in_the_european_union() -> None:
    heavy = Decimal(10) * BILLION
    assert loss_multiplier(heavy, BILLION, indicator=BILLION, book=BASEL) == 1
    assert loss_multiplier(heavy, BILLION, indicator=2 * BILLION, book=rulebook("EU", TODAY)) == 1
    assert loss_multiplier(heavy, BILLION, indicator=2 * BILLION, book=BASEL) > 1


@given(st.integers(0, 10**11), st.integers(0, 10**11))
def test_a_larger_indicator_never_needs_less(one: int, other: int) -> None:
    low, high = (indicator_component(Decimal(value), BASEL) for value in sorted((one, other)))
    assert low <= high


def test_rwa_are_twelve_and_a_half_times_the_capital(book: Rulebook) -> None:
    result = calculate([year(fee_income=2_000_000_000)] * 3, [Decimal(18_000_000)] * 10, book)
    assert result.component == 270_000_000
    assert result.loss_component == result.component
    assert float(result.multiplier) == pytest.approx(1.0, abs=1e-15)
    assert result.rwa == Decimal("12.5") * result.capital
