"""Economic value and income: buckets lose nothing, signs are right, currencies offset as the rules say."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_kit.parameters import Rulebook
from bank_risk.banking_book.irrbb import Buckets, CurrencyBook, income_change, measure, value_change
from bank_risk.banking_book.shocks import Scenario
from bank_risk.rulebooks import rulebook

BASEL = rulebook("BCBS", date(2026, 11, 20))
EUROPE = rulebook("EU", date(2026, 11, 20))


def bond(amount: float, years: float, currency: str = "EUR") -> CurrencyBook:
    flows = Buckets.of(BASEL).slot(np.array([years]), np.array([amount]))
    return CurrencyBook(currency=currency, flows=flows, rates=np.full(19, 0.02))


@given(st.lists(st.tuples(st.floats(0, 60), st.floats(-1e9, 1e9)), min_size=1, max_size=50))
def test_slotting_keeps_the_total(flows: list[tuple[float, float]]) -> None:
    years, amounts = (np.array(column) for column in zip(*flows, strict=True))
    assert Buckets.of(BASEL).slot(years, amounts).sum() == pytest.approx(amounts.sum(), abs=1e-3)


def test_there_are_nineteen_buckets_and_an_end_belongs_to_its_own(book: Rulebook) -> None:
    slotted = Buckets.of(book).slot(np.array([0.0, 1.0, 1.01, 20.0, 99.0]), np.ones(5))
    assert len(slotted) == 19
    assert np.flatnonzero(slotted).tolist() == [0, 5, 6, 17, 18]


def test_the_middles_lie_between_the_ends(book: Rulebook) -> None:
    buckets = Buckets.of(book)
    assert buckets.middles[0] == pytest.approx(buckets.ends[0], abs=1e-4), "the first is one day, printed with four digits"
    assert (buckets.middles[1:-1] < buckets.ends[1:]).all()
    assert (buckets.ends < buckets.middles[1:]).all()


def test_a_long_asset_loses_by_duration_when_rates_rise(book: Rulebook) -> None:
    change = value_change(bond(1_000.0, 4.2), Scenario.PARALLEL_UP, book)
    exact = 1_000 * np.exp(-0.02 * 4.5) * (np.exp(-0.0225 * 4.5) - 1)
    assert change == pytest.approx(exact)
    assert change < 0 < value_change(bond(1_000.0, 4.2), Scenario.PARALLEL_DOWN, book)


def test_what_reprices_early_earns_the_shift_for_the_rest_of_the_year(book: Rulebook) -> None:
    assert income_change(bond(1_000.0, 0.2), Scenario.PARALLEL_UP, book) == pytest.approx(1_000 * 0.0225 * (1 - 0.1667))
    assert income_change(bond(1_000.0, 3.0), Scenario.PARALLEL_UP, book) == 0.0


def test_gains_of_one_currency_count_nothing_in_basel_and_half_in_europe() -> None:
    books = [bond(1_000.0, 4.5), bond(-1_000.0, 4.5, "USD")]
    scenario = Scenario.PARALLEL_UP
    basel, europe = measure(books, 100.0, BASEL), measure(books, 100.0, EUROPE)
    assert basel.value_totals[scenario] == pytest.approx(basel.value_changes[scenario]["EUR"])
    by = europe.value_changes[scenario]
    assert europe.value_totals[scenario] == pytest.approx(by["EUR"] + 0.5 * by["USD"])


def test_income_of_one_currency_nets_that_of_another_in_basel_and_half_of_it_in_europe() -> None:
    books = [bond(1_000.0, 0.2), bond(-1_000.0, 0.2, "USD")]
    for rules, part in ((BASEL, 1.0), (EUROPE, 0.5)):
        gain, loss = (income_change(book, Scenario.PARALLEL_UP, rules) for book in books)
        assert measure(books, 100.0, rules).income_changes[Scenario.PARALLEL_UP] == pytest.approx(loss + part * gain)


def test_the_worst_loss_is_told_as_a_part_of_tier_one() -> None:
    found = measure([bond(1_000.0, 8.5)], 500.0, EUROPE)
    assert found.worst_value is Scenario.PARALLEL_UP
    assert found.worst_value_part == pytest.approx(-found.value_totals[Scenario.PARALLEL_UP] / 500.0)
    assert found.outlier_value
    assert found.outlier_income is False


def test_basel_sets_no_outlier_test_for_income() -> None:
    assert measure([bond(1.0, 0.1)], 500.0, BASEL).outlier_income is None


def test_no_currency_and_past_or_broken_flows_are_refused(book: Rulebook) -> None:
    with pytest.raises(ValueError, match="at least one currency"):
        measure([], 1.0, book)
    with pytest.raises(ValueError, match="past"):
        Buckets.of(book).slot(np.array([-1.0]), np.array([1.0]))
    with pytest.raises(ValueError, match="finite"):
        Buckets.of(book).slot(np.array([np.nan]), np.array([1.0]))
    with pytest.raises(ValueError, match="one length"):
        Buckets.of(book).slot(np.array([1.0]), np.array([1.0, 2.0]))
