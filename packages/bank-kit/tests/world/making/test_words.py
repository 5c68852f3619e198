"""Words become SQL as they are."""

import duckdb

from bank_kit.world.making import words


def test_a_list_keeps_quotes() -> None:
    given = ("Miller's Wheel", "plain")
    assert duckdb.connect().execute(f"SELECT {words.sql_list(given)}").fetchone() == (list(given),)


def test_there_are_enough_names_for_the_largest_bank() -> None:
    names = len(words.GIVEN_NAMES) * len(words.FAMILY_HEADS) * len(words.FAMILY_TAILS)
    assert names > 100_000
    assert len(set(words.GIVEN_NAMES)) == len(words.GIVEN_NAMES)
