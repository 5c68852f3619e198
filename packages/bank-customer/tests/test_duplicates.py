"""How alike two customers are: spelling and slips count little, another birth counts much."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from bank_customer.duplicates import LEAST_SCORE, likeness
from bank_customer.filling.subject import Subject
from bank_customer.masking.fields import ProfileField


def test_one_person_written_twice_scores_high(somebody: Subject) -> None:
    written = (
        somebody,
        replace(somebody, name="Test-Ostrander Wilhelmina"),
        replace(somebody, tax_id="36574261890"),
        replace(somebody, email="w@other.example", phone="1"),
        replace(somebody, birth_date=date(1981, 3, 15)),
    )
    assert all(likeness(somebody.personal(), other.personal()).score >= 80 for other in written)


def test_a_sister_at_the_same_address_does_not(somebody: Subject) -> None:
    sister = replace(
        somebody,
        name="Johanna Test-Ostrander",
        birth_date=date(1985, 11, 2),
        tax_id="81872495633",
        document_number="X70000009",
        email="johanna@mail.example",
        phone="+1-303-555-0102",
    )
    assert likeness(somebody.personal(), sister.personal()).score < LEAST_SCORE


def test_details_that_one_side_lacks_weigh_nothing(somebody: Subject) -> None:
    found = likeness({"name": somebody.name}, somebody.personal())
    assert found.score == 100
    assert [feature.field for feature in found.features] == [ProfileField.NAME]
    assert likeness({}, somebody.personal()).score == 0


@given(one=some.text(min_size=1, max_size=30), other=some.text(min_size=1, max_size=30))
def test_likeness_is_the_same_both_ways_and_within_bounds(one: str, other: str) -> None:
    fields = ("name", "tax_id", "address")
    forth, back = likeness(dict.fromkeys(fields, one), dict.fromkeys(fields, other)), likeness(dict.fromkeys(fields, other), dict.fromkeys(fields, one))
    assert forth == back
    assert 0 <= forth.score <= 100
