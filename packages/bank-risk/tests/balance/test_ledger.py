"""Ledgers: currencies, companies, days, doubts."""

from datetime import date
from decimal import Decimal

import pytest

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.balance.ledger import Ledger, open_ledger
from bank_risk.store.runs import RiskStore


def test_amounts_go_through_the_euro(group: Ledger, british: Ledger) -> None:
    assert group.worth(Decimal(80), "GBP") == 100
    assert british.worth(Decimal(100), "EUR") == 80
    assert british.worth(Decimal(125), "USD") == 80
    assert british.worth(Decimal(7), "GBP") == 7


def test_a_currency_without_a_rate_is_no_market_data(group: Ledger) -> None:
    with pytest.raises(ToolFailureError) as refused:
        group.worth(Decimal(1), "SEK")
    assert refused.value.failure.code is FailureCode.NO_MARKET_DATA


def test_a_company_has_its_own_rules_and_the_group_those_of_the_eu(group: Ledger, british: Ledger) -> None:
    assert group.rules.jurisdiction == "EU"
    assert british.rules.jurisdiction == "UK"
    assert (group.currency, british.currency) == ("EUR", "GBP")


def test_the_group_is_its_companies_in_its_own_currency(group: Ledger, british: Ledger) -> None:
    assert [(ledger.currency, own) for ledger, own in group.companies()] == [("EUR", "EUR"), ("EUR", "GBP")]
    assert [own for _, own in british.companies()] == ["GBP"]


def test_balances_of_an_earlier_day_are_not_kept(store: RiskStore) -> None:
    with pytest.raises(ToolFailureError) as refused:
        open_ledger(store, as_of=date(2026, 11, 19), lei=None, jurisdiction=None)
    assert refused.value.failure.code is FailureCode.NO_MARKET_DATA
    assert refused.value.failure.allowed == "2026-11-20"


def test_a_weekend_is_answered_for_the_friday_and_says_so(store: RiskStore) -> None:
    with pytest.raises(ToolFailureError) as refused:
        open_ledger(store, as_of=date(2026, 11, 21), lei=None, jurisdiction=None)
    assert refused.value.failure.code is FailureCode.STALE_DATA


def test_a_doubt_that_many_values_share_is_one_line(group: Ledger) -> None:
    lines = group.doubts("CRE20")
    assert len(lines) < len(group.rules.doubts("CRE20"))
    assert any(" more: " in line for line in lines)
    assert all(line.startswith("UNVERIFIED_PARAMETER: CRE20") for line in lines)
