"""The normal distribution over arrays: known points, the standard library's values, its slope and its inverse."""

import math
from statistics import NormalDist

import numpy as np
import pytest

from bank_risk.normal import cumulative, density, quantile


def test_both_functions_are_those_of_the_standard_library() -> None:
    points = np.linspace(-8, 8, 33)
    standard = NormalDist()
    assert cumulative(points).tolist() == pytest.approx([standard.cdf(each) for each in points], rel=1e-9, abs=1e-15)
    assert density(points).tolist() == pytest.approx([standard.pdf(each) for each in points], rel=1e-12)


def test_the_density_is_the_slope_of_the_distribution() -> None:
    at = np.array([-2.0, -0.3, 0.0, 1.1])
    slope = (cumulative(at + 1e-5) - cumulative(at - 1e-5)) / 2e-5
    assert np.allclose(density(at), slope, rtol=1e-8)


def test_the_quantiles_every_table_prints() -> None:
    assert quantile(np.array([0.5, 0.975, 0.999])) == pytest.approx([0.0, 1.959963984540054, 3.090232306167813], abs=1e-12)


def test_the_ends_are_infinite_and_beyond_is_refused() -> None:
    assert quantile(np.array([0.0, 1.0])).tolist() == [-math.inf, math.inf]
    for beyond in (1.5, -0.1, math.nan):
        with pytest.raises(ValueError, match="between 0 and 1"):
            quantile(np.array([beyond]))


def test_cumulative_undoes_quantile_in_any_shape() -> None:
    p = np.linspace(1e-9, 1 - 1e-9, 60).reshape(6, 10)
    assert cumulative(quantile(p)) == pytest.approx(p, rel=1e-12)
