"""Sizes are what is promised, and the business date ends the span."""

import subprocess
import sys

import pytest

from bank_kit.world.size import AS_OF, COUNTS, Size, Spec


@pytest.mark.parametrize("size", list(Size))
def test_each_party_has_two_accounts(size: Size) -> None:
    assert COUNTS[size].accounts == 2 * COUNTS[size].parties


@pytest.mark.parametrize("size", list(Size))
def test_the_span_runs_from_a_monday_to_the_friday_of_the_business_date(size: Size) -> None:
    spec = Spec(size=size)
    assert spec.first_day.weekday() == 0
    assert spec.as_of == AS_OF
    assert AS_OF.weekday() == 4
    assert (spec.as_of - spec.first_day).days == COUNTS[size].weeks * 7 - 3


def test_naming_a_size_loads_no_engine() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, bank_kit.world.size; print('duckdb' in sys.modules, 'numpy' in sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.split() == ["False", "False"]
