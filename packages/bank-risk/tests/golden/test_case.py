"""A golden case agrees or differs, by an absolute or a relative tolerance."""

import math

import pytest

from bank_risk.golden.case import Closeness, GoldenCase, Tolerance, run


def case(published: float, ours: float, tolerance: Tolerance) -> GoldenCase:
    return GoldenCase(id="X-1", title="a number", source="a book", published=published, unit="EUR", tolerance=tolerance, ours=lambda: ours)


@pytest.mark.parametrize(
    ("ours", "tolerance", "within"),
    [
        (100.5, Tolerance(1.0), True),
        (101.5, Tolerance(1.0), False),
        (101.5, Tolerance(0.02, Closeness.RELATIVE), True),
        (97.0, Tolerance(0.02, Closeness.RELATIVE), False),
        (math.nan, Tolerance(1e9), False),
    ],
)
def test_a_row_says_whether_our_number_is_close_enough(ours: float, tolerance: Tolerance, within: bool) -> None:
    (row,) = run([case(100.0, ours, tolerance)])
    assert row.within is within


def test_the_difference_is_ours_less_published() -> None:
    (row,) = run([case(100.0, 98.5, Tolerance(2.0))])
    assert row.difference == -1.5
