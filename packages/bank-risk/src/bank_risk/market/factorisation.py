"""Covariance matrices: estimated from returns, and taken apart for simulation; one that is not positive semi-definite is refused or repaired, never ignored."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bank_risk.market.arrays import Floats, between, matrix, refusal, square

DUST = 1e-10
"""Eigenvalues down to minus this part of the largest are rounding, not a fault of the matrix."""


class Indefinite(StrEnum):
    """What to do with a covariance that is not positive semi-definite."""

    REFUSE = "refuse"
    REPAIR = "clip_eigenvalues"


@dataclass(frozen=True, slots=True)
class Root:
    """A matrix A with A A' = covariance, and what was done to get it."""

    matrix: Floats
    notes: tuple[str, ...]


def sample_covariance(returns: Floats) -> Floats:
    """Unbiased covariance of daily returns (days x factors), means taken out."""
    observed = _returns(returns)
    centred = observed - observed.mean(axis=0)
    covariance: Floats = centred.T @ centred / (observed.shape[0] - 1)
    return covariance


def weighted_covariance(returns: Floats, *, decay: float) -> Floats:
    """Exponentially weighted covariance around zero, the latest day weighing most (RiskMetrics 1996: decay 0.94 for days); weights sum to 1."""
    observed = _returns(returns)
    between(decay, "decay", low=0.0, high=1.0)
    weights = decay ** np.arange(observed.shape[0] - 1, -1, -1, dtype=np.float64)
    covariance: Floats = (observed * (weights / weights.sum())[:, None]).T @ observed
    return covariance


def root_of(covariance: Floats, indefinite: Indefinite = Indefinite.REFUSE) -> Root:
    """Cholesky where the matrix is definite, its eigenvectors where it is only semi-definite; see `Indefinite` for the rest."""
    given = square(covariance, "covariance")
    try:
        lower: Floats = np.linalg.cholesky(given).astype(np.float64, copy=False)
        return Root(lower, ())
    except np.linalg.LinAlgError:
        values, vectors = np.linalg.eigh(given)
    largest = float(values[-1])
    negative = values < -DUST * max(largest, 0.0)
    if largest <= 0 and negative.any():
        raise refusal("covariance", "the matrix has no positive variance", "a positive semi-definite matrix")
    if negative.any() and indefinite is Indefinite.REFUSE:
        raise refusal("covariance", "the matrix is not positive semi-definite", "a positive semi-definite matrix, or repair by clipping eigenvalues")
    clipped = np.clip(values, 0.0, None)
    notes = ("the covariance is singular: factored by eigenvectors",)
    if negative.any():
        clipped *= values.sum() / clipped.sum()
        smallest = float(values[0]) / largest
        notes = (f"the covariance was not positive semi-definite (smallest eigenvalue {smallest:.2e} of the largest): clipped at zero, total variance kept",)
    return Root(vectors * np.sqrt(clipped), notes)


def _returns(returns: Floats) -> Floats:
    observed = matrix(returns, "returns")
    if observed.shape[0] < 2:
        raise refusal("returns", "a covariance needs at least two days", "2 or more rows")
    return observed
