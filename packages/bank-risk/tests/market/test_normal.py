"""The normal distribution over arrays."""

from statistics import NormalDist

import numpy as np
import pytest

from bank_risk.market.normal import cumulative, density


def test_both_functions_are_those_of_the_standard_library() -> None:
    points = np.linspace(-8, 8, 33)
    standard = NormalDist()
    assert cumulative(points).tolist() == pytest.approx([standard.cdf(each) for each in points], rel=1e-9, abs=1e-15)
    assert density(points).tolist() == pytest.approx([standard.pdf(each) for each in points], rel=1e-12)
