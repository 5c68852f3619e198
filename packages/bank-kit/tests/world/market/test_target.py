"""Business days of TARGET as the European Central Bank publishes them."""

from datetime import date

import numpy as np
import pytest

from bank_kit.world.market.target import business_days, easter, holidays


@pytest.mark.parametrize(("year", "sunday"), [(2016, date(2016, 3, 27)), (2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5))])
def test_easter_falls_where_the_church_says(year: int, sunday: date) -> None:
    assert easter(year) == sunday


def test_target_closes_on_six_days_of_2026() -> None:
    assert holidays(2026) == (date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 12, 25), date(2026, 12, 26))


def test_the_history_runs_from_its_first_to_its_last_business_day_in_order() -> None:
    days = business_days()
    assert (str(days[0]), str(days[-1]), len(days)) == ("2016-11-21", "2026-11-20", 2560)
    assert (np.diff(days) > np.timedelta64(0)).all()
    assert np.datetime64("2024-12-24") in days
    assert np.datetime64("2025-04-18") not in days
