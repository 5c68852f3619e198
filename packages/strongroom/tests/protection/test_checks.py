"""Checksums against numbers that networks, registries and authorities publish as examples."""

import pytest

from strongroom.protection.checks import IBAN_LENGTHS, is_email, is_iban, is_pan, is_phone, is_ssn, luhn

CARDS = [
    "4111111111111111", "4012888888881881", "4222222222222", "5555555555554444", "5105105105105100", "2223003122003222", "378282246310005",
    "371449635398431", "6011111111111117", "6011000990139424", "3530111333300000", "30569309025904", "38520000023237", "36227206271667", "6200000000000005",
    "6759649826438453", "2200000000000004",
]  # fmt: skip
IBANS = [
    "GB82WEST12345698765432", "DE89370400440532013000", "FR1420041010050500013M02606", "NL91ABNA0417164300", "CH9300762011623852957", "NO9386011117947",
    "MT84MALT011000012345MTLCAST001S", "LC55HEMM000100010012001200023015", "ES9121000418450200051332", "IT60X0542811101000000123456", "BE68539007547034",
    "SE4550000000058398257466", "PL61109010140000071219812874", "BR1800360305000010009795493C1", "SA0380000000608010167519", "AT611904300234573201",
]  # fmt: skip


@pytest.mark.control("PRO-01")
@pytest.mark.parametrize("card", CARDS)
def test_a_published_card_number_is_a_card_number_and_no_longer_with_another_check_digit(card: str) -> None:
    assert is_pan(card.encode())
    assert not is_pan((card[:-1] + str((int(card[-1]) + 1) % 10)).encode())


@pytest.mark.parametrize(
    "digits", ["1234567890123452", "0000000000000000", "9999999999999995", "411111111111111", "41111111111111111111", "79927398713", "1763822784123"]
)
def test_digits_outside_every_issuer_range_or_length_are_no_card_number(digits: str) -> None:
    assert not is_pan(digits.encode())


def test_the_luhn_example_of_the_standard_passes() -> None:
    assert luhn(b"79927398713")
    assert not luhn(b"79927398710")


@pytest.mark.parametrize("iban", IBANS)
def test_a_registry_example_is_an_iban_and_no_longer_when_two_characters_are_swapped(iban: str) -> None:
    assert is_iban(iban.encode())
    at = next(at for at in range(4, len(iban) - 1) if iban[at] != iban[at + 1])
    assert not is_iban((iban[:at] + iban[at + 1] + iban[at] + iban[at + 2 :]).encode())


@pytest.mark.parametrize("text", ["DE8937040044053201300", "XX89370400440532013000", "DE00370400440532013000", "DE99370400440532013000"])
def test_wrong_length_country_or_check_digits_make_no_iban(text: str) -> None:
    assert not is_iban(text.encode())


def test_every_country_of_the_table_has_a_length_that_the_registry_allows() -> None:
    assert all(15 <= length <= 34 for length in IBAN_LENGTHS.values())


@pytest.mark.parametrize(
    ("digits", "good"),
    [("536904399", True), ("000904399", False), ("666904399", False), ("900904399", False), ("536004399", False), ("536900000", False), ("53690439", False)],
)
def test_social_security_numbers_follow_the_rules_of_area_group_and_serial(digits: str, *, good: bool) -> None:
    assert is_ssn(digits.encode()) is good


@pytest.mark.parametrize(
    ("digits", "good"),
    [("4930901820", True), ("14155552671", True), ("1234567", False), ("1111111111", False), ("0301234567", False), ("1234567890123456", False)],
)
def test_telephone_numbers_have_eight_to_fifteen_digits(digits: str, *, good: bool) -> None:
    assert is_phone(digits.encode()) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [("a@b.co", True), ("a@b.c1", False), ("a@b", False), ("@b.co", False), ("a..b@c.de", False), ("a@b..de", False), ("x" * 65 + "@b.co", False)],
)
def test_addresses_have_a_local_part_and_a_domain_that_ends_in_letters(text: str, *, good: bool) -> None:
    assert is_email(text.encode()) is good
