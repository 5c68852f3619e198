"""BA-CVA, reduced: what MAR50.14 says, beyond ORE's published example (tests/golden)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_risk.counterparty.cva import CvaCounterparty, CvaFactors, CvaSet, Quality, Sector, reduced_capital, supervisory_discount

AMOUNTS = st.lists(st.floats(min_value=0, max_value=1e9), min_size=1, max_size=8)


def _counterparties(exposures: list[float]) -> list[CvaCounterparty]:
    return [
        CvaCounterparty(
            counterparty=f"C{number}",
            sector=Sector.FINANCIAL,
            quality=Quality.INVESTMENT_GRADE,
            sets=(CvaSet(netting_set=f"N{number}", maturity=3.0, exposure=amount),),
        )
        for number, amount in enumerate(exposures)
    ]


@given(AMOUNTS)
def test_capital_lies_between_full_diversification_and_plain_sum(cva_factors: CvaFactors, exposures: list[float]) -> None:
    result = reduced_capital(_counterparties(exposures), cva_factors)
    total = sum(result.standalone.values())
    assert 0.5 * total * (1 - 1e-12) <= result.unscaled <= total * (1 + 1e-12)
    assert result.capital == 0.65 * result.unscaled


@given(AMOUNTS)
def test_the_order_of_counterparties_never_shows(cva_factors: CvaFactors, exposures: list[float]) -> None:
    counterparties = _counterparties(exposures)
    assert reduced_capital(counterparties[::-1], cva_factors).capital == reduced_capital(counterparties, cva_factors).capital


def test_one_counterparty_alone_is_its_stand_alone_capital(cva_factors: CvaFactors) -> None:
    result = reduced_capital(_counterparties([1e6]), cva_factors)
    assert result.unscaled == pytest.approx(result.standalone["C0"], rel=1e-15)


def test_a_bank_on_the_internal_model_method_does_not_discount_again(cva_factors: CvaFactors) -> None:
    bare = CvaSet(netting_set="N", maturity=2.0, exposure=1_400.0, discount=1.0)
    one = CvaCounterparty(counterparty="C", sector=Sector.SOVEREIGN, quality=Quality.HIGH_YIELD, sets=(bare,))
    result = reduced_capital([one], cva_factors)
    assert result.standalone["C"] == pytest.approx(0.02 * 2.0 * 1_000.0)
    assert result.discounts == {"N": 1.0}


def test_the_discount_is_the_mean_of_discount_factors_over_the_maturity() -> None:
    assert supervisory_discount(1e-6, 0.05) == pytest.approx(1.0, abs=1e-6)
    assert supervisory_discount(10.907723, 0.05) == pytest.approx(0.770797, abs=5e-7)


def test_high_yield_never_weighs_less_than_investment_grade(cva_factors: CvaFactors) -> None:
    assert all(cva_factors.weights[sector, Quality.HIGH_YIELD] > cva_factors.weights[sector, Quality.INVESTMENT_GRADE] for sector in Sector)


@pytest.mark.parametrize(("maturity", "exposure", "field"), [(0.0, 1.0, "maturity"), (1.0, -1.0, "exposure"), (1.0, float("nan"), "exposure")])
def test_what_no_rule_applies_to_is_refused_by_name(maturity: float, exposure: float, field: str) -> None:
    with pytest.raises(ValueError, match=field):
        CvaSet(netting_set="N", maturity=maturity, exposure=exposure)
