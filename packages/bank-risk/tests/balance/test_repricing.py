"""The banking book as flows by the time they reprice."""

import pytest

from bank_risk.balance.funding import deposits_of
from bank_risk.balance.ledger import Ledger
from bank_risk.balance.loans import loans_of
from bank_risk.balance.repricing import Flow, currency_books, deposit_flows, flows_of, loan_flows, security_flows
from bank_risk.balance.securities import securities_of
from bank_risk.banking_book.irrbb import measure


def test_a_fixed_loan_pays_coupons_until_it_reprices_then_its_principal(german: Ledger) -> None:
    first = list(loan_flows(loans_of(german)[:1], german))
    years = 731 / 365
    assert [flow.years for flow in first] == pytest.approx([years - 2, years - 1, years, years])
    assert [flow.amount for flow in first] == pytest.approx([40 * (years - 2), 40, 40, 1000])


def test_bonds_of_trading_books_are_elsewhere(german: Ledger) -> None:
    flows = list(security_flows(securities_of(german), german))
    assert sum(flow.amount for flow in flows) == pytest.approx(300 * (1 + 0.02 * 731 / 365) + 100 * 1.02)


def test_deposits_are_owed_in_full_part_at_once_part_as_core(german: Ledger) -> None:
    flows = list(deposit_flows(deposits_of(german), german))
    assert sum(flow.amount for flow in flows) == pytest.approx(-1800)
    at_once = sum(flow.amount for flow in flows if flow.years == 0)
    assert at_once == pytest.approx(-(0.1 * 1000 + 0.3 * 400 + 0.5 * 400))
    retail = [flow for flow in flows if flow.amount == pytest.approx(-0.9 * 1000 / 120)]
    assert sum(flow.years for flow in retail) / len(retail) == pytest.approx(5.0, abs=0.05)


def test_the_world_s_book_holds_every_currency_and_no_flow_in_the_past(bank: Ledger) -> None:
    flows = flows_of(bank)
    assert {"EUR", "GBP", "USD", "CHF"} <= {flow.currency for flow in flows}
    assert min(flow.years for flow in flows) >= 0


def test_assets_less_liabilities_are_about_the_capital(bank: Ledger) -> None:
    principal = sum(flow.amount for flow in flows_of(bank))
    assert principal > 0


def test_a_book_of_one_asset_loses_value_when_rates_rise(bank: Ledger) -> None:
    found = measure(currency_books(bank, (Flow("EUR", 5.0, 1_000.0),)), 100.0, bank.rules)
    assert found.value_totals[found.worst_value] < 0
    assert found.worst_value.value == "PARALLEL_UP"
