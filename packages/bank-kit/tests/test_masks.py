"""Masks hide what they should and keep what they may."""

from hypothesis import given
from hypothesis import strategies as st

from bank_kit import masks
from bank_kit.labels import MaskRule


def test_each_mask_has_the_form_of_the_guide() -> None:
    assert masks.initials("John Smith") == "J*** S****"
    assert masks.email("jane@desk.example") == "j***@d***.example"
    assert masks.iban("DE89 3704 0044 0532 0130 00") == "DE89**************3000"
    assert masks.card_number("4111 1111 1111 1111") == "411111******1111"
    assert masks.year_band("1984-05-17") == "1980-1989"
    assert masks.city("7 Mill Lane, Greifau") == "Greifau"
    assert masks.last_two("+1-202-555-0142") == "*************42"


def test_free_text_loses_numbers_that_are_real_and_keeps_the_rest() -> None:
    text = "Card 4111 1111 1111 1111, order 1234567890123, DE89370400440532013000, mail jane@desk.example"
    assert masks.free_text(text) == "Card 411111******1111, order 1234567890123, DE89**************3000, mail j***@d***.example"


@given(st.text(max_size=200))
def test_free_text_takes_any_text(text: str) -> None:
    assert masks.free_text(masks.free_text(text)) == masks.free_text(text)


def test_every_rule_has_a_mask() -> None:
    assert set(masks.RULES) == set(MaskRule)
