"""Deposits and own funds."""

from decimal import Decimal

import pytest

from bank_risk.balance.funding import deposits_of, sheet_of
from bank_risk.balance.ledger import Ledger


def test_own_accounts_are_no_deposits_and_overdrawn_sums_count_as_nothing(german: Ledger) -> None:
    found = {(one.product, one.segment): one.balance for one in deposits_of(german)}
    assert found == {
        ("BUSINESS", "CORPORATE"): 300,
        ("BUSINESS", "INSTITUTION"): 100,
        ("BUSINESS", "SME"): 0,
        ("CURRENT", "RETAIL"): 1000,
        ("SAVINGS", "PRIVATE"): 400,
    }


def test_own_funds_are_after_deductions(german: Ledger) -> None:
    funds = sheet_of(german).funds
    assert [int(part) for part in (funds.cet1, funds.additional_tier1, funds.tier2)] == [230, 30, 40]


def test_the_group_adds_its_companies_and_averages_their_buffers_by_assets(group: Ledger) -> None:
    sheet = sheet_of(group)
    assert sheet.items["TOTAL_ASSETS"] == 3000 + Decimal(300) / Decimal("0.8")
    assert float(sheet.countercyclical) == pytest.approx((3000 * 0.01 + 375 * 0.02) / 3375)
    assert sheet.systemic == 0
