"""Values agree with published answers and with parity."""

from math import exp, sqrt

import numpy as np
import pytest

from bank_kit.world.market import valuation

FLAT = np.full(11, 0.02)


def test_discounting_at_a_flat_rate() -> None:
    assert valuation.discount(FLAT, 5.0) == pytest.approx(exp(-0.1))
    assert valuation.discount(FLAT, -1.0) == 1.0


def test_a_par_swap_on_a_flat_curve_pays_the_yearly_rate() -> None:
    assert valuation.swap(FLAT, 0.0, 10.0).par == pytest.approx(exp(0.02) - 1, rel=1e-9)
    assert valuation.swap(FLAT, 2.0, 7.0).par == pytest.approx(exp(0.02) - 1, rel=1e-9)


@pytest.mark.parametrize(
    ("spot", "strike", "deviation", "rates", "published"),
    [
        (60.0, 65.0, 0.30 * sqrt(0.25), (0.08 * 0.25, 0.08 * 0.25), 2.1334),
        (100.0, 95.0, 0.20 * sqrt(0.5), (0.05 * 0.5, 0.10 * 0.5), 2.4648),
        (75.0, 70.0, 0.35 * sqrt(0.5), (0.05 * 0.5, 0.10 * 0.5), 4.0870),
    ],
)
def test_options_cost_what_haug_printed(spot: float, strike: float, deviation: float, rates: tuple[float, float], published: float) -> None:
    """E. G. Haug, The Complete Guide to Option Pricing Formulas, 2nd edition, pages 2 to 9, as QuantLib's tests quote them: one call, two puts."""
    carry, rate = rates
    value = valuation.black(spot * exp(carry), strike, deviation, call=strike > spot) * exp(-rate)
    assert value == pytest.approx(published, abs=1e-4)


def test_calls_less_puts_are_forwards() -> None:
    for model in (valuation.black, valuation.bachelier):
        assert model(1.1, 1.0, 0.2, call=True) - model(1.1, 1.0, 0.2, call=False) == pytest.approx(0.1)


def test_at_the_money_a_normal_option_is_worth_two_fifths_of_a_deviation() -> None:
    assert valuation.bachelier(0.03, 0.03, 0.01, call=True) == pytest.approx(0.01 * 0.3989423)


def test_protection_gains_when_spreads_widen() -> None:
    assert valuation.protection(FLAT, 0.01, 0.01, 5.0) == 0.0
    assert valuation.protection(FLAT, 0.02, 0.01, 5.0) == pytest.approx(0.01 * (1 - exp(-(0.02 + 0.02 / 0.6) * 5)) / (0.02 + 0.02 / 0.6))
