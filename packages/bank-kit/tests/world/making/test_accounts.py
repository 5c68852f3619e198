"""Accounts look like a bank's, and their numbers belong to nobody."""

from collections.abc import Callable

import schwifty

from bank_kit.identifiers import is_card_number
from bank_kit.world.making.accounts import TEST_BINS

Ask = Callable[..., list[tuple[object, ...]]]


def test_the_first_customer_owns_the_account_every_guide_names(ask: Ask) -> None:
    assert ask("SELECT id, iban, product, status FROM account WHERE customer_id = 'C-100001'") == [
        ("A-200001", "NL17XBNK0000200001", "CURRENT", "OPEN"),
        ("A-200002", "NL87XBNK0000200002", "SAVINGS", "OPEN"),
    ]


def test_every_customer_has_two_accounts_opened_when_a_customer(ask: Ask) -> None:
    assert ask("SELECT DISTINCT count(*) FROM account WHERE customer_id IS NOT NULL GROUP BY customer_id") == [(2,)]
    assert ask("SELECT count(*) FROM account a JOIN party p ON p.id = customer_id WHERE opened_on < customer_since") == [(0,)]


def test_ibans_are_valid_and_of_no_bank(ask: Ask) -> None:
    numbers = [str(row[0]) for row in ask("SELECT iban FROM account WHERE iban IS NOT NULL")]
    assert len(set(numbers)) == 1500
    for number in numbers:
        assert schwifty.IBAN(number).is_valid
        assert schwifty.IBAN(number).bank is None


def test_cards_are_test_cards(ask: Ask) -> None:
    cards = [str(row[0]) for row in ask("SELECT card FROM account WHERE card IS NOT NULL")]
    assert len(set(cards)) == 500
    for card in cards:
        assert is_card_number(card)
        assert card.startswith(TEST_BINS)


def test_ledger_accounts_have_neither_iban_nor_customer(ask: Ask) -> None:
    assert ask("SELECT count(*), count(iban), count(customer_id) FROM account WHERE id LIKE 'GL-%'") == [(20, 0, 0)]
