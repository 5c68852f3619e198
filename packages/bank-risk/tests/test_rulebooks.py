"""The tables shipped with the package are whole, and differ by jurisdiction and date where the law does."""

from datetime import date

import pytest

from bank_risk.rulebooks import rulebook, tables

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("jurisdiction", ["BCBS", "EU", "UK", "US"])
def test_every_jurisdiction_has_a_rulebook_today(jurisdiction: str) -> None:
    assert rulebook(jurisdiction, TODAY).version.startswith(f"{jurisdiction}-2026-11-20-")


@pytest.mark.parametrize(
    ("jurisdiction", "year", "floor"),
    [
        ("BCBS", 2023, 0.50),
        ("BCBS", 2026, 0.65),
        ("BCBS", 2028, 0.725),
        ("EU", 2024, 0.0),
        ("EU", 2026, 0.55),
        ("EU", 2030, 0.725),
        ("UK", 2026, 0.0),
        ("UK", 2027, 0.60),
    ],
)
def test_the_output_floor_is_phased_in_by_each_in_its_own_time(jurisdiction: str, year: int, floor: float) -> None:
    assert rulebook(jurisdiction, date(year, 6, 30)).number("RBC", "output_floor") == floor


def test_the_united_states_floor_says_that_it_is_pending() -> None:
    assert "pending" in rulebook("US", TODAY).row("RBC", "output_floor").doubt


def test_a_doubt_is_short_and_every_row_has_a_source() -> None:
    assert all(len(row.doubt) <= 120 and row.source for row in tables().rows)
