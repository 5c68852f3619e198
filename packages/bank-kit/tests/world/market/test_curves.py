"""Twelve curves with sane levels, forwards that no arbitrageur laughs at, and spreads that widened in the crash."""

import numpy as np
import pytest

from bank_kit.world.market import curves
from bank_kit.world.market.factors import Factors
from bank_kit.world.market.streams import Floats

RATES = [name for name in curves.CURVES if curves.kind(name) != "CREDIT"]
CREDIT = [name for name in curves.CURVES if curves.kind(name) == "CREDIT"]


def forwards(rates: Floats) -> Floats:
    growth = rates * curves.PILLAR_YEARS
    found: Floats = np.diff(growth, axis=1, prepend=0.0) / np.diff(curves.PILLAR_YEARS, prepend=0.0)
    return found


def test_there_are_twelve_curves_of_eleven_pillars_each(simulated: dict[str, Floats]) -> None:
    assert set(simulated) == set(curves.CURVES)
    assert {rates.shape for rates in simulated.values()} == {(2560, 11)}


@pytest.mark.parametrize("name", RATES)
def test_rates_stay_between_what_central_banks_have_seen(simulated: dict[str, Floats], name: str) -> None:
    assert -0.012 < simulated[name].min() < simulated[name].max() < 0.065


@pytest.mark.parametrize("name", RATES)
def test_forward_rates_are_sane_on_every_day(simulated: dict[str, Floats], name: str) -> None:
    found = forwards(simulated[name])
    assert -0.012 < found.min() < found.max() < 0.07


@pytest.mark.parametrize("name", RATES)
def test_discount_factors_fall_with_time_in_the_last_year(simulated: dict[str, Floats], name: str) -> None:
    recent = simulated[name][-250:]
    # The franc's short rate hovers about nought: its first months may stand a hair above one.
    floor = -0.002 if name.startswith("CHF") else 0.0
    assert forwards(recent).min() > floor


@pytest.mark.parametrize("name", CREDIT)
def test_default_is_never_less_likely_over_a_longer_time(simulated: dict[str, Floats], name: str) -> None:
    assert simulated[name].min() > 0
    assert forwards(simulated[name]).min() > 0


def test_worse_credit_pays_more_on_most_days(simulated: dict[str, Floats]) -> None:
    a, bbb, bb = (simulated[f"EUR-CORP-{rating}"][:, 6] for rating in ("A", "BBB", "BB"))
    assert (bbb > a).mean() > 0.98
    assert (bb > bbb).all()


def test_spreads_widened_in_the_crash(simulated: dict[str, Floats], drawn: Factors) -> None:
    before, after = (int(np.searchsorted(drawn.days, np.datetime64(day))) for day in ("2020-02-19", "2020-03-23"))
    spread = simulated["EUR-CORP-BBB"][:, 6]
    assert spread[after] > 1.3 * spread[before]


def test_zero_rates_are_linear_between_pillars_and_flat_outside() -> None:
    curve = np.linspace(0.01, 0.02, 11)
    assert curves.zero_rates(curve, [1.0, 30.0, 60.5, 20000.0]).tolist() == pytest.approx([0.01, 0.01, 0.0105, 0.02])


def test_rates_are_stored_in_eight_decimals(simulated: dict[str, Floats]) -> None:
    assert np.array_equal(simulated["EUR-ESTR"], np.round(simulated["EUR-ESTR"], 8))
