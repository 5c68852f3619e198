"""Undrawn promises add, provisions and collateral take away, and nothing goes below zero."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_kit.parameters import Rulebook
from bank_risk.capital.mitigation import converted, haircut_key, mitigated
from bank_risk.rulebooks import rulebook

BASEL = rulebook("BCBS", date(2026, 11, 20))


def test_undrawn_lines_count_by_what_was_promised(book: Rulebook) -> None:
    kinds = ["COMMITMENT", "CANCELLABLE", "TRADE_LETTER", "DIRECT_SUBSTITUTE"]
    found = converted(np.full(4, 100.0), np.full(4, 50.0), kinds, provisions=np.array([0.0, 10.0, 0.0, 200.0]), book=book)
    assert found == pytest.approx([120.0, 95.0, 110.0, 50.0])


def test_cancellable_lines_count_nothing_in_europe_until_2030() -> None:
    def of(year: int) -> float:
        book = rulebook("EU", date(year, 6, 30))
        return float(converted(np.zeros(1), np.array([100.0]), ["CANCELLABLE"], provisions=np.zeros(1), book=book)[0])

    assert [of(2026), of(2030), of(2033)] == [0.0, 2.5, 10.0]


def test_bonds_are_cut_by_issuer_grade_and_years() -> None:
    assert haircut_key(issuer="SOVEREIGN", grade="AAA_AA", years=1.0) == "SOVEREIGN/AAA_AA/1"
    assert haircut_key(issuer="OTHER", grade="A_BBB", years=10.5) == "OTHER/A_BBB/ABOVE"
    with pytest.raises(ValueError, match="negative"):
        haircut_key(issuer="OTHER", grade="BB", years=-1)


def test_collateral_of_another_currency_counts_eight_percent_less(book: Rulebook) -> None:
    money = np.array([100.0, 100.0])
    left = mitigated(money, np.array([50.0, 50.0]), ["CASH", "CASH"], foreign=np.array([False, True]), book=book)
    assert left == pytest.approx([50.0, 54.0])


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.sampled_from(["CASH", "GOLD", "MAIN_INDEX_EQUITY", "SOVEREIGN/BB/5", "NONE"]))
def test_collateral_never_adds_and_never_goes_below_zero(exposure: float, collateral: float, key: str) -> None:
    left = float(mitigated(np.array([exposure]), np.array([collateral]), [key], foreign=np.array([True]), book=BASEL)[0])
    assert 0.0 <= left <= exposure
