"""What masks leave visible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strongroom.protection.classes import Style
from strongroom.protection.masks import HIDDEN, masked


@pytest.mark.parametrize(
    ("style", "value", "shown"),
    [
        (Style.PAN, "4111 1111 1111 1111", "411111******1111"),
        (Style.PAN, "1234", HIDDEN),
        (Style.LAST4, "4111111111111111", "************1111"),
        (Style.LAST4, "1234", HIDDEN),
        (Style.IBAN, "DE89 3704 0044 0532 0130 00", "DE89**************3000"),
        (Style.EMAIL, "jane.doe@example.com", "j***@e***.com"),
        (Style.EMAIL, "nobody", HIDDEN),
        (Style.YEAR, "1980-05-17", "1980-**-**"),
        (Style.YEAR, "17 May 1980", HIDDEN),
        (Style.FULL, "anything", HIDDEN),
    ],
)
def test_each_style_leaves_what_its_table_says(style: Style, value: str, shown: str) -> None:
    assert masked(value, style) == shown


@given(st.text(), st.sampled_from(Style))
def test_a_mask_can_stand_in_any_json_string_as_it_is(value: str, style: Style) -> None:
    shown = masked(value, style)
    assert '"' not in shown and "\\" not in shown and shown.isprintable()


@given(st.text(alphabet="0123456789", min_size=13, max_size=19))
def test_no_style_shows_more_of_a_card_number_than_issuer_and_last_four(digits: str) -> None:
    for style in Style:
        assert sum(character.isdigit() for character in masked(digits, style)) <= 10
