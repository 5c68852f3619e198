"""Delta-normal VaR and ES: linear portfolios of jointly normal factors, in closed form."""

from statistics import NormalDist

import numpy as np

from bank_risk.market.arrays import Floats, matrix, refusal, vector
from bank_risk.market.factorisation import root_of
from bank_risk.market.measure import Decomposition, Measure, Method, Scaling, VarEs

STANDARD = NormalDist()
NOTE = "normal factors and first-order sensitivities: no fat tails, no gamma"


def normal_var(confidence: float) -> float:
    """VaR of a standard normal loss: its quantile."""
    return STANDARD.inv_cdf(confidence)


def normal_es(confidence: float) -> float:
    """ES of a standard normal loss: density at the quantile over the tail probability."""
    return STANDARD.pdf(STANDARD.inv_cdf(confidence)) / (1.0 - confidence)


def parametric(delta: Floats, covariance: Floats, measure: Measure) -> VarEs:
    """VaR and ES with zero mean; `delta` is currency for one unit of each factor's move, `covariance` that of one-day moves. Square root of time only."""
    return parametric_components(vector(delta, "delta")[None, :], covariance, measure).total


def parametric_components(delta: Floats, covariance: Floats, measure: Measure) -> Decomposition:
    """Split over positions, `delta` being positions x factors: component = sensitivity of the portfolio's deviation to the position's size."""
    if measure.scaling is not Scaling.SQUARE_ROOT_OF_TIME or measure.window is not None:
        raise refusal(
            "measure", "a parametric measure has no days to sum or to choose", "square_root_of_time and no window: choose days when estimating the covariance"
        )
    root = root_of(covariance)
    by_position = matrix(delta, "delta", columns=root.matrix.shape[0])
    loadings = by_position @ root.matrix
    whole = loadings.sum(axis=0)
    deviation = float(np.sqrt(whole @ whole))
    shares = loadings @ whole / deviation if deviation > 0 else np.zeros(by_position.shape[0])
    quantile, shortfall = (measure.stretch * factor(measure.confidence) for factor in (normal_var, normal_es))
    total = VarEs(
        var=quantile * deviation,
        es=shortfall * deviation,
        method=Method.PARAMETRIC,
        measure=measure,
        observations=0,
        notes=(NOTE, *root.notes),
    )
    return Decomposition(total=total, component_var=tuple((quantile * shares).tolist()), component_es=tuple((shortfall * shares).tolist()))


def parametric_incremental(delta: Floats, covariance: Floats, measure: Measure) -> tuple[Floats, Floats]:
    """What each position adds: VaR and ES of the whole less those without it, `delta` being positions x factors, as two vectors."""
    total = parametric_components(delta, covariance, measure).total
    loadings = matrix(delta, "delta") @ root_of(covariance).matrix
    without = np.sqrt(((loadings.sum(axis=0) - loadings) ** 2).sum(axis=1)) * measure.stretch
    return total.var - normal_var(measure.confidence) * without, total.es - normal_es(measure.confidence) * without
