"""Masked values in prose."""

import pytest

from strongroom.protection.occurrences import replaced


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("IBAN DE89370400440532013000 ok", "IBAN # ok"),
        ("IBAN DE89 3704 0044 0532 0130 00 ok", "IBAN # ok"),
        ("iban de89-3704-0044-0532-0130-00, de89370400440532013000", "iban #, #"),
        ("nothing here", "nothing here"),
    ],
)
def test_a_long_value_is_found_however_it_is_spaced(text: str, clean: str) -> None:
    assert replaced(text, {"DE89370400440532013000": "#"}) == clean


def test_a_short_value_is_replaced_only_where_it_stands_alone() -> None:
    assert replaced("5 of 15, 5", {"5": "#"}) == "# of 15, #"


def test_the_longest_value_is_replaced_first() -> None:
    assert replaced("Anna Maria", {"Anna": "1", "Anna Maria": "2"}) == "2"
