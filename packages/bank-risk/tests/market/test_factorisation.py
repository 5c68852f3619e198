"""Covariance matrices and their roots."""

import numpy as np
import pytest

from bank_kit.failures import ToolFailureError
from bank_risk.market.arrays import Floats
from bank_risk.market.factorisation import Indefinite, root_of, sample_covariance, weighted_covariance

INDEFINITE = np.array([[1.0, 0.9, 0.1], [0.9, 1.0, 0.9], [0.1, 0.9, 1.0]])


def test_the_sample_covariance_is_the_unbiased_one(returns: Floats) -> None:
    assert np.allclose(sample_covariance(returns), np.cov(returns, rowvar=False), rtol=1e-12, atol=0)


def test_exponential_weights_follow_their_recursion(returns: Floats) -> None:
    found = weighted_covariance(returns, decay=0.94)
    running = np.zeros((5, 5))
    for day in returns:
        running = 0.94 * running + 0.06 * np.outer(day, day)
    assert np.allclose(found, running / (1 - 0.94**500), rtol=1e-9)


@pytest.mark.parametrize("decay", [0.0, 1.0, float("nan")])
def test_a_decay_out_of_bounds_is_refused(returns: Floats, decay: float) -> None:
    with pytest.raises(ToolFailureError):
        weighted_covariance(returns, decay=decay)


def test_one_day_has_no_covariance() -> None:
    with pytest.raises(ToolFailureError):
        sample_covariance(np.ones((1, 3)))


def test_a_definite_matrix_is_its_root_times_its_transpose_without_notes(returns: Floats) -> None:
    covariance = sample_covariance(returns)
    root = root_of(covariance)
    assert np.allclose(root.matrix @ root.matrix.T, covariance, rtol=1e-12)
    assert root.notes == ()


def test_a_singular_matrix_is_factored_all_the_same_and_says_so() -> None:
    covariance = np.ones((3, 3))
    root = root_of(covariance)
    assert np.allclose(root.matrix @ root.matrix.T, covariance, atol=1e-12)
    assert "singular" in root.notes[0]


def test_an_indefinite_matrix_is_refused_unless_repair_is_asked_for_and_then_noted() -> None:
    with pytest.raises(ToolFailureError) as caught:
        root_of(INDEFINITE)
    assert caught.value.failure.field == "covariance"
    repaired = root_of(INDEFINITE, Indefinite.REPAIR)
    back = repaired.matrix @ repaired.matrix.T
    assert np.linalg.eigvalsh(back).min() > -1e-12
    assert np.trace(back) == pytest.approx(3.0)
    assert "not positive semi-definite" in repaired.notes[0]


def test_a_matrix_without_any_positive_variance_cannot_be_repaired() -> None:
    with pytest.raises(ToolFailureError):
        root_of(-np.eye(2), Indefinite.REPAIR)
