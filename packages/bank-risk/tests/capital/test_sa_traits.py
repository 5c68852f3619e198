"""Ratings read as the grades of the tables."""

import pytest

from bank_risk.capital.sa_traits import GRADES, UNRATED, rating_grade, worse


@pytest.mark.parametrize(("rating", "grade"), [("AA-", "AA"), ("bbb+", "BBB"), ("D", "CCC"), (" A ", "A"), (None, UNRATED)])
def test_signs_and_case_do_not_matter(rating: str | None, grade: str) -> None:
    assert rating_grade(rating) == grade


def test_what_is_no_rating_is_refused() -> None:
    with pytest.raises(ValueError, match="a rating is one of"):
        rating_grade("Z")


def test_worse_is_one_grade_down_and_ends_at_the_lowest() -> None:
    assert [worse(grade) for grade in GRADES] == [*GRADES[1:], "CCC"]
    assert worse(UNRATED) == UNRATED
