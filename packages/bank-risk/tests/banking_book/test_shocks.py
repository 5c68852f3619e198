"""The six shocks: their sizes by currency and date, their shape, and the floor beneath."""

from datetime import date

import numpy as np
import pytest

from bank_kit.failures import ToolFailureError
from bank_kit.parameters import Rulebook
from bank_risk.banking_book.shocks import RateFloor, Scenario, ShockSizes, ShockTerms, shifts, shocked
from bank_risk.rulebooks import rulebook

YEARS = np.array([0.0, 1.0, 5.0, 25.0])


@pytest.mark.parametrize(
    ("jurisdiction", "on", "currency", "basis_points"),
    [
        ("BCBS", date(2025, 12, 31), "EUR", (200, 250, 100)),
        ("BCBS", date(2026, 1, 1), "EUR", (225, 350, 200)),
        ("EU", date(2026, 11, 20), "EUR", (200, 250, 100)),
        ("EU", date(2026, 11, 20), "JPY", (100, 100, 100)),
        ("EU", date(2026, 11, 20), "CHF", (100, 150, 100)),
        ("BCBS", date(2026, 11, 20), "GBP", (275, 425, 250)),
        ("BCBS", date(2026, 11, 20), "USD", (200, 300, 225)),
    ],
)
def test_sizes_depend_on_jurisdiction_date_and_currency(jurisdiction: str, on: date, currency: str, basis_points: tuple[int, ...]) -> None:
    sizes = ShockSizes.of(rulebook(jurisdiction, on), currency)
    assert [round(size * 10_000) for size in (sizes.parallel, sizes.short, sizes.long)] == list(basis_points)


def test_a_currency_without_a_size_is_refused(book: Rulebook) -> None:
    with pytest.raises(ToolFailureError):
        ShockSizes.of(book, "ZZZ")


def test_rotations_turn_and_short_shocks_fade(book: Rulebook) -> None:
    sizes, terms = ShockSizes.of(book, "EUR"), ShockTerms.of(book)
    moved = {scenario: shifts(scenario, YEARS, sizes=sizes, terms=terms) for scenario in Scenario}
    assert moved[Scenario.STEEPENER][0] < 0 < moved[Scenario.STEEPENER][-1]
    assert moved[Scenario.FLATTENER][-1] < 0 < moved[Scenario.FLATTENER][0]
    assert (np.diff(moved[Scenario.SHORT_UP]) < 0).all()
    assert moved[Scenario.SHORT_UP] == pytest.approx(-moved[Scenario.SHORT_DOWN])
    assert moved[Scenario.PARALLEL_UP] == pytest.approx(-moved[Scenario.PARALLEL_DOWN])


def test_the_european_floor_rises_three_points_a_year() -> None:
    floor = RateFloor.of(rulebook("EU", date(2026, 11, 20)))
    assert floor is not None
    assert floor.at(np.array([0.0, 10.0, 50.0, 60.0])) == pytest.approx([-0.015, -0.012, 0.0, 0.0])


def test_the_floor_stops_a_fall_and_leaves_what_was_lower(book: Rulebook) -> None:
    floor = RateFloor(start=-0.015, step=0.0)
    rates = np.array([0.0, -0.02])
    assert shocked(rates, np.full(2, -0.02), np.zeros(2), floor) == pytest.approx([-0.015, -0.02])
    assert RateFloor.of(book) is None
    assert shocked(rates, np.full(2, -0.02), np.zeros(2), None) == pytest.approx([-0.02, -0.04])
