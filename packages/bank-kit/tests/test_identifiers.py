"""Check digits, against published numbers and against schwifty."""

import pytest
import schwifty
from hypothesis import given
from hypothesis import strategies as st

from bank_kit import identifiers


@pytest.mark.parametrize("number", ["DE89 3704 0044 0532 0130 00", "GB82 WEST 1234 5698 7654 32", "FR1420041010050500013M02606"])
def test_published_ibans_hold(number: str) -> None:
    assert identifiers.is_iban(number)


@pytest.mark.parametrize("number", ["DE88370400440532013000", "DE89", "", "0089370400440532013000", "DE89-" + "9" * 40])
def test_other_ibans_do_not(number: str) -> None:
    assert not identifiers.is_iban(number)


@given(st.integers(min_value=0, max_value=10**10 - 1))
def test_our_ibans_hold_elsewhere_too(account: int) -> None:
    assert schwifty.IBAN(identifiers.iban("DE", f"99900100{account:010d}")).is_valid


@pytest.mark.parametrize("number", ["4111 1111 1111 1111", "5555555555554444", "4242-4242-4242-4242"])
def test_published_test_cards_pass_luhn(number: str) -> None:
    assert identifiers.is_card_number(number)


@given(st.text(alphabet="0123456789", min_size=12, max_size=18), st.integers(min_value=1, max_value=9))
def test_a_changed_check_digit_fails_luhn(body: str, shift: int) -> None:
    good = identifiers.luhn_digit(body)
    assert identifiers.is_card_number(body + good)
    assert not identifiers.is_card_number(body + str((int(good) + shift) % 10))


def test_published_isins_and_leis_come_out() -> None:
    assert identifiers.isin("US", "037833100") == "US0378331005"
    assert identifiers.lei("5493001KJTIIGC8Y1R") == "5493001KJTIIGC8Y1R12"
