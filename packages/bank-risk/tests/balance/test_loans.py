"""Loans in the currency of the ledger."""

from datetime import date

from bank_risk.balance.ledger import Ledger
from bank_risk.balance.loans import loans_of


def test_a_company_sees_its_own_loans_and_the_group_all_converted(group: Ledger, german: Ledger) -> None:
    assert [one.id for one in loans_of(german)] == ["L-1", "L-2", "L-3", "L-4"]
    card = loans_of(group)[-1]
    assert (card.id, int(card.drawn), int(card.undrawn), card.currency) == ("L-5", 100, 500, "GBP")


def test_time_is_counted_from_the_day_and_never_below_zero(german: Ledger) -> None:
    loan = loans_of(german)[0]
    assert loan.years_to(loan.maturity, german.day) == 1096 / 365
    assert loan.years_to(date(2020, 1, 1), german.day) == 0.0


def test_the_world_lends_to_every_class(bank: Ledger) -> None:
    assert {one.exposure_class for one in loans_of(bank)} == {"SOVEREIGN", "BANK", "CORPORATE", "SME", "RETAIL", "QRRE", "MORTGAGE"}
