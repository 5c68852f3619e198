"""Standardised weights: the tables, property, default, and what differs by jurisdiction."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_kit.failures import ToolFailureError
from bank_kit.parameters import Rulebook
from bank_risk.capital.sa_traits import GRADES, Diligence, IncomeCurrency, Repayment, SaClass, SaTraits, Standing, Term
from bank_risk.capital.standardised import calculate, standing, weigh
from bank_risk.rulebooks import rulebook

BASEL = rulebook("BCBS", date(2026, 11, 20))
EUROPE = rulebook("EU", date(2026, 11, 20))
BRITAIN = rulebook("UK", date(2027, 1, 1))


def loan(ratio: float, *, of: SaClass = SaClass.RESIDENTIAL, repayment: Repayment = Repayment.OWN_MEANS) -> SaTraits:
    return SaTraits(exposure_class=of, loan_to_value=ratio, repayment=repayment)


@pytest.mark.parametrize(
    ("of", "percents"),
    [
        (SaClass.SOVEREIGN, [0, 0, 20, 50, 100, 100, 150]),
        (SaClass.BANK, [20, 20, 30, 50, 100, 100, 150]),
        (SaClass.CORPORATE, [20, 20, 50, 75, 100, 150, 150]),
        (SaClass.SME, [20, 20, 50, 75, 100, 150, 150]),
    ],
)
def test_rated_exposures_take_the_weight_of_their_grade(of: SaClass, percents: list[int]) -> None:
    assert [100 * weigh(SaTraits(exposure_class=of, rating=grade), BASEL).weight for grade in GRADES] == pytest.approx(percents)


@pytest.mark.parametrize(
    ("traits", "weight"),
    [
        (SaTraits(exposure_class=SaClass.SOVEREIGN), 1.0),
        (SaTraits(exposure_class=SaClass.CORPORATE), 1.0),
        (SaTraits(exposure_class=SaClass.SME), 0.85),
        (SaTraits(exposure_class=SaClass.BANK, grade="A"), 0.40),
        (SaTraits(exposure_class=SaClass.BANK, grade="A_ENHANCED"), 0.30),
        (SaTraits(exposure_class=SaClass.BANK, grade="B", term=Term.SHORT), 0.50),
        (SaTraits(exposure_class=SaClass.BANK), 1.50),
        (SaTraits(exposure_class=SaClass.BANK, rating="BBB", term=Term.SHORT), 0.20),
        (SaTraits(exposure_class=SaClass.RETAIL, kind="REGULATORY"), 0.75),
        (SaTraits(exposure_class=SaClass.RETAIL, kind="TRANSACTOR"), 0.45),
        (SaTraits(exposure_class=SaClass.RETAIL), 1.0),
        (SaTraits(exposure_class=SaClass.DEVELOPMENT, kind="FULL"), 1.5),
        (SaTraits(exposure_class=SaClass.EQUITY, kind="LISTED"), 2.5),
        (SaTraits(exposure_class=SaClass.SUBORDINATED), 1.5),
        (SaTraits(exposure_class=SaClass.OTHER, kind="CASH"), 0.0),
        (SaTraits(exposure_class=SaClass.CORPORATE, rating="A", diligence=Diligence.WORSE), 0.75),
    ],
)
def test_the_other_weights_of_the_standard(traits: SaTraits, weight: float) -> None:
    assert weigh(traits, BASEL).weight == weight


@pytest.mark.parametrize(("ratio", "percent"), [(0.0, 20), (0.5, 20), (0.51, 25), (0.8, 30), (0.9, 40), (1.0, 50), (1.01, 70)])
def test_basel_weighs_a_whole_home_loan_by_its_ratio(ratio: float, percent: int) -> None:
    assert 100 * weigh(loan(ratio), BASEL).weight == pytest.approx(percent)


def test_europe_splits_a_home_loan_at_55_percent_of_value() -> None:
    assert weigh(loan(0.50), EUROPE).weight == pytest.approx(0.20)
    assert weigh(loan(1.10), EUROPE).weight == pytest.approx(0.5 * 0.20 + 0.5 * 0.75)
    assert "split at 55%" in weigh(loan(1.10), EUROPE).why


def test_let_property_is_banded_everywhere_and_differently_in_britain() -> None:
    let = loan(0.75, repayment=Repayment.PROPERTY_INCOME)
    assert [weigh(let, book).weight for book in (BASEL, EUROPE, BRITAIN)] == [0.45, 0.45, 0.50]


def test_commercial_property_never_weighs_more_than_its_borrower() -> None:
    good = SaTraits(exposure_class=SaClass.COMMERCIAL, rating="AA", loan_to_value=0.5)
    assert weigh(good, BASEL).weight == 0.20
    assert weigh(loan(0.5, of=SaClass.COMMERCIAL), BASEL).weight == 0.60
    assert weigh(loan(0.7, of=SaClass.COMMERCIAL), BASEL).weight == 1.0
    assert weigh(loan(1.1, of=SaClass.COMMERCIAL), EUROPE).weight == pytest.approx(0.8)


@pytest.mark.parametrize(("kind", "weight"), [("REGULATORY", 1.125), ("OTHER", 1.5), ("TRANSACTOR", 0.675)])
def test_income_in_another_currency_weighs_half_as_much_again(kind: str, weight: float) -> None:
    borrower = SaTraits(exposure_class=SaClass.RETAIL, kind=kind, income_currency=IncomeCurrency.MISMATCHED)
    assert weigh(borrower, BASEL).weight == pytest.approx(weight)
    assert "CRE20.93" in weigh(borrower, BASEL).why


def test_the_currency_of_income_does_not_matter_to_firms() -> None:
    firm = SaTraits(exposure_class=SaClass.CORPORATE, income_currency=IncomeCurrency.MISMATCHED)
    assert weigh(firm, BASEL).weight == 1.0


@pytest.mark.parametrize(("provision", "weight"), [(19.0, 1.5), (20.0, 1.0)])
def test_default_weighs_less_once_a_fifth_is_provided_for(book: Rulebook, provision: float, weight: float) -> None:
    found = standing(defaulted=True, exposure=100.0, specific_provision=provision, book=book)
    assert weigh(SaTraits(exposure_class=SaClass.CORPORATE, standing=found), book).weight == weight


def test_a_home_in_default_weighs_its_face(book: Rulebook) -> None:
    found = SaTraits(exposure_class=SaClass.RESIDENTIAL, loan_to_value=0.8, standing=Standing.LOW_PROVISION)
    assert weigh(found, book).weight == 1.0
    assert standing(defaulted=False, exposure=1.0, specific_provision=0.0, book=book) is Standing.PERFORMING


@given(st.floats(0, 3), st.floats(0, 3), st.sampled_from([BASEL, EUROPE, BRITAIN]), st.sampled_from(list(Repayment)))
def test_a_higher_loan_to_value_never_weighs_less(one: float, other: float, book: Rulebook, repayment: Repayment) -> None:
    low, high = (weigh(loan(ratio, repayment=repayment), book).weight for ratio in sorted((one, other)))
    assert low <= high + 1e-12


@given(st.permutations(range(6)))
def test_the_order_of_lines_changes_nothing(order: list[int]) -> None:
    traits = [SaTraits(exposure_class=SaClass.CORPORATE, rating=grade) for grade in GRADES[:6]]
    money = np.arange(1.0, 7.0)
    plain, turned = calculate(traits, money, BASEL), calculate([traits[n] for n in order], money[order], BASEL)
    assert turned.rwa.tolist() == plain.rwa[order].tolist()
    assert turned.why == tuple(plain.why[n] for n in order)


def test_every_line_says_why(book: Rulebook) -> None:
    result = calculate([SaTraits(exposure_class=SaClass.CORPORATE, rating="BBB-")], np.array([200.0]), book)
    assert result.rwa.tolist() == [150.0]
    assert result.why == ("corporate BBB: 75.0% (CRE20.42)",)


def test_missing_traits_and_bad_money_are_refused(book: Rulebook) -> None:
    with pytest.raises(ValueError, match="loan to value"):
        weigh(SaTraits(exposure_class=SaClass.RESIDENTIAL), book)
    with pytest.raises(ToolFailureError):
        weigh(SaTraits(exposure_class=SaClass.EQUITY, kind="HOPE"), book)
    with pytest.raises(ValueError, match="finite"):
        calculate([SaTraits(exposure_class=SaClass.SME)], np.array([np.nan]), book)
    with pytest.raises(ValueError, match="one length"):
        calculate([], np.array([1.0]), book)
