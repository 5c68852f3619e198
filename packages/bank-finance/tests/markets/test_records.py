"""Stored curves as the calculators take them."""

from datetime import date

import pytest

from bank_finance.markets.records import Point, StoredCurve
from bank_finance.pricing.curves import zero_rate


def test_a_stored_curve_is_a_zero_curve() -> None:
    stored = StoredCurve(id="X", currency="EUR", index="X", kind="OIS", on=date(2026, 11, 20), points=(Point(30, "1M", 0.01), Point(365, "1Y", 0.02)))
    assert zero_rate(stored.zero(), 30) == 0.01
    assert zero_rate(stored.zero(), 197.5) == pytest.approx(0.015)
