"""No personal number gets through free text, however it is written; ordinary words and dates do."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bank_customer.masking.classes import FieldClass
from bank_customer.masking.free_text import LONGEST, cleaned
from bank_kit.identifiers import iban, luhn_digit

TODAY = date(2026, 11, 20)
KNOWN = {
    FieldClass.NAME: "Jane van der Doe-Smith",
    FieldClass.BIRTH_DATE: "1984-05-07",
    FieldClass.TAX_ID: "00-0000015",
    FieldClass.DOCUMENT_NUMBER: "X90000001",
    FieldClass.EMAIL: "jane@desk.example",
    FieldClass.PHONE: "+1-442-555-0101",
}


def wide(text: str) -> str:
    """The same letters in full width, as East Asian keyboards write them."""
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


def shown(text: str) -> str:
    return cleaned(text, known={}, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "4111.1111.1111.1111", "4111/1111/1111/1111", "card4111111111111111x",
        wide("4111111111111111"), "4111\u200b1111\u200b1111\u200b1111", "4111\u00a01111\u00a01111\u00a01111", "12 4111 1111 1111 1111 34",
        "4111  1111  1111  1111", "4111\n1111\n1111\n1111", "no. 4111,1111,1111,1111",
    ],
)  # fmt: skip
def test_a_card_number_keeps_six_and_four_at_most(text: str) -> None:
    digits = "".join(character for character in shown(text) if character.isdigit())
    assert "4111111111111111" not in digits


@pytest.mark.parametrize(
    "text",
    [
        "NL17XBNK0000200001", "NL17 XBNK 0000 2000 01", "nl17xbnk0000200001", "NL17-XBNK-0000-2000-01", "IBAN NL17 XBNK 0000 2000 01 and more words",
        "DE89370400440532013000", "DE89 3704 0044 0532 0130 00 please", "GB82 WEST 1234 5698 7654 32", wide("NL17XBNK0000200001"),
    ],
)  # fmt: skip
def test_an_iban_keeps_country_check_and_four(text: str) -> None:
    tight = "".join(character for character in shown(text).upper() if character.isalnum())
    for hidden in ("XBNK0000", "3704004405", "WEST123456"):
        assert hidden not in tight
    assert "*" in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "1984-05-07", "07.05.1984", "7.5.1984", "05/07/1984", "7/5/84", "07-05-84", "born 7 May 1984", "7th of May 1984", "May 7, 1984", "7. Mai 1984",
        "19840507", "07051984", "7 . 5 . 1984",
    ],
)  # fmt: skip
def test_the_birth_date_of_the_subject_is_hidden_in_any_form(text: str) -> None:
    assert "1984" not in (told := cleaned(f"He said {text} again", known=KNOWN, today=TODAY)).replace("1980-1989", "")
    assert "84" not in told.replace("1980-1989", "")


@pytest.mark.parametrize("text", ["12.03.1961", "1961-03-12", "12 March 1961", "12.03.61", "03/12/1961"])
def test_a_date_that_may_be_a_birth_keeps_its_ten_years(text: str) -> None:
    assert shown(f"his father, {text}.") == "his father, 1960-1969."


@pytest.mark.parametrize(
    "text", ["Call on 2026-10-05 at 14:30.", "Contract of 12.03.2024, 3 copies", "5 October 2025 works", "Order 48912 for 3 chairs", "Room 12a"]
)
def test_business_is_left_as_it_is(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize("number", ["36574261809", "DE136695976", "7569217076985", "111222333", "1955839661"])
def test_a_tax_number_that_passes_its_check_is_hidden(number: str) -> None:
    assert number not in shown(f"tax number {number} noted")


@pytest.mark.parametrize("text", ["+49 30 901820", "0049 (30) 901-820", "030/901820", "+1-442-555-0101"])
def test_a_phone_number_keeps_two_digits_at_most(text: str) -> None:
    assert len("".join(character for character in shown(f"call {text}") if character.isdigit())) <= 2


def test_a_mail_address_is_masked() -> None:
    assert shown("write to Jane.Doe@desk.example, soon") == "write to J***@d***.example, soon"


def test_what_is_known_of_the_subject_is_masked_in_any_form() -> None:
    told = cleaned("JANE doe-smith showed x 900 000 01, tax 000000015 or 00 0000015, mail jane@desk.example", known=KNOWN, today=TODAY)
    for secret in ("JANE", "doe", "000 01", "0000015", "jane@"):
        assert secret not in told


def test_a_long_text_is_cut_and_said_so() -> None:
    assert shown("a b " * LONGEST).endswith("[cut]")


@given(some.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_cleaned(text: str) -> None:
    assert isinstance(cleaned(text, known=KNOWN, today=TODAY), str)


GAPS = some.sampled_from(["", " ", "-", ".", "/", "  ", "\u00a0", "\u200b", "_"])


@given(body=some.text("0123456789", min_size=14, max_size=14), gap=GAPS, before=some.sampled_from(["", "card ", "x", "IBAN: ", "(", "7 "]))
@settings(max_examples=300, deadline=None)
def test_no_card_number_of_any_digits_gets_through(body: str, gap: str, before: str) -> None:
    number = f"4{body}"
    number += luhn_digit(number)
    written = gap.join(number[start : start + 4] for start in range(0, 16, 4))
    assert number not in "".join(character for character in shown(f"{before}{written} thanks") if character.isdigit())


@given(account=some.text("0123456789", min_size=10, max_size=10), gap=some.sampled_from(["", " ", "-", "."]), small=some.booleans())
@settings(max_examples=300, deadline=None)
def test_no_iban_of_any_digits_gets_through(account: str, gap: str, small: bool) -> None:
    number = iban("NL", f"XBNK{account}")
    written = gap.join(number[start : start + 4] for start in range(0, 18, 4))
    told = "".join(character for character in shown(f"pay {written.lower() if small else written} today").upper() if character.isalnum())
    assert number[4:14] not in told
