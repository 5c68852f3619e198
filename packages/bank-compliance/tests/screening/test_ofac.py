"""The emulated score of the publisher's search."""

import pytest

from bank_compliance.screening.ofac import ofac_score, pair_score, plain_name


def _score(asked: str, listed: str) -> float:
    return ofac_score(plain_name(asked), plain_name(listed)).score


@pytest.mark.parametrize(
    ("asked", "listed", "published"),
    [
        ("VLADIMIR PUTIN", "PUTIN, Vladimir Vladimirovich", 100), ("VLADIMIR PUTIN", "VLADIMIR BILIY", 90), ("VLADIMR PUTIN", "PUTIN, Vladimir", 99),
        ("VLADIMIR PUTNI", "PUTIN, Vladimir", 98), ("KIM JONG UN", "KIM, Jong Man", 100), ("GEORGE BUSH", "GEORGIOU, Georgios", 86),
        ("GEORGE BUSH", "HASWANI, George", 50), ("BIN LADEN", "BIN LADIN, Osama", 96), ("ASSAD BASHAR", "AL-ASAD, Bashar", 98), ("AL-QAEDA", "AL QAIDA", 90),
    ],
)  # fmt: skip
def test_the_quoted_vectors_come_out_within_five_points(asked: str, listed: str, published: float) -> None:
    """Vectors of OpenSanctions' article of 1 July 2026."""
    assert abs(_score(asked, listed) - published) <= 5


def test_the_whole_name_counts_only_where_first_letters_agree() -> None:
    assert ofac_score(plain_name("BUSH GEORGE"), plain_name("GEORGIOU, Georgios")).whole == 0
    assert ofac_score(plain_name("GEORGE BUSH"), plain_name("GEORGIOU, Georgios")).whole > 0.8


def test_short_words_are_left_out_unless_there_is_no_other() -> None:
    assert plain_name("KIM JONG UN").asked == ("kim", "jong")
    assert plain_name("XI LI").asked == ("xi", "li")


def test_a_word_below_the_floor_counts_nothing_and_soundex_lifts_it_to_the_floor() -> None:
    assert pair_score("bush", "haswani") == 0
    assert pair_score("byhahyyyllwla", "bolu") == 0.5


def test_the_emulation_reads_no_other_script() -> None:
    assert _score("Владимир Путин", "PUTIN, Vladimir") == 0


def test_nothing_scores_nothing() -> None:
    assert _score("", "ORBEL") == _score("ORBEL", "") == _score("...", "...") == 0


def test_the_explanation_names_each_word_and_its_partner() -> None:
    pairs = ofac_score(plain_name("Vasimir Orbel"), plain_name("ORBEL, Vasimir")).pairs
    assert [(pair.asked, pair.found, pair.score, pair.sounds_alike) for pair in pairs] == [("vasimir", "vasimir", 1, True), ("orbel", "orbel", 1, True)]
