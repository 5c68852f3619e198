"""`bank-risk golden` as a person runs it."""

import pytest
from click.testing import CliRunner

from bank_risk.golden import command
from bank_risk.golden.case import GoldenCase, GoldenRow, Tolerance, run


def wrong_rows() -> tuple[GoldenRow, ...]:
    """A table with one case that differs."""
    return run([GoldenCase(id="X-1", title="one", source="nobody", published=1.0, unit="none", tolerance=Tolerance(0.1), ours=lambda: 2.0)])


def test_the_table_says_published_ours_and_difference() -> None:
    result = CliRunner().invoke(command.golden, ["--only", "saccr"])
    assert result.exit_code == 0
    assert "published" in result.output
    assert "difference" in result.output
    assert "7 of 7 published numbers reproduced within tolerance" in result.output


def test_counts_alone_are_one_line() -> None:
    result = CliRunner().invoke(command.golden, ["--counts", "--only", "irb-"])
    assert result.output == "112 of 112 published numbers reproduced within tolerance\n"


def test_a_prefix_that_fits_no_case_is_refused() -> None:
    assert CliRunner().invoke(command.golden, ["--only", "nothing"]).exit_code == 2


def test_one_number_out_of_tolerance_ends_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_EVERY_ROW", lambda: wrong_rows)
    result = CliRunner().invoke(command.golden, [])
    assert result.exit_code == 1
    assert "DIFFERS" in result.output
