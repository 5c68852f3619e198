"""Words and what each is worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_compliance.screening.words import FORM, FULL, INITIAL, MOST_WORDS, PARTICLE, TITLE, TRADE, fold, word_of, words_of


@pytest.mark.parametrize(
    ("word", "weight"), [("orbel", FULL), ("shipping", TRADE), ("v", INITIAL), ("bin", PARTICLE), ("limited", FORM), ("sheikh", TITLE), ("2", FULL)]
)
def test_a_word_weighs_what_it_tells(word: str, weight: float) -> None:
    assert word_of(word).weight == weight


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("wladimir", "vladimir"), ("poutine", "putin"), ("usama", "osama"), ("laden", "ladin"), ("iouri", "yuri"), ("qaeda", "qaida"), ("mueller", "muller"),
        ("schmidt", "shmit"), ("khorvesh", "korvesh"), ("philipp", "filip"),
    ],
)  # fmt: skip
def test_transliterations_fold_into_one_spelling(first: str, second: str) -> None:
    assert fold(first) == fold(second)


def test_legal_forms_of_one_kind_are_one_word() -> None:
    assert word_of("limited") == word_of("ltd")
    assert word_of("ooo").text == "llc"


def test_compound_names_close_up() -> None:
    assert [word.text for word in words_of("KHAN, Abd al-Rahman")] == ["khan", "abdulrahman"]
    assert [word.text for word in words_of("Bashir-ud-Din")] == ["bashiruddin"]
    assert [word.text for word in words_of("abd")] == ["abd"]


def test_what_holds_a_digit_agrees_only_with_itself() -> None:
    assert word_of("313").strict
    assert not word_of("orbel").strict


@given(st.text(max_size=600))
def test_any_name_has_a_bounded_number_of_words(name: str) -> None:
    assert len(words_of(name)) <= MOST_WORDS
