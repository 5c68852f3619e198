"""Words of the LCR and NSFR tables for each balance."""

from decimal import Decimal

import pytest

from bank_risk.balance import liquid
from bank_risk.balance.funding import deposits_of, sheet_of
from bank_risk.balance.ledger import Ledger
from bank_risk.balance.loans import loans_of
from bank_risk.balance.securities import securities_of
from bank_risk.desk.liquidity import lcr_of, nsfr_of


def test_only_the_treasury_s_bonds_are_liquid_assets(german: Ledger) -> None:
    assert liquid.holdings(securities_of(german)) == {"L1": 305, "L2B_CORPORATE": 100}


def test_outflows_by_hand(german: Ledger) -> None:
    assert liquid.outflows(deposits_of(german), loans_of(german)) == {
        "CREDIT_LINE_NON_FINANCIAL": 500,
        "NON_FINANCIAL_WHOLESALE": 300,
        "OTHER_WHOLESALE": 100,
        "RETAIL_LESS_STABLE": 400,
        "RETAIL_STABLE": 1000,
        "SMALL_BUSINESS_STABLE": 0,
    }


def test_inflows_are_what_falls_due_within_thirty_days_outside_the_buffer(german: Ledger) -> None:
    assert liquid.inflows(loans_of(german), securities_of(german), german) == {"MATURING_SECURITIES": 41, "RETAIL": 200}


def test_the_coverage_of_the_small_bank_by_hand(german: Ledger) -> None:
    found = lcr_of(german)
    outflow = 0.1 * 500 + 0.4 * 300 + 100 + 0.1 * 400 + 0.05 * 1000
    assert float(found.stock.amount) == pytest.approx(305 + 0.5 * 100)
    assert float(found.net_outflow) == pytest.approx(outflow - (41 + 0.5 * 200))


def test_stable_funding_of_the_small_bank_by_hand(german: Ledger) -> None:
    sheet = sheet_of(german)
    assert liquid.funding(deposits_of(german), sheet) == {
        "FINANCIAL_UNDER_6M": 600,
        "LIABILITIES_OVER_1Y": 600,
        "NON_FINANCIAL_UNDER_1Y": 300,
        "REGULATORY_CAPITAL": 320,
        "RETAIL_LESS_STABLE": 400,
        "RETAIL_STABLE": 1000,
    }
    assets = liquid.assets(loans_of(german), securities_of(german), sheet, german)
    assert sum(assets.values(), Decimal(0)) - assets["UNDRAWN_FACILITIES"] == 3000
    assert assets["OTHER"] == 70
    assert assets["LOANS_UNDER_1Y"] == 200
    assert assets["MORTGAGES_LOW_WEIGHT"] == 700


def test_the_world_s_companies_are_liquid_and_funded(bank: Ledger) -> None:
    coverage, funding = lcr_of(bank).ratio, nsfr_of(bank).ratio
    assert coverage is not None
    assert funding is not None
    assert 1.2 < coverage < 1.7
    assert 1.0 < funding < 1.4
