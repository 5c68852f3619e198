"""Bonds accrue and are priced as textbooks say."""

from datetime import date
from math import exp

import numpy as np
import pytest

from bank_kit.world.market.bonds import accrued, clean_prices, schedule
from bank_kit.world.market.listed import instruments

LISTED = {each.name: each for each in instruments()}
STATE, HALF_YEARLY, COMPANY = LISTED["Sovereign DE 1.5% 2029"], LISTED["Sovereign US 2.25% 2030"], LISTED["Polder Chemicals 2.5% 2030"]


def days(*texts: str) -> "np.typing.NDArray[np.datetime64]":
    return np.array(texts, dtype="datetime64[D]")


def test_coupons_fall_on_the_day_of_maturity_from_the_issue_on() -> None:
    found = schedule(HALF_YEARLY).dates
    assert [str(found[0]), str(found[1]), str(found[-1])] == ["2015-11-15", "2016-05-15", "2030-11-15"]
    assert len(found) == 31


def test_governments_accrue_by_actual_days_of_the_coupon_period() -> None:
    assert accrued(STATE, days("2026-05-15", "2026-11-20")).tolist() == pytest.approx([0.0, 1.5 * 189 / 365])
    assert accrued(HALF_YEARLY, days("2026-11-20")).tolist() == pytest.approx([2.25 / 2 * 5 / 181])


def test_companies_accrue_by_months_of_thirty_days() -> None:
    assert accrued(COMPANY, days("2026-08-31", "2026-11-20")).tolist() == pytest.approx([2.5 * 185 / 360, 2.5 * 265 / 360])


def test_a_bond_paying_the_curve_costs_par_on_a_coupon_date() -> None:
    rate = np.log(1.015)
    price = clean_prices(STATE, days("2026-05-15"), np.full((1, 11), rate), np.zeros(1))
    # The leap day of 2028 is one day of 365 more than three whole years.
    assert price.tolist() == pytest.approx([100.0], abs=0.01)


def test_a_price_falls_when_the_spread_rises_and_by_about_its_duration() -> None:
    on = days("2026-11-20")
    low, high = (clean_prices(STATE, on, np.full((1, 11), 0.02), np.array([spread]))[0] for spread in (0.0, 0.01))
    assert (low - high) / low == pytest.approx(1 - exp(-0.01 * 2.46), rel=0.01)


def test_a_bond_has_no_price_before_its_issue() -> None:
    assert STATE.issued == date(2014, 5, 15)
    assert np.isnan(clean_prices(STATE, days("2014-05-14", "2014-05-15"), np.full((2, 11), 0.02), np.zeros(2))).tolist() == [True, False]
