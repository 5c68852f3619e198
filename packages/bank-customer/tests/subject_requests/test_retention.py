"""Which laws keep data, until when."""

from dataclasses import replace
from datetime import date

import pytest

from bank_customer.filling.subject import Subject
from bank_customer.keys.ring import Hasher, SubjectKey
from bank_customer.rulebooks import rulebook
from bank_customer.subject_requests.retention import Bar, bars

TODAY = date(2026, 11, 20)


def standing(somebody: Subject, *, ended_on: date | None, country: str = "DE", entity: str = "EU") -> tuple[Bar, ...]:
    left = replace(somebody, ended_on=ended_on, country=country, entity=entity)
    return bars(left.document(SubjectKey(left.id, b"k" * 32), Hasher(b"h" * 32)), rulebook(entity, TODAY), TODAY)


def test_while_the_relationship_lasts_every_term_stands_without_end(somebody: Subject) -> None:
    found = standing(somebody, ended_on=None)
    assert [(bar.years, bar.until) for bar in found] == [(10, None), (5, None)]
    assert "Abgabenordnung" in found[0].law
    assert "2015/849" in found[1].law


@pytest.mark.parametrize(
    ("ended_on", "years"),
    [(date(2009, 6, 30), []), (date(2015, 12, 31), []), (date(2016, 1, 1), [10]), (date(2020, 12, 31), [10]), (date(2021, 1, 1), [10, 5])],
)
def test_a_term_ends_with_the_year(somebody: Subject, ended_on: date, years: list[int]) -> None:
    found = standing(somebody, ended_on=ended_on)
    assert [bar.years for bar in found] == years
    assert all(bar.until == date(ended_on.year + bar.years + 1, 1, 1) for bar in found)


def test_where_no_term_for_books_is_known_due_diligence_still_keeps(somebody: Subject) -> None:
    assert [bar.years for bar in standing(somebody, ended_on=None, country="IT")] == [5]
    assert ["1010.430" in bar.law for bar in standing(somebody, ended_on=None, country="US", entity="US")] == [True]
