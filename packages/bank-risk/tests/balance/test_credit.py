"""Exposures as both approaches want them."""

from decimal import Decimal

import pytest

from bank_risk.balance.credit import amounts, held_bonds, model, of_loan, standardise
from bank_risk.balance.ledger import Ledger
from bank_risk.balance.loans import loans_of
from bank_risk.balance.securities import securities_of


def test_standardised_weights_of_a_book_by_hand(german: Ledger) -> None:
    exposures, found = standardise([of_loan(one, german) for one in loans_of(german)], german.rules)
    assert exposures.tolist() == pytest.approx([1000 + 0.4 * 500, 700, 200, 70])
    home = 0.20 * 0.55 / 0.7 + 0.75 * (1 - 0.55 / 0.7)
    assert found.weights.tolist() == pytest.approx([0.75, home, 0.75, 1.0])


def test_models_count_before_provisions(german: Ledger) -> None:
    every = [of_loan(one, german) for one in loans_of(german)]
    assert amounts(every, german.rules, net=False).tolist() == pytest.approx([1200, 700, 200, 100])
    assert amounts(every, german.rules, net=True).tolist() == pytest.approx([1200, 700, 200, 70])


def test_a_card_limit_converts_as_cancellable(british: Ledger) -> None:
    assert amounts([of_loan(one, british) for one in loans_of(british)], british.rules, net=True).tolist() == pytest.approx([80 + 0.1 * 400])


def test_foundation_takes_the_supervisory_loss_and_own_estimates_the_bank_s(german: Ledger) -> None:
    every = [of_loan(one, german) for one in loans_of(german)]
    supervised, own = (model(every, german.rules, own_estimates=advanced) for advanced in (False, True))
    assert supervised.lgd[0] == pytest.approx(0.40)
    assert own.lgd[0] == pytest.approx(0.40)
    assert own.lgd[1] == supervised.lgd[1] == pytest.approx(0.40)
    assert supervised.maturity[0] == 2.5
    assert own.maturity[0] == pytest.approx(1096 / 365)


def test_a_large_corporate_stays_on_the_foundation(german: Ledger) -> None:
    firm = of_loan(loans_of(german)[0], german)
    large = type(firm)(**{name: getattr(firm, name) for name in firm.__slots__} | {"sales": 600e6, "lgd": 0.2})
    small = type(firm)(**{name: getattr(firm, name) for name in firm.__slots__} | {"lgd": 0.26})
    assert model([large, small], german.rules, own_estimates=True).lgd.tolist() == pytest.approx([0.40, 0.26])


def test_bonds_of_banking_books_weigh_as_their_issuers(german: Ledger) -> None:
    value, rwa = held_bonds(securities_of(german), german.rules)
    assert value == 405
    assert rwa == Decimal("75.0")
