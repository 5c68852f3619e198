"""The normal distribution."""

import numpy as np

from bank_risk.counterparty.normal import cumulative, density


def test_known_points_of_the_distribution() -> None:
    points = cumulative(np.array([-np.inf, 0.0, 1.959963984540054, np.inf]))
    assert np.allclose(points, [0.0, 0.5, 0.975, 1.0], atol=1e-15)


def test_the_density_is_the_slope_of_the_distribution() -> None:
    at = np.array([-2.0, -0.3, 0.0, 1.1])
    slope = (cumulative(at + 1e-5) - cumulative(at - 1e-5)) / 2e-5
    assert np.allclose(density(at), slope, rtol=1e-8)
