"""Derivative counterparties of the world's companies."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from bank_risk.balance.counterparties import (
    counterparty_rwa,
    cva_capital,
    cva_counterparties,
    derivative_sets,
    effective_maturity,
    leverage_exposure,
    weight_of,
)
from bank_risk.balance.ledger import Ledger, open_ledger
from bank_risk.store.runs import RiskStore
from bank_risk.store.tables.trading import legal_entity


@pytest.fixture(scope="module")
def company(store: RiskStore) -> Callable[[str], Ledger]:
    def ledger(lei: str) -> Ledger:
        return open_ledger(store, as_of=None, lei=lei, jurisdiction="EU")

    return ledger


def test_companies_add_up_to_the_group(store: RiskStore, bank: Ledger, company: Callable[[str], Ledger]) -> None:
    leis = [row["lei"] for row in store.rows(select(legal_entity))]
    parts = [counterparty_rwa(derivative_sets(company(lei)), bank.rules) for lei in leis]
    whole = counterparty_rwa(derivative_sets(bank), bank.rules)
    assert [sum(part) for part in zip(*parts, strict=True)] == pytest.approx(list(whole), rel=1e-9)


def test_a_company_has_the_whole_of_its_own_sets(company: Callable[[str], Ledger]) -> None:
    shares = [one.share for one in derivative_sets(company("999900KESTREL0000211"))]
    assert set(shares) == {1.0}


def test_central_counterparties_weigh_little_and_carry_no_cva(bank: Ledger) -> None:
    sets = derivative_sets(bank)
    central = [one for one in sets if one.counterparty["sector"] == "CCP"]
    assert central
    assert {weight_of(one.counterparty, bank.rules) for one in central} == {0.02}
    assert not {one.counterparty["id"] for one in central} & {one.counterparty for one in cva_counterparties(sets, bank)}


def test_effective_maturities_are_at_least_a_year_and_within_the_trades(bank: Ledger) -> None:
    for one in derivative_sets(bank):
        longest = max((trade["end_date"] - bank.day).days / 365 for trade in one.agreed.trades)
        assert 1.0 <= effective_maturity(one, bank) <= max(longest, 1.0) + 1e-9


def test_diversification_never_adds_cva_capital(bank: Ledger) -> None:
    found = cva_capital(derivative_sets(bank), bank)
    assert 0 < found.capital < found.unscaled < sum(found.standalone.values())


def test_no_excess_collateral_reduces_the_leverage_exposure(bank: Ledger) -> None:
    sets = derivative_sets(bank)
    replacement, future = leverage_exposure(sets)
    assert future == pytest.approx(sum(one.exposure.binding.add_ons.aggregate for one in sets), rel=1e-12)
    assert future > sum(one.exposure.binding.potential for one in sets)
    assert replacement >= sum(max(one.exposure.value - max(one.exposure.collateral, 0.0), 0.0) for one in sets if one.exposure.margined is None)


def test_an_independent_amount_is_no_variation_margin(bank: Ledger) -> None:
    one = next(each for each in derivative_sets(bank) if each.agreed.agreement is not None and each.agreed.agreement["independent_amount"] > 0)
    assert one.agreed.agreement is not None
    rate = one.exposure.collateral / one.agreed.collateral
    margin = (one.agreed.collateral - float(one.agreed.agreement["independent_amount"])) * rate
    assert leverage_exposure([one])[0] == pytest.approx(one.share * max(one.exposure.value - margin, 0.0), abs=1e-6)
