"""The normal distribution is exact where it is known and its own inverse elsewhere."""

import math

import numpy as np
import pytest

from bank_risk.capital.normal import cumulative, quantile


def test_the_quantiles_every_table_prints() -> None:
    assert quantile(np.array([0.5, 0.975, 0.999])) == pytest.approx([0.0, 1.959963984540054, 3.090232306167813], abs=1e-12)


def test_the_ends_are_infinite_and_beyond_is_refused() -> None:
    assert quantile(np.array([0.0, 1.0])).tolist() == [-math.inf, math.inf]
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile(np.array([1.5]))


def test_cumulative_undoes_quantile_in_any_shape() -> None:
    p = np.linspace(1e-9, 1 - 1e-9, 60).reshape(6, 10)
    assert cumulative(quantile(p)) == pytest.approx(p, rel=1e-12)
