"""Text of outsiders made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_compliance.screening.letters import LONGEST_CLEAN, latin_words, visible


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wla\u200bdimir\u202e Poutine", ("wladimir", "poutine")),
        ("V\u0430simir Orb\u0435l\u0435vin", ("vasimir", "orbelevin")),
        ("\u0421\u043e\u0440\u0435 Orbel", ("cope", "orbel")),
        ("Владимир Путин", ("vladimir", "putin")),
        ("M\u0308u\u0308ller-Lüdenscheid", ("mueller", "luedenscheid")),
        ("O'Brien O\u2019Brien", ("obrien", "obrien")),
        ("\uff2f\uff32\uff22\uff25\uff2c", ("orbel",)),
        ("王小明", ("wang", "xiao", "ming")),
        ("... --- !!!", ()),
        ("", ()),
    ],
)
def test_a_name_is_read_as_a_person_would(text: str, words: tuple[str, ...]) -> None:
    assert latin_words(text) == words or "".join(latin_words(text)) == "".join(words)


@given(st.text(max_size=2_000))
def test_any_text_becomes_small_latin_words(text: str) -> None:
    assert len(visible(text)) <= LONGEST_CLEAN
    assert all(word.isascii() and word.isalnum() and word == word.casefold() for word in latin_words(text))


def test_one_letter_that_stands_for_eighteen_does_not_blow_up() -> None:
    assert len(visible("\ufdfa" * 350)) <= LONGEST_CLEAN
