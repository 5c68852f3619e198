"""Masked values in prose."""

import time

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


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Jos\u00e9 \u00c1lvarez", "of Jose\u0301 A\u0301lvarez"),
        ("Jos\u00e9 \u00c1lvarez", "JOSE\u0301 \u00c1LVAREZ"),
        ("7Q44-9931", "\uff17\uff3144\u200b9931"),
        ("Muffin Office", "mu\ufb03n O\ufb00ice".replace("\ufb03", "ff\u200bi")),
        ("Ann Lee", "of ANN LEE"),
        ("Ann Lee", "of ann lee"),
    ],
)
def test_another_way_of_writing_the_same_letters_is_no_way_round(value: str, text: str) -> None:
    assert "*" in replaced(text, {value: "***"})
    assert not {"lvarez", "9931", "ffice", "ee"} & set(replaced(text, {value: "***"}).lower().split())


def test_a_long_text_is_searched_in_bounded_time() -> None:
    begun = time.process_time()
    replaced("\u00e9t\u00e9 " * 50_000, {"Jos\u00e9 \u00c1lvarez": "***"})
    assert time.process_time() - begun < 2.0
