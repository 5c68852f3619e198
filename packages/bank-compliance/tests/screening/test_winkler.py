"""Jaro-Winkler and Soundex, against published values."""

import pytest

from bank_compliance.screening.winkler import shared_beginning, soundex, unboosted_jaro_winkler


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        ("MARTHA", "MARHTA", 0.9611), ("DWAYNE", "DUANE", 0.8400), ("DIXON", "DICKSONX", 0.8133), ("JONES", "JOHNSON", 0.8324), ("ABROMS", "ABRAMS", 0.9222),
        ("SHACKLEFORD", "SHACKELFORD", 0.9818), ("MASSEY", "MASSIE", 0.9333), ("JERALDINE", "GERALDINE", 0.9259), ("NICHLESON", "NICHULSON", 0.9556),
    ],
)  # fmt: skip
def test_winkler_s_reference_pairs(first: str, second: str, value: float) -> None:
    """Winkler's published pairs; above 0.7 the threshold makes no difference."""
    assert unboosted_jaro_winkler(first, second) == pytest.approx(value, abs=5e-5)


def test_a_shared_beginning_counts_below_seven_tenths_too() -> None:
    assert unboosted_jaro_winkler("abxxxxxx", "abyyyyyy") == pytest.approx(0.5 + 2 * 0.1 * 0.5)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Robert", "R163"), ("Rupert", "R163"), ("Rubin", "R150"), ("Ashcraft", "A261"), ("Ashcroft", "A261"), ("Tymczak", "T522"), ("Pfister", "P236"),
        ("Honeyman", "H555"), ("Muhammad", "M530"), ("Mohammed", "M530"), ("Qaddafi", "Q310"), ("Gaddafi", "G310"), ("Путин", ""), ("12", ""), ("", ""),
    ],
)  # fmt: skip
def test_soundex_as_published(word: str, code: str) -> None:
    """National Archives' examples."""
    assert soundex(word) == code


def test_at_most_four_letters_of_a_beginning_count() -> None:
    assert (shared_beginning("abcdef", "abcdeg"), shared_beginning("abx", "aby"), shared_beginning("a", ""), shared_beginning("ab", "ab")) == (4, 2, 0, 2)
