"""What may come into a calculator, and what is refused by name."""

import numpy as np
import pytest

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.market import arrays


@pytest.mark.parametrize("bad", [[np.nan, 1.0], [np.inf], [], [[1.0]], ["text"]])
def test_a_vector_of_anything_but_finite_numbers_is_refused_by_the_name_of_its_field(bad: list[float]) -> None:
    with pytest.raises(ToolFailureError) as caught:
        arrays.vector(bad, "pnl")
    assert caught.value.failure.code is FailureCode.INVALID_ARGUMENT
    assert caught.value.failure.field == "pnl"


def test_a_wrong_length_or_width_is_refused_with_the_right_one() -> None:
    with pytest.raises(ToolFailureError) as caught:
        arrays.vector([1.0, 2.0], "delta", size=3)
    assert caught.value.failure.allowed == "3 numbers"
    with pytest.raises(ToolFailureError) as caught:
        arrays.matrix([[1.0, 2.0]], "moves", columns=5)
    assert caught.value.failure.allowed == "5 columns"


@pytest.mark.parametrize("bad", [[[1.0, 2.0]], [[1.0, 0.5], [0.2, 1.0]]])
def test_a_covariance_that_is_not_square_or_not_symmetric_is_refused(bad: list[list[float]]) -> None:
    with pytest.raises(ToolFailureError):
        arrays.square(bad, "covariance")


@pytest.mark.parametrize("bad", [0.0, 1.0, float("nan"), -1.0])
def test_bounds_are_strict_and_nan_is_inside_none(bad: float) -> None:
    with pytest.raises(ToolFailureError):
        arrays.between(bad, "decay", low=0.0, high=1.0)


def test_what_is_finite_and_of_the_right_shape_passes_untouched() -> None:
    assert arrays.vector([1, 2, 3], "pnl").tolist() == [1.0, 2.0, 3.0]
    assert arrays.square([[2.0, 1.0], [1.0, 2.0]], "covariance").shape == (2, 2)
