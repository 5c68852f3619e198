"""The printed table shows what differs and counts what agrees."""

from functools import partial

from bank_risk.golden.case import GoldenCase, Tolerance, run
from bank_risk.golden.telling import counts, table


def cases() -> list[GoldenCase]:
    return [
        GoldenCase(id=f"X-{ours:g}", title="a number", source="a book", published=1_000.0, unit="EUR", tolerance=Tolerance(1.0), ours=partial(float, ours))
        for ours in (1_000.4, 1_002.0)
    ]


def test_every_case_has_a_line_and_the_one_that_differs_says_so() -> None:
    text = table(run(cases()))
    lines = text.splitlines()
    assert lines[1].startswith("X-1000.4") and lines[1].endswith("ok")
    assert lines[2].startswith("X-1002") and lines[2].endswith("DIFFERS")
    assert "1,000.40" in lines[1] and "+0.4" in lines[1]
    assert text.count("source: a book") == 1


def test_the_counts_are_of_all_rows() -> None:
    assert counts(run(cases())) == "1 of 2 published numbers reproduced within tolerance"
