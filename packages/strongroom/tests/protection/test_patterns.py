"""Expressions and gates."""

import pytest

from strongroom.protection.patterns import MAX_RULES, Gate, Pattern


def test_offsets_are_bytes_of_utf_8() -> None:
    assert Pattern("[0-9]+").spans("\u00e9 12 \u20ac 3".encode()) == [(3, 5), (10, 11)]


def test_bytes_that_are_no_utf_8_are_searched_all_the_same() -> None:
    assert Gate([("4[0-9]{3}", b"4111")]).hits(b"\xff\xfe 4111 \x80") == [0]


def test_no_match_is_an_empty_list_and_not_none() -> None:
    assert Gate([("4[0-9]{3}", b"4111")]).hits(b"nothing") == []


@pytest.mark.control("PRO-05")
def test_a_rule_that_misses_its_canary_stops_the_start() -> None:
    with pytest.raises(RuntimeError, match="cannot be relied on"):
        Gate([("4[0-9]{3}", b"5111")])


def test_more_rules_than_a_set_may_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        Gate([("a", b"a")] * (MAX_RULES + 1))


@pytest.mark.control("PRO-06")
def test_hostile_text_costs_time_in_proportion_to_its_length() -> None:
    assert Pattern("(a+)+$").first(b"a" * 200_000 + b"b") is None
