"""Facts in the remarks of entries."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_compliance.lists.entry import BirthSpan
from bank_compliance.lists.remarks import births, countries, documents, plain_number


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("DOB 05 Oct 1955", date(1955, 10, 5), date(1955, 10, 5)),
        ("DOB Feb 1956", date(1956, 2, 1), date(1956, 2, 29)),
        ("POB Town, Syria; alt. DOB 1957.", date(1957, 1, 1), date(1957, 12, 31)),
        ("DOB circa 1960", date(1958, 1, 1), date(1962, 12, 31)),
        ("DOB 1955 to 1957", date(1955, 1, 1), date(1957, 12, 31)),
        ("DOB 01 Jan 1955 to 31 Mar 1955", date(1955, 1, 1), date(1955, 3, 31)),
    ],
)
def test_each_form_of_a_birth_is_a_span(text: str, first: date, last: date) -> None:
    assert births(text) == (BirthSpan(first, last),)


@pytest.mark.parametrize("text", ["DOB 31 Feb 1955", "DOB 05 Okt 1955", "DOB 5 1955", "DOB 1957 to 1955", "DOB 1955 to 1956 to 1957", "DOB 1700", "born 1955"])
def test_a_birth_that_makes_no_sense_is_left_to_people(text: str) -> None:
    assert births(text) == ()


def test_countries_come_from_nationality_place_of_birth_and_documents() -> None:
    assert countries("nationality Iran; POB Somewhere, Syria; Passport A1234 (Korea, North); citizen Nowhereland; Gender Male.") == ("IR", "KP", "SY")


def test_documents_lose_their_separators() -> None:
    assert documents("Passport AB-12.345 (Iran); SWIFT/BIC QZBKVEQZ; Passport ab12345") == ("AB12345", "QZBKVEQZ")
    assert plain_number(" ab-1/2 ") == "AB12"


@given(st.text(max_size=400))
def test_any_text_is_read_without_complaint(text: str) -> None:
    assert isinstance((births(text), countries(text), documents(text)), tuple)


def test_long_hostile_remarks_are_read_and_mean_nothing() -> None:
    for text in ("DOB " * 2_000, "Passport " + "(" * 8_000, "alt. " * 1_600, "DOB " + "1 to " * 1_600, ";" * 8_000):
        assert (births(text), countries(text), documents(text)) == ((), (), ())
